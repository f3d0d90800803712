import { heldData } from '../../../../analysis/scaling/held-data';
import { limitPathsOf } from '../../../../analysis/scaling/replacement';
import { isMaxUnavailableWritten, limitsOf, worstLoss } from '../../../../analysis/scaling/rollout-limits';
import { servesRequests } from '../../../../analysis/traffic/router';
import { controllerOf } from '../../../../analysis/workloads';
import { showPath } from '../../../../manifests';
import { surging } from '../../../fixes/surge';
import { controllerPart } from '../../workload-rule';

export const leftOut = controllerPart(['Deployment', 'Rollout'], (workload, { kubernetesMinor }, manifests) => {
  const limits = limitsOf(workload);
  const { maxUnavailable } = limitPathsOf(workload)!;
  // Another rule reports that both come to 0.
  if (!servesRequests(workload) || limits.length === 0 || limits.some(({ forced }) => forced)) { return undefined; }
  if (isMaxUnavailableWritten(workload)) { return []; }
  // An update that adds pods first is not possible for pods that hold data.
  if (heldData(workload, manifests)) { return undefined; }
  const worst = worstLoss(limits);
  const field = `${showPath(maxUnavailable)} is left out, which means 25%`;
  return worst ? [{
    object: controllerOf(workload),
    path: maxUnavailable,
    message: `The field ${field}: at ${worst.pods} pods each update removes ${worst.unavailable} of them before ${worst.unavailable === 1 ? 'its replacement is' : 'their replacements are'} ready.`,
    ...surging(workload, kubernetesMinor),
  }] : [];
});
