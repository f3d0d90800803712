import { ClusterProfile } from '../../analysis/cluster-profile';
import { ControllerKind, groupedBy, ManifestSet, Workload, WorkloadOf } from '../../manifests';
import { Rule, RulePart, RuleResult, Violation } from '../rule';

/** What a rule says about one workload: its violations, none if it passes, undefined if the rule does not apply. */
export type JudgeWorkload = (workload: Workload, profile: ClusterProfile, manifests: ManifestSet) => Violation[] | undefined;

/** A rule that examines each workload, with its related objects. */
export function workloadRule({ judge, ...rule }: Omit<Rule, 'judge'> & { readonly judge: JudgeWorkload }): Rule {
  return { ...rule, ...workloadPart(judge) };
}

/** The same for a rule with several parts. */
export function workloadPart(judge: JudgeWorkload): RulePart {
  return {
    judge: (manifests, profile) => {
      const results: RuleResult[] = [];
      for (const workload of manifests.workloads) {
        const violations = judge(workload, profile, manifests);
        if (violations !== undefined) { results.push(...resultsOf(workload, violations)); }
      }
      return results;
    },
  };
}

// Fields of the controller are located in it, and fields of the pod template where that is.
function resultsOf(workload: Workload, violations: Violation[]): RuleResult[] {
  const isElsewhere = ({ object }: Violation): boolean => object !== undefined && object !== workload.object;
  if (!violations.some(isElsewhere)) { return [{ object: workload.object, workload, violations }]; }
  const elsewhere = [...groupedBy(violations.filter(isElsewhere), ({ object }) => [object!])];
  const here = violations.filter(violation => !isElsewhere(violation));
  return [
    ...here.length > 0 ? [{ object: workload.object, workload, violations: here }] : [],
    ...elsewhere.map(([object, found]) => ({ object, workload, violations: found })),
  ];
}

type JudgeController<K extends ControllerKind> =
  (workload: WorkloadOf<K>, profile: ClusterProfile, manifests: ManifestSet) => Violation[] | undefined;

/** A rule about certain kinds of controllers: it does not apply to others. */
export function controllerRule<K extends ControllerKind>(
  kinds: readonly K[], { judge, ...rule }: Omit<Rule, 'judge'> & { readonly judge: JudgeController<K> },
): Rule {
  return { ...rule, ...controllerPart(kinds, judge) };
}

/** The same for a rule with several parts. */
export function controllerPart<K extends ControllerKind>(kinds: readonly K[], judge: JudgeController<K>): RulePart {
  return workloadPart((workload, profile, manifests) =>
    isOfKind(workload, kinds) ? judge(workload, profile, manifests) : undefined);
}

/** Whether the controller of a workload is of one of these kinds. */
export function isOfKind<K extends ControllerKind>(
  workload: Workload, kinds: readonly K[],
): workload is WorkloadOf<K> & Workload {
  return (kinds as readonly ControllerKind[]).includes(workload.kind);
}
