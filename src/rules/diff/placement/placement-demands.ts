import { podSpecOf } from '../../../analysis/pod/pod-spec';
import { isSameJson, keysAt, listAt, mappingAt, Path, FieldCursor, placeAt, stringAt, valueAt, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { valueInWords } from '../../wording/values';
import { Change } from '../object-diff';

/** A way in which a template leaves fewer nodes to new pods, or gives them a lower priority. */
export interface Placement {
  readonly kind: 'selector' | 'affinity' | 'runtime' | 'tolerations' | 'priority';
  /** Whether it hardly narrows the choice of nodes, or not at all. */
  readonly isMild?: boolean;
  /** Relative to the pod's spec. */
  readonly path: Path;
  readonly what: string;
  /** `nodes … have room`. */
  readonly nodes: string;
}

const SELECTOR: Path = ['nodeSelector'];
const REQUIRED: Path = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'];
const TERMS: Path = [...REQUIRED, 'nodeSelectorTerms'];
const TOLERATIONS: Path = ['tolerations'];

/** Labels that nearly every node has. */
const EVERYWHERE: ReadonlySet<string> = new Set(['kubernetes.io/os=linux', 'beta.kubernetes.io/os=linux']);

/** What new pods require and the running ones did not. */
export function demandsOn({ before, after }: Change<Workload>): Placement[] {
  const [old, now] = [podSpecOf(before), podSpecOf(after)];
  return [...selected(old, now), ...required(old, now), ...classes(old, now), ...tolerated(old, now)];
}

function selected(old: FieldCursor, now: FieldCursor): Placement[] {
  const labels = keysAt(now, SELECTOR).filter(key => stringAt(now, [...SELECTOR, key]) !== stringAt(old, [...SELECTOR, key]))
    .map(key => `${key}=${stringAt(now, [...SELECTOR, key]) ?? ''}`).filter(label => !EVERYWHERE.has(label));
  if (labels.length === 0) { return []; }
  const [wanted, was] = [now, old].map(place => valueInWords(mappingAt(place, SELECTOR).value));
  return [{
    kind: 'selector',
    path: SELECTOR,
    what: `The node selector changes from ${was} to ${wanted}`,
    nodes: `nodes with the label ${shorten(labels.join(','), 200)} have room for all pods`,
  }];
}

// Terms are alternatives: a pod that keeps all of them has at least the same nodes as before.
function required(old: FieldCursor, now: FieldCursor): Placement[] {
  const terms = listAt(now, TERMS).map(({ value }) => value);
  const known = listAt(old, TERMS).map(({ value }) => value);
  const isLooser = known.length > 0 && known.every(term => terms.some(other => isSameJson(term, other)));
  if (terms.length === 0 || isLooser) { return []; }
  return [{
    kind: 'affinity',
    path: REQUIRED,
    what: `The required node affinity ${known.length === 0 ? 'is new' : 'changes'}`,
    nodes: 'nodes that match its terms have room for all pods',
  }];
}

function classes(old: FieldCursor, now: FieldCursor): Placement[] {
  const changed = (field: string): boolean => stringAt(now, [field]) !== stringAt(old, [field]);
  const words = (field: string): string => [old, now].map(place => valueInWords(placeAt(place, [field]).value)).join(' to ');
  const [runtime, priority] = ['runtimeClassName', 'priorityClassName'];
  return [
    ...stringAt(now, [runtime]) && changed(runtime) ? [{
      kind: 'runtime', isMild: true, path: [runtime], what: `The runtime class changes from ${words(runtime)}`, nodes: 'nodes with this runtime class have room for all pods',
    } as const] : [],
    ...stringAt(old, [priority]) && changed(priority) ? [{
      kind: 'priority', isMild: true, path: [priority], what: `The priority class changes from ${words(priority)}`, nodes: 'nodes have room for all pods',
    } as const] : [],
  ];
}

function tolerated(old: FieldCursor, now: FieldCursor): Placement[] {
  const kept = listAt(now, TOLERATIONS).map(({ value }) => value);
  // A toleration of everything includes all others.
  const forAll = listAt(now, TOLERATIONS).some(place => stringAt(place, ['operator']) === 'Exists' && !stringAt(place, ['key']) && !stringAt(place, ['effect']));
  const gone = forAll
    ? []
    : listAt(old, TOLERATIONS).map(({ value }) => value).filter(toleration => !kept.some(other => isSameJson(toleration, other)));
  if (gone.length === 0) { return []; }
  return [{
    kind: 'tolerations',
    isMild: !isBound(old, now),
    path: TOLERATIONS,
    what: `The toleration ${valueInWords(gone[0])}${gone.length > 1 ? ' and others are' : ' is'} removed`,
    nodes: 'nodes without that taint have room for all pods',
  }];
}

/** Whether pods are still bound to the same nodes; those may be the ones with the taint. */
function isBound(old: FieldCursor, now: FieldCursor): boolean {
  const picked = keysAt(now, SELECTOR).filter(key => !EVERYWHERE.has(`${key}=${stringAt(now, [...SELECTOR, key])}`));
  return [...picked.map((key): Path => [...SELECTOR, key]), ...listAt(now, TERMS).length > 0 ? [TERMS] : []]
    .some(path => isSameJson(valueAt(old, path), valueAt(now, path)));
}
