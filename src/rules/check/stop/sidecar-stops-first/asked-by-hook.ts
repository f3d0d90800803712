import { siblingAskedBy } from '../../../../analysis/pod/asked-siblings';
import { servesRequests } from '../../../../analysis/traffic/router';
import { SIDECARS_MINOR } from '../../../../intent/kubernetes-version';
import { hookSeconds, showPath, WORKLOAD_PATHS } from '../../../../manifests';
import { capitalizedContainerLabel, containerLabel, hookPath } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

/** A hook that needs another container of its pod, which gets SIGTERM at the same time. */
export const askedByHook = workloadPart((workload, { kubernetesMinor }) => {
  const asking = workload.containers.flatMap(container => {
    const asked = siblingAskedBy(container, workload);
    return asked ? [{ container, asked }] : [];
  });
  if (!servesRequests(workload) || asking.length === 0) { return undefined; }
  // A sibling that certainly waits can still answer.
  const unsure = asking.filter(({ asked }) => !hookSeconds(asked.container.preStop));
  return unsure.map(({ container, asked: { container: sibling, port } }) => ({
    path: hookPath(container),
    message: `The preStop hook of ${containerLabel(container)} calls port ${port}, on which ${containerLabel(sibling)} listens. `
      + `${capitalizedContainerLabel(sibling)} is stopped at the same time: if it stops first, the hook fails, SIGTERM is sent at once, and requests fail.`,
    fix: kubernetesMinor >= SIDECARS_MINOR
      ? `Move ${showPath(sibling.path)} to ${showPath(WORKLOAD_PATHS.initContainers)} and give it restartPolicy Always.`
      : `Give ${showPath(sibling.path)} a preStop hook that sleeps until the other hook has its answer.`,
  }));
});
