import { longestRequestOf } from '../../../../analysis/pod/grace-period';
import { hookTimeOf } from '../../../../analysis/pod/stop-delay';
import { daprBlock, DAPR_BLOCK, hasDapr } from '../../../../analysis/traffic/dapr';
import { WORKLOAD_PATHS } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { workloadPart } from '../../workload-rule';

/** Dapr's proxy stops at once, while the application, delayed by its hook, still calls and is called through it. */
export const dapr = workloadPart((workload, profile) => {
  if (!hasDapr(workload) || workload.replicas.max === 0) { return undefined; }
  const delay = hookTimeOf(workload);
  // Without a hook both stop at once; a hook of unknown length cannot be compared.
  if (!delay) { return undefined; }
  const needed = Math.ceil(delay + (longestRequestOf(workload, profile) ?? 0));
  const block = daprBlock(workload);
  if (block === undefined || block >= needed) { return []; }
  const path = [...WORKLOAD_PATHS.podAnnotations, DAPR_BLOCK];
  return [{
    path,
    message: `${block > 0 ? `Dapr's sidecar begins to stop ${block} s after the stop of a pod has begun` : 'Without dapr.io/block-shutdown-duration, Dapr\'s sidecar begins to stop at once'}, `
      + `but the application keeps working for ${needed} s: requests to and from it through Dapr fail after that.`,
    ...edited([{ path, value: `${needed}s` }]),
  }];
});
