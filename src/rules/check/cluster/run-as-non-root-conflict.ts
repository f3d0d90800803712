import { rootConflicts } from '../../../analysis/pod/non-root';
import { builtInPodSpec } from '../../../analysis/pod/pod-spec';
import { showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { objectRule } from '../object-rule';

export const runAsNonRootConflict = objectRule({
  id: 'run-as-non-root-conflict',
  severity: 'error',
  title: 'A runAsUser of 0 beside runAsNonRoot',
  impact: 'New pods never start. The update gets stuck, and on a node that is replaced no pod starts either.',
  why: 'The API server accepts both, but the kubelet starts no container as user 0 that has runAsNonRoot true: CreateContainerConfigError. What a container says overrides what its pod says.',
  fix: 'Give another user, or set runAsNonRoot to false.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { securityContext: { runAsNonRoot: true }, containers: [{ name: web, securityContext: { runAsUser: 0 } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { securityContext: { runAsNonRoot: true }, containers: [{ name: web, securityContext: { runAsUser: 1000 } }] } } }
`,
  },
  judge: object => {
    const spec = builtInPodSpec(object);
    return spec && rootConflicts(spec).map(({ container, user, nonRoot }) => ({
      path: user,
      message: `Container ${shorten(container)} has runAsUser 0, and runAsNonRoot is true: the kubelet starts no such container, and the update gets stuck.`,
      fix: `Set ${showPath(user)} to the user of the application, or ${showPath(nonRoot)} to false.`,
    }));
  },
});
