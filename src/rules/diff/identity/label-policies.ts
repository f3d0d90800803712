import { perCluster } from '../../../analysis/memoize';
import { groupedBy, groupOf, keysAt, LabelSelector, listAt, ManifestObject, ManifestSet, matcherOf, FieldCursor, rootOf, selectorAt, valueAt } from '../../../manifests';

type Labels = Readonly<Record<string, string>>;

/** A way in which something selects pods by their labels. */
export interface PodSelection {
  readonly object: ManifestObject;
  /** What it means for a pod to match. */
  readonly side: 'applies to' | 'allows traffic from' | 'allows traffic to' | 'scrapes';
  /** The path of the first selector. */
  readonly path: FieldCursor['path'];
  /** The labels that it requires. */
  readonly keys: ReadonlySet<string>;
  fits(labels: Labels): boolean;
}

/** All objects that select pods by labels and have no rule of their own, by namespace. */
export const podSelections = perCluster(({ objects }: ManifestSet): ReadonlyMap<string | undefined, PodSelection[]> => {
  return groupedBy(objects.flatMap(selectionsOf), ({ object }) => [object.namespace]);
});

export function selectionsOf(object: ManifestObject): PodSelection[] {
  const root = rootOf(object.json);
  if (object.kind === 'PodMonitor' && groupOf(object) === 'monitoring.coreos.com') {
    return keysAt(root, ['spec', 'namespaceSelector']).length > 0 ? [] : selection(object, 'scrapes', [root], ['spec', 'selector']);
  }
  if (object.kind !== 'NetworkPolicy' || groupOf(object) !== 'networking.k8s.io') { return []; }
  return [
    ...selection(object, 'applies to', [root], ['spec', 'podSelector']),
    ...selection(object, 'allows traffic from', peersOf(root, 'ingress', 'from'), ['podSelector']),
    ...selection(object, 'allows traffic to', peersOf(root, 'egress', 'to'), ['podSelector']),
  ];
}

/** The pods of its own namespace that the rules of a direction name; none if a rule may allow all pods. */
function peersOf(root: FieldCursor, direction: string, side: string): FieldCursor[] {
  const rules = listAt(root, ['spec', direction]).map(rule => listAt(rule, [side]));
  const says = (peer: FieldCursor, key: string): boolean => valueAt(peer, [key]) !== undefined;
  const allowsAll = rules.some(peers => peers.length === 0 || peers.some(peer => says(peer, 'namespaceSelector') && !says(peer, 'podSelector')));
  return allowsAll ? [] : rules.flat().filter(peer => says(peer, 'podSelector') && !says(peer, 'namespaceSelector'));
}

function selection(object: ManifestObject, side: PodSelection['side'], places: readonly FieldCursor[], path: FieldCursor['path']): PodSelection[] {
  const selectors = places.flatMap(place => selectorAt(place, path) ?? []);
  if (selectors.length === 0) { return []; }
  const matchers = selectors.map(matcherOf);
  return [{
    object,
    side,
    path: [...places[0].path, ...path],
    keys: new Set(selectors.flatMap(keysOf)),
    fits: labels => matchers.some(fits => fits(labels)),
  }];
}

function keysOf({ matchLabels, matchExpressions }: LabelSelector): string[] {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
}

