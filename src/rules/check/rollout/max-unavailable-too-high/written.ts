import { heldData } from '../../../../analysis/scaling/held-data';
import { limitPathsOf } from '../../../../analysis/scaling/replacement';
import { isMaxUnavailableWritten, LimitsAt, limitsOf, shareLost, unsparedLoss } from '../../../../analysis/scaling/rollout-limits';
import { servesRequests } from '../../../../analysis/traffic/router';
import { hasPodsBeside } from '../../../../analysis/traffic/sibling-pods';
import { controllerOf } from '../../../../analysis/workloads';
import { showPath } from '../../../../manifests';
import { dataInWords, keepsData } from '../../../fixes/data';
import { surging } from '../../../fixes/surge';
import { controllerPart } from '../../workload-rule';

const TOO_MUCH = 0.5;

export const written = controllerPart(['Deployment', 'Rollout'], (workload, { kubernetesMinor }, manifests) => {
  const limits = limitsOf(workload);
  const { maxUnavailable } = limitPathsOf(workload)!;
  if (!servesRequests(workload) || limits.length === 0 || !isMaxUnavailableWritten(workload)) { return undefined; }
  // Another rule reports that both come to 0.
  if (limits.some(({ forced }) => forced)) { return undefined; }
  const worst = unsparedLoss(limits, hasPodsBeside(workload, manifests));
  if (!worst) { return []; }
  const data = heldData(workload, manifests);
  return [{
    object: controllerOf(workload),
    path: maxUnavailable,
    message: `${lost(worst)}, as ${showPath(maxUnavailable)} allows.${data ? ` An additional pod would collide with the data of the others (${dataInWords(data)}).` : ''}`,
    ...data ? { fix: keepsData(data, 'the strategy', 'max-unavailable-too-high') } : surging(workload, kubernetesMinor),
    severity: shareLost(worst) < TOO_MUCH ? 'warning' : undefined,
  }];
});

function lost({ pods, unavailable }: LimitsAt): string {
  if (pods === 1) { return 'Each update stops the only pod before the new one is ready, and every request in between fails'; }
  return unavailable >= pods
    ? `Each update may stop all ${pods} pods before a new one is ready, and every request in between fails`
    : `Each update removes ${unavailable} of ${pods} pods before their replacements are ready, and the other ${pods - unavailable} must carry all requests`;
}
