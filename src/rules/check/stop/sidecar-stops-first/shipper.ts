import { hasHostPath } from '../../../../analysis/pod/host-paths';
import { isShipper } from '../../../../analysis/pod/known-images';
import { hookTimeOf } from '../../../../analysis/pod/stop-delay';
import { servesRequests } from '../../../../analysis/traffic/router';
import { SIDECARS_MINOR } from '../../../../intent/kubernetes-version';
import { showPath, WORKLOAD_PATHS } from '../../../../manifests';
import { capitalizedContainerLabel, containerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

/** A container that passes on logs or metrics ends while the hook of the application keeps it serving. */
export const shipper = workloadPart((workload, { kubernetesMinor }) => {
  const { containers, sidecars, serving } = workload;
  const delay = hookTimeOf(workload);
  if (!serving || !delay || isShipper(serving) || !servesRequests(workload)) { return undefined; }
  // What is written to the node is read from there by the next pod.
  const shippers = containers.filter(one => one !== serving && isShipper(one) && !hasHostPath(workload, one));
  if ([...shippers, ...sidecars.filter(isShipper)].length === 0) { return undefined; }
  return shippers.filter(({ preStop }) => !preStop).map(one => ({
    path: one.path,
    severity: 'info' as const,
    message: `${capitalizedContainerLabel(one)} gets SIGTERM ${delay} s before ${containerLabel(serving)} and stops at once: `
      + 'no request fails, but the logs, metrics or traces of the last ones are lost.',
    fix: kubernetesMinor >= SIDECARS_MINOR
      ? `Move ${showPath(one.path)} to ${showPath(WORKLOAD_PATHS.initContainers)} and give it restartPolicy Always.`
      : `Give ${showPath(one.path)} a preStop hook that takes as long as the application needs to finish.`,
  }));
});
