import { ReportedPlan } from '../../engine/report';
import { groupedBy } from '../../manifests';

/** Clusters whose plans have the same releases. */
export interface EqualPlans {
  /** Empty if there is only one cluster. */
  readonly clusters: readonly string[];
  readonly words: readonly string[];
}

export function equalPlans(plans: readonly ReportedPlan[]): EqualPlans[] {
  return [...groupedBy(plans, ({ words }) => [JSON.stringify(words)]).values()].map(equal =>
    ({ clusters: equal.flatMap(({ cluster }) => cluster ?? []), words: equal[0].words }));
}
