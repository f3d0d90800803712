import { selectorOf } from './controllers';
import { groupOf, isSameJson, LabelSelector, ManifestObject, matcherOf, rootOf, stringMapAt, WORKLOAD_PATHS } from '../../manifests';
import { oncePerPair, Pair } from '../memoize';

type Labels = Readonly<Record<string, string>>;

/** A change that the API server refuses: another selector, or a pod template that the selector does not match. */
export type RefusedSelector = 'selector' | 'labels';

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

/** Whether an object keeps the selector with which it was created, and its pods must match it. */
export function hasImmutableSelector(object: ManifestObject): boolean {
  return KINDS.includes(object.kind) && ['apps', 'extensions'].includes(groupOf(object));
}

/** Why the API server refuses a change of the selector; undefined if it does not. A state that it refused before is not a change. */
export const refusedSelector = oncePerPair((pair): RefusedSelector | undefined => {
  if (!hasImmutableSelector(pair.after)) { return undefined; }
  const [old, now] = [pair.before, pair.after].map(selectorOf);
  if (!isSameJson(old, now)) { return 'selector'; }
  return now && matches(now, labelsOf(pair.before)) && !matches(now, labelsOf(pair.after)) ? 'labels' : undefined;
});

/** The labels of the pods if the selector stays as it is: if the new ones do not match it, the labels that it requires are restored. */
export function labelsForOldSelector({ before, after }: Pair): Labels {
  const selector = selectorOf(before);
  const [old, now] = [before, after].map(labelsOf);
  if (!selector || matches(selector, now)) { return now; }
  const back = [...selector.matchExpressions.map(({ key }) => key), ...Object.keys(selector.matchLabels)]
    .map(key => [key, Object.hasOwn(old, key) ? old[key] : undefined]);
  const labels: [string, string | undefined][] = Object.entries({ ...now, ...Object.fromEntries(back), ...selector.matchLabels });
  return Object.fromEntries(labels.filter((label): label is [string, string] => label[1] !== undefined));
}

function matches(selector: LabelSelector, labels: Labels): boolean {
  return matcherOf(selector)(labels);
}

function labelsOf({ json }: ManifestObject): Labels {
  return stringMapAt(rootOf(json), WORKLOAD_PATHS.podLabels);
}
