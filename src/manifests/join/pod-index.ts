import { groupedBy } from '../groups';
import { keyOf } from '../key';
import { LabelSelector, matcherOf } from '../label-selector';
import { ManifestObject } from '../manifest-object';
import { ComparisonBudget } from './comparison-budget';
import { PodOwner } from '../workload/pod-owner';

/** Finds the pods that a selector matches in a namespace. */
export type PodFinder<P> = (by: ManifestObject, selector: LabelSelector) => P[];

/**
 * By namespace and label, so that a selector is compared only with pods that have the rarest of its labels: a thousand
 * Services and a thousand Deployments in one namespace would otherwise be a million comparisons.
 */
export function podFinder<P extends PodOwner>(pods: readonly P[], spend: ComparisonBudget): PodFinder<P> {
  const index = groupedBy(pods, ({ namespace, podLabels }) =>
    [keyOf(namespace), ...Object.entries(podLabels).map(pair => keyOf(namespace, ...pair))]);
  return (by, selector) => {
    const groups = [[keyOf(by.namespace)], ...pairsOf(selector).map(pairs => pairs.map(pair => keyOf(by.namespace, ...pair)))]
      .map(keys => keys.map(key => index.get(key) ?? []));
    const size = (group: P[][]): number => group.reduce((sum, { length }) => sum + length, 0);
    const candidates = groups.reduce((one, other) => size(other) < size(one) ? other : one).flat();
    spend(candidates.length * (groups.length + selector.matchExpressions.length), by);
    const matches = matcherOf(selector);
    return candidates.filter(({ podLabels }) => matches(podLabels));
  };
}

/** The labels of which a pod must have one, for each part of a selector that requires certain labels. */
function pairsOf({ matchLabels, matchExpressions }: LabelSelector): [string, string][][] {
  const either = matchExpressions.filter(({ operator }) => operator === 'In').map(({ key, values }) => [...new Set(values)].map((value): [string, string] => [key, value]));
  return [...Object.entries(matchLabels).map(pair => [pair]), ...either];
}
