import { perCluster } from '../../../analysis/memoize';
import { selectsNamespace } from '../../../analysis/traffic/namespace-selectors';
import { isNetworkPolicy } from '../../../analysis/traffic/network-policies';
import { groupedBy, groupOf, keysAt, LabelSelector, listAt, ManifestObject, ManifestSet, matcherOf, FieldCursor, rootOf, selectorAt, valueAt } from '../../../manifests';

type Labels = Readonly<Record<string, string>>;

/** A way in which something selects pods by their labels. */
export interface PodSelection {
  readonly object: ManifestObject;
  /** The namespace of the pods. */
  readonly namespace?: string;
  /** What it means for a pod to match. */
  readonly side: 'applies to' | 'allows traffic from' | 'allows traffic to' | 'scrapes';
  /** The path of the first selector. */
  readonly path: FieldCursor['path'];
  /** The labels that it requires. */
  readonly keys: ReadonlySet<string>;
  fits(labels: Labels): boolean;
}

/** All objects that select pods of a namespace by labels and have no rule of their own. */
export function podSelections(manifests: ManifestSet, namespace: string | undefined): readonly PodSelection[] {
  const known = selections(manifests);
  const found = known.get(namespace) ?? [...near(manifests).get(namespace) ?? [], ...far(manifests)]
    .flatMap(object => selectionsOf(object, namespace, manifests));
  known.set(namespace, found);
  return found;
}

const selections = perCluster((_: ManifestSet) => new Map<string | undefined, readonly PodSelection[]>());

const near = perCluster(({ objects }: ManifestSet) =>
  groupedBy(objects.filter(object => isPodMonitor(object) || isNetworkPolicy(object)), ({ namespace }) => [namespace]));

/** The policies that name pods of other namespaces by labels. */
const far = perCluster(({ objects }: ManifestSet) => objects.filter(object => isNetworkPolicy(object)
  && DIRECTIONS.some(([direction, side]) => rulesOf(rootOf(object.json), direction, side).flat().some(isFar))));

const DIRECTIONS = [['ingress', 'from'], ['egress', 'to']] as const;

function isFar(peer: FieldCursor): boolean {
  return has(peer, 'namespaceSelector') && has(peer, 'podSelector');
}

/** How an object selects pods of a namespace. */
export function selectionsOf(object: ManifestObject, namespace: string | undefined, manifests: ManifestSet): PodSelection[] {
  const root = rootOf(object.json);
  const isNear = object.namespace === namespace;
  if (isPodMonitor(object)) {
    return !isNear || keysAt(root, ['spec', 'namespaceSelector']).length > 0 ? [] : selection(object, namespace, 'scrapes', [root], ['spec', 'selector']);
  }
  if (!isNetworkPolicy(object)) { return []; }
  const [from, to] = DIRECTIONS.map(([direction, side]) => peersOf(rulesOf(root, direction, side), object, namespace, manifests));
  return [
    ...isNear ? selection(object, namespace, 'applies to', [root], ['spec', 'podSelector']) : [],
    ...selection(object, namespace, 'allows traffic from', from, ['podSelector']),
    ...selection(object, namespace, 'allows traffic to', to, ['podSelector']),
  ];
}

function isPodMonitor(object: ManifestObject): boolean {
  return object.kind === 'PodMonitor' && groupOf(object) === 'monitoring.coreos.com';
}

function rulesOf(root: FieldCursor, direction: string, side: string): FieldCursor[][] {
  return listAt(root, ['spec', direction]).map(rule => listAt(rule, [side]));
}

function has(peer: FieldCursor, field: string): boolean {
  return valueAt(peer, [field]) !== undefined;
}

/** The peers that name pods of a namespace by labels; none if a rule may allow all of its pods, or if it is unknown whether it allows them. */
function peersOf(
  rules: readonly FieldCursor[][], { namespace: own }: ManifestObject, namespace: string | undefined, manifests: ManifestSet,
): FieldCursor[] {
  const isMeant = (peer: FieldCursor): boolean | undefined => {
    const spaces = selectorAt(peer, ['namespaceSelector']);
    return spaces ? selectsNamespace(spaces, namespace, manifests) : !has(peer, 'ipBlock') && own === namespace;
  };
  const isForAll = (peer: FieldCursor): boolean => has(peer, 'namespaceSelector') && !has(peer, 'podSelector') && isMeant(peer) !== false;
  const allowsAll = rules.some(peers => peers.length === 0 || peers.some(isForAll));
  const peers = rules.flat().filter(peer => has(peer, 'podSelector'));
  const isUnknown = own !== namespace && peers.some(peer => isMeant(peer) === undefined);
  return allowsAll || isUnknown ? [] : peers.filter(peer => isMeant(peer) === true);
}

function selection(
  object: ManifestObject, namespace: string | undefined, side: PodSelection['side'], places: readonly FieldCursor[], path: FieldCursor['path'],
): PodSelection[] {
  const selectors = places.flatMap(place => selectorAt(place, path) ?? []);
  if (selectors.length === 0) { return []; }
  const matchers = selectors.map(matcherOf);
  return [{
    object,
    namespace,
    side,
    path: [...places[0].path, ...path],
    keys: new Set(selectors.flatMap(keysOf)),
    fits: labels => matchers.some(fits => fits(labels)),
  }];
}

function keysOf({ matchLabels, matchExpressions }: LabelSelector): string[] {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
}

