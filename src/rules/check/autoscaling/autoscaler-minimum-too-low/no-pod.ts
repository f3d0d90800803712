import { isScaledObject, minimumPath } from '../../../../analysis/scaling/autoscaler';
import { HeldData, heldData } from '../../../../analysis/scaling/held-data';
import { leavesNoPod } from '../../../../analysis/scaling/rest';
import { servesRequests } from '../../../../analysis/traffic/router';
import { Autoscaler, numberAt, Path, rootOf, SCALED_OBJECT_PATHS, showPath } from '../../../../manifests';
import { twoPods } from '../../../fixes/autoscaler';
import { keepsData } from '../../../fixes/data';
import { RulePart, RuleResult, Violation } from '../../../rule';
import { displayName } from '../../../wording/objects';

export const noPod: RulePart = {
  judge: manifests => manifests.workloads
    .filter(servesRequests)
    .flatMap(workload => workload.autoscalers.map((autoscaler): RuleResult => ({
      object: autoscaler.object,
      workload,
      violations: leavesNoPod(autoscaler) ? [violation(autoscaler, workload.name, heldData(workload, manifests))] : [],
    }))),
};

function violation(autoscaler: Autoscaler, name: string, data: HeldData | undefined): Violation {
  const root = rootOf(autoscaler.object.json);
  const isIdle = isScaledObject(autoscaler) && numberAt(root, SCALED_OBJECT_PATHS.idle) !== undefined;
  const path: Path = isIdle ? SCALED_OBJECT_PATHS.idle : minimumPath(autoscaler);
  const isSaid = numberAt(root, path) !== undefined;
  return {
    path,
    message: `${displayName(autoscaler.object)} may leave ${name} without pods${isSaid ? '' : `, the default without ${showPath(path)}`}: `
      + 'the next requests fail until one has started.',
    ...data ? { fix: keepsData(data, 'one pod, without the autoscaler', 'single-replica') } : twoPods(autoscaler),
  };
}
