import { hasSuccessor } from '../../../../analysis/disruption/handover';
import { placeOf, runningContainers } from '../../../../analysis/pod/containers';
import { routerOf, servesRequests } from '../../../../analysis/traffic/router';
import { CONTAINER_PATHS, valueAt } from '../../../../manifests';
import { sleepingHook, withGracePeriod } from '../../../fixes/prestop';
import { containerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

export const tcpSocket = workloadPart((workload, profile, manifests) => {
  const containers = runningContainers(workload).filter(({ preStop }) => preStop);
  if (!servesRequests(workload) || !hasSuccessor(workload, manifests) || containers.length === 0) { return undefined; }
  const delay = routerOf(workload, profile, manifests).deregistrationDelay;
  return containers.flatMap(container => {
    const hook = [...CONTAINER_PATHS.preStop, 'tcpSocket'];
    if (valueAt(placeOf(workload, container), hook) === undefined) { return []; }
    const path = [...container.path, ...hook];
    return [{
      path,
      message: `The preStop hook of ${containerLabel(container)} is a tcpSocket, which the kubelet does not run: the hook fails, and SIGTERM is sent at once.`,
      ...withGracePeriod(sleepingHook(path.slice(0, -1), delay, profile), delay, 0, workload, profile),
    }];
  });
});
