import { refusedAsRoot } from '../../../analysis/pod/root-user';
import { Container, hubRepository, showPath, UNPRIVILEGED_NGINX } from '../../../manifests';
import { shorten } from '../../../text';
import { capitalizedContainerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const imageRunsAsRoot = workloadRule({
  id: 'image-runs-as-root',
  severity: 'warning',
  title: 'An image that starts as root beside runAsNonRoot',
  impact: 'No pod starts: a first release answers no request, and an update stops at its first pod.',
  why: 'With runAsNonRoot a kubelet refuses each container whose image names no user and that has no runAsUser either.',
  fix: 'Use an image that names a user. Of nginx it is nginxinc/nginx-unprivileged, which listens on port 8080 and writes to /tmp.',
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { securityContext: { runAsUser: null }, containers: [{ name: web, image: 'nginx:1.27.3' }] } } }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      securityContext: { runAsUser: null }
      containers: [{ name: web, image: 'nginxinc/nginx-unprivileged:1.27.3' }]
`,
  },
  judge: workload => refusedAsRoot(workload).map(container => ({
    path: [...container.path, 'image'],
    message: `${capitalizedContainerLabel(container)} runs ${shorten(container.image, 100)}, which starts as root, but runAsNonRoot is true: no kubelet starts it.`,
    fix: fixOf(container),
  })),
});

function fixOf({ image, path }: Container): string {
  return hubRepository(image) === 'nginx'
    ? `Set ${showPath([...path, 'image'])} to ${UNPRIVILEGED_NGINX}, which listens on port 8080, and mount an emptyDir at /tmp where its root filesystem is read-only.`
    : `Set ${showPath([...path, 'image'])} to an image that names a user, or ${showPath([...path, 'securityContext', 'runAsUser'])} to one that it can run as.`;
}
