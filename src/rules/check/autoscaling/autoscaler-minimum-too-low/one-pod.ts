import { isHandedOver } from '../../../../analysis/disruption/handover';
import { isPaused, minimumPath } from '../../../../analysis/scaling/autoscaler';
import { HeldData, heldData } from '../../../../analysis/scaling/held-data';
import { servesRequests } from '../../../../analysis/traffic/router';
import { Autoscaler, numberAt, rootOf, SCALED_OBJECT_PATHS, showPath, Workload } from '../../../../manifests';
import { twoPods } from '../../../fixes/autoscaler';
import { keepsData } from '../../../fixes/data';
import { RulePart, RuleResult, Violation } from '../../../rule';
import { displayName } from '../../../wording/objects';

export const onePod: RulePart = {
  judge: (manifests, profile) => manifests.workloads.filter(servesRequests).flatMap(workload => {
    const isCovered = isHandedOver(workload, profile, manifests);
    return workload.autoscalers.map((autoscaler): RuleResult => ({
      object: autoscaler.object,
      workload,
      violations: autoscaler.replicas.min === 1 && !isCovered
        ? [violation(autoscaler, workload, heldData(workload, manifests))]
        : [],
    }));
  }),
};

function violation(autoscaler: Autoscaler, { name }: Workload, data: HeldData | undefined): Violation {
  const path = isPaused(autoscaler) ? SCALED_OBJECT_PATHS.paused : minimumPath(autoscaler);
  const isSaid = isPaused(autoscaler) || numberAt(rootOf(autoscaler.object.json), path) !== undefined;
  return {
    path,
    message: `${displayName(autoscaler.object)} ${isPaused(autoscaler) ? `is paused, and keeps ${name} at` : `may leave ${name}`} a single pod${isSaid ? '' : `, the default without ${showPath(path)}`}: `
      + 'whenever that pod is evicted or crashes, or its node is drained, every request fails until another is ready.',
    ...data ? { fix: keepsData(data, 'one pod, without the autoscaler', 'single-replica') } : twoPods(autoscaler),
  };
}
