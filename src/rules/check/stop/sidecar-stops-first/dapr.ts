import { longestRequestOf } from '../../../../analysis/pod/grace-period';
import { hookTimeOf } from '../../../../analysis/pod/stop-delay';
import { daprBlock, DAPR_BLOCK, hasDapr } from '../../../../analysis/traffic/dapr';
import { WORKLOAD_PATHS } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { workloadPart } from '../../workload-rule';

/** Dapr's proxy stops with the pod's first second, while the application, delayed by its hook, still calls and is called through it. */
export const dapr = workloadPart((workload, profile) => {
  if (!hasDapr(workload) || workload.replicas.max === 0) { return undefined; }
  const delay = hookTimeOf(workload);
  // Without a hook both stop at once, and how long one of unknown length takes is not known.
  if (!delay) { return undefined; }
  const needed = Math.ceil(delay + (longestRequestOf(workload, profile) ?? 0));
  const block = daprBlock(workload);
  if (block === undefined || block >= needed) { return []; }
  const path = [...WORKLOAD_PATHS.podAnnotations, DAPR_BLOCK];
  return [{
    path,
    message: `${block > 0 ? `Dapr's sidecar begins to stop ${block} s after the stop of a pod has begun` : 'Without dapr.io/block-shutdown-duration, Dapr\'s sidecar begins to stop at once'}, `
      + `but the application goes on for ${needed} s: what is sent to it, and what it sends, through Dapr after that fails.`,
    ...edited([{ path, value: `${needed}s` }]),
  }];
});
