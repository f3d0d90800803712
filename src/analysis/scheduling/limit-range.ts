import { scopesOf } from './namespace-scope';
import { FieldCursor, groupedBy, keysAt, listAt, ManifestObject, ManifestSet, Path, placeAt, rootOf, stringAt, valueAt } from '../../manifests';
import { perCluster } from '../memoize';
import { quantityAt } from '../pod/quantity';

/** `default` stands for a limit that a LimitRange fills in. */
const BOUNDS = ['max', 'min', 'default', 'maxLimitRequestRatio'] as const;
export type Bound = typeof BOUNDS[number];

/** One bound of one resource in a LimitRange. */
export interface RangeBound {
  readonly range: ManifestObject;
  readonly type: 'Container' | 'Pod';
  readonly bound: Bound;
  readonly resource: string;
  readonly path: Path;
  readonly amount: number;
  /** As written. */
  readonly shown: string;
}

/** A container that the admission of LimitRanges refuses, or the containers of a pod together. */
export interface OutOfRange {
  readonly of: RangeBound;
  /** The field of the pods that is out of range; for a whole pod, that of its containers. */
  readonly field: Path;
  /** The value of the field as written; for a whole pod undefined. */
  readonly has?: string;
  /** All fields of the container that are below a minimum. */
  readonly tooLow?: readonly Path[];
}

/**
 * What the LimitRanges of its namespace refuse about a pod of an object; undefined without any. Only what the pod sets counts: the rest is
 * filled in within the range.
 */
export function outOfRange(spec: FieldCursor, object: ManifestObject, manifests: ManifestSet): OutOfRange[] | undefined {
  const bounds = tightest(manifests)(object);
  // A pod may have a limit for all its containers instead.
  if (!bounds || valueAt(spec, ['resources']) !== undefined) { return undefined; }
  const containers = listAt(spec, ['containers']);
  return [
    ...[...containers, ...listAt(spec, ['initContainers'])].flatMap(container => bounds
      .filter(({ type }) => type === 'Container').flatMap(of => ofContainer(placeAt(container, ['resources']), of))),
    ...bounds.filter(({ type, bound }) => type === 'Pod' && bound === 'max')
      .flatMap(of => sumOf(containers, of.resource) > of.amount ? [{ of, field: [...spec.path, 'containers'] }] : []),
  ];
}

function ofContainer(resources: FieldCursor, of: RangeBound): OutOfRange[] {
  const { bound, resource, amount } = of;
  const limit = quantityAt(resources, ['limits', resource]);
  const request = quantityAt(resources, ['requests', resource]);
  const pathOf = (kind: Kind): Path => [...resources.path, kind, resource];
  const at = (kind: Kind, more: Partial<OutOfRange> = {}): OutOfRange[] =>
    [{ of, field: pathOf(kind), has: String(valueAt(resources, [kind, resource])), ...more }];
  switch (bound) {
    case 'max': {
      if ((limit ?? 0) > amount) { return at('limits'); }
      return limit === undefined && (request ?? 0) > amount ? at('requests') : [];
    }
    // A request that is left out equals the limit.
    case 'min': {
      const low = ([['limits', limit], ['requests', request]] as const).filter(([, value]) => value !== undefined && value < amount).map(([kind]) => kind);
      return low.length > 0 ? at(low[0], { tooLow: low.map(pathOf) }) : [];
    }
    case 'default': return limit === undefined && (request ?? 0) > amount ? at('requests') : [];
    case 'maxLimitRequestRatio': return request !== undefined && (limit ?? 0) > amount * request ? at('limits') : [];
  }
}

type Kind = 'limits' | 'requests';

// A lower bound of the sum of limits, as of that of requests.
function sumOf(containers: readonly FieldCursor[], resource: string): number {
  const [limits, requests] = ['limits', 'requests'].map(kind => containers.reduce((sum, container) =>
    sum + (quantityAt(container, ['resources', kind, resource]) ?? (kind === 'requests' && quantityAt(container, ['resources', 'limits', resource]) || 0)), 0));
  return Math.max(limits, requests);
}

// The tightest of each, since a pod must meet all; of the limits that are filled in the largest, since any of them may be.
const tightest = perCluster(({ objects }): (object: ManifestObject) => readonly RangeBound[] | undefined => {
  const bounds = objects.flatMap(boundsIn);
  const scopeOf = scopesOf(bounds.map(({ range }) => range));
  const found = new Map([...groupedBy(bounds, ({ range }) => [scopeOf(range)!])].map(([scope, all]) => [scope, tightestOf(all)]));
  return object => found.get(scopeOf(object) ?? '');
});

function tightestOf(bounds: readonly RangeBound[]): RangeBound[] {
  const known = new Map<string, RangeBound>();
  for (const of of bounds) {
    const key = `${of.type} ${of.bound} ${of.resource}`;
    const other = known.get(key);
    const isUpper = of.bound === 'max' || of.bound === 'maxLimitRequestRatio';
    if (!other || (isUpper ? of.amount < other.amount : of.amount > other.amount)) { known.set(key, of); }
  }
  return [...known.values()];
}

function boundsIn(range: ManifestObject): RangeBound[] {
  if (range.kind !== 'LimitRange' || range.apiVersion !== 'v1') { return []; }
  return listAt(rootOf(range.json), ['spec', 'limits']).flatMap(item => {
    const type = stringAt(item, ['type']);
    if (type !== 'Container' && type !== 'Pod') { return []; }
    return BOUNDS.flatMap(bound => keysAt(item, [bound]).flatMap((resource): RangeBound[] => {
      const amount = quantityAt(item, [bound, resource]);
      const shown = String(valueAt(item, [bound, resource]));
      return amount === undefined ? [] : [{ range, type, bound, resource, path: [...item.path, bound, resource], amount, shown }];
    }));
  });
}
