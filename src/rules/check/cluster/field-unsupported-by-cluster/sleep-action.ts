import { runningContainers } from '../../../../analysis/pod/containers';
import { CONTAINER_PATHS } from '../../../../manifests';
import { hasSleepAction, sleepingHook, withGracePeriod } from '../../../fixes/prestop';
import { hookPath, containerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

export const sleepAction = workloadPart((workload, profile) => {
  const containers = runningContainers(workload).filter(({ preStop }) => preStop);
  if (hasSleepAction(profile) || containers.length === 0) { return undefined; }
  return containers.flatMap(container => {
    const { preStop } = container;
    if (preStop?.kind !== 'sleep') { return []; }
    const hook = [...container.path, ...CONTAINER_PATHS.preStop];
    return [{
      path: hookPath(container).slice(0, -1),
      message: `Kubernetes 1.${profile.kubernetesMinor} does not have the sleep action in the preStop hook of ${containerLabel(container)}: it either drops the hook, so that SIGTERM is sent at once, or refuses the pods.`,
      ...withGracePeriod(sleepingHook(hook, preStop.seconds, profile), preStop.seconds, preStop.seconds, workload, profile),
    }];
  });
});
