import { hasSuccessor } from '../../../analysis/disruption/handover';
import { placeOf, runningContainers } from '../../../analysis/pod/containers';
import { routerOf, servesRequests } from '../../../analysis/traffic/router';
import { CONTAINER_PATHS, valueAt } from '../../../manifests';
import { sleepingHook, withGracePeriod } from '../../fixes/prestop';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const prestopTcpsocketHandler = workloadRule({
  id: 'prestop-tcpsocket-handler',
  severity: 'error',
  title: 'A preStop hook that no kubelet runs',
  impact: 'SIGTERM comes at once, and requests fail in every update although the manifest seems to prevent it.',
  why: 'The API accepts tcpSocket in a lifecycle hook, but it is not supported there: the kubelet notes FailedPreStopHook and goes on with SIGTERM.',
  fix: 'Use the sleep action.',
  reference: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#LifecycleHandler',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { $patch: replace, tcpSocket: { port: 8080 } } } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { $patch: replace, sleep: { seconds: 10 } } } }] } } }
`,
  },
  judge: (workload, profile, manifests) => {
    const containers = runningContainers(workload).filter(({ preStop }) => preStop);
    if (!servesRequests(workload) || !hasSuccessor(workload, manifests) || containers.length === 0) { return undefined; }
    const delay = routerOf(workload, profile, manifests).deregistrationDelay;
    return containers.flatMap(container => {
      const hook = [...CONTAINER_PATHS.preStop, 'tcpSocket'];
      if (valueAt(placeOf(workload, container), hook) === undefined) { return []; }
      const path = [...container.path, ...hook];
      return [{
        path,
        message: `The preStop hook of ${containerLabel(container)} is a tcpSocket, which no kubelet runs: the hook fails, and SIGTERM comes at once.`,
        ...withGracePeriod(sleepingHook(path.slice(0, -1), delay, profile), delay, 0, workload, profile),
      }];
    });
  },
});
