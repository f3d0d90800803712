import { ClusterProfile } from '../../../analysis/cluster-profile';
import { hasSuccessor } from '../../../analysis/disruption/handover';
import { isFilterOf } from '../../../analysis/pod/asked-siblings';
import { isBystander, isHelper, isMeshProxy, isReverseProxy } from '../../../analysis/pod/known-images';
import { hookTimeOf } from '../../../analysis/pod/stop-delay';
import { servesRequests } from '../../../analysis/traffic/router';
import { Container, ManifestSet, Workload } from '../../../manifests';
import { addedSleepingHook, requiredDelay, withGracePeriod } from '../../fixes/prestop';
import { Violation } from '../../rule';
import { hookPath, capitalizedContainerLabel, containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

const WITH_PROXY = `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: app
          image: registry.example.com/app:1.4.2
          resources: { requests: { cpu: 250m, memory: 256Mi }, limits: { memory: 256Mi } }
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
          readinessProbe: { httpGet: { path: /ready, port: 9000 }, periodSeconds: 5, timeoutSeconds: 2 }
`;

export const prestopOnOneContainerOnly = workloadRule({
  id: 'prestop-on-one-container-only',
  severity: 'warning',
  title: 'preStop hook on only one of two serving containers',
  impact: 'Requests fail with 502 in every update, scale-down and node drain, although there is a preStop hook.',
  why: 'Hooks delay SIGTERM for their own container only. A proxy and the application behind it need the same delay: the one without a hook stops at once.',
  fix: 'Give both containers the same hook.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow',
  examples: {
    failing: `${WITH_PROXY}
        - name: web
          image: nginxinc/nginx-unprivileged:1.29.1
`,
    passing: `${WITH_PROXY}
          lifecycle: { preStop: { sleep: { seconds: 10 } } }
        - name: web
          image: nginxinc/nginx-unprivileged:1.29.1
`,
  },
  judge: (workload, profile, manifests) => {
    const { serving, containers } = workload;
    if (!servesRequests(workload) || !hasSuccessor(workload, manifests)) { return undefined; }
    if (!serving?.preStop || !containers.includes(serving)) { return undefined; }
    const application = applicationBehind(serving, containers);
    const others = containers.filter(other => other !== serving && (isMeshProxy(other) || other === application));
    if (others.length === 0) { return undefined; }
    return others.filter(({ preStop }) => !preStop).map(other => violation(other, serving, workload, profile, manifests));
  },
});

function applicationBehind(serving: Container, containers: Container[]): Container | undefined {
  if (!isReverseProxy(serving)) { return undefined; }
  const behind = containers.filter(one => one !== serving && !isMeshProxy(one) && !isHelper(one) && !isBystander(one)
    && !isFilterOf(serving, one));
  // With several it is unknown which one is the application.
  return behind.length === 1 ? behind[0] : undefined;
}

function violation(
  other: Container,
  serving: Container,
  workload: Workload,
  profile: ClusterProfile,
  manifests: ManifestSet,
): Violation {
  const path = hookPath(other);
  const delay = requiredDelay(serving, workload, profile, manifests);
  const consequence = isMeshProxy(other)
    ? `it gets SIGTERM at once and refuses the requests for ${containerLabel(serving)}`
    : `it gets SIGTERM at once, while ${containerLabel(serving)} keeps passing requests to it`;
  // Both get SIGKILL together, so requests have the time that the hook of the other one leaves.
  const was = hookTimeOf(workload) ? delay : 0;
  return {
    path,
    message: `${capitalizedContainerLabel(other)} has no preStop hook: ${consequence}, and these fail.`,
    ...withGracePeriod(addedSleepingHook(path, delay, profile), delay, was, workload, profile),
  };
}
