import { ReportedPlan } from '../../engine/report';
import { groupedBy } from '../../manifests';

/** The releases of all clusters that get there in the same ones. */
export interface EqualPlans {
  /** Empty where there is one cluster only. */
  readonly clusters: readonly string[];
  readonly words: readonly string[];
}

export function equalPlans(plans: readonly ReportedPlan[]): EqualPlans[] {
  return [...groupedBy(plans, ({ words }) => [JSON.stringify(words)]).values()].map(equal =>
    ({ clusters: equal.flatMap(({ cluster }) => cluster ?? []), words: equal[0].words }));
}
