import { scopesOf } from './namespace-scope';
import { groupedBy, ManifestObject, ManifestSet, mappingAt, keysAt, placeAt, rootOf, Workload } from '../../manifests';
import { perCluster } from '../memoize';
import { quantityAt } from '../pod/quantity';
import { resourcesOf, toThousandths } from '../pod/resources';

/** One line of `spec.hard`. */
export interface HardLimit {
  readonly quota: ManifestObject;
  /** As in the manifest: `requests.cpu`, `cpu`. */
  readonly key: string;
  readonly resource: Resource;
  /** In thousandths, so that sums stay whole. */
  readonly most: number;
}

/** A resource of pods that a quota limits. */
export interface Resource {
  /** In thousandths, for one pod; a lower bound. */
  of(workload: Workload): number;
  show(amount: number): string;
}

const MEBI = 2 ** 20;

const PODS: Resource = { of: () => 1000, show: amount => `${amount / 1000}` };
const CPU_REQUESTS: Resource = { of: workload => resourcesOf(workload, 'requests', 'cpu'), show: PODS.show };
const CPU_LIMITS: Resource = { of: workload => resourcesOf(workload, 'limits', 'cpu'), show: PODS.show };
const MEMORY_REQUESTS: Resource = { of: workload => resourcesOf(workload, 'requests', 'memory'), show: amount => `${Math.ceil(amount / 1000 / MEBI)}Mi` };
const MEMORY_LIMITS: Resource = { of: workload => resourcesOf(workload, 'limits', 'memory'), show: MEMORY_REQUESTS.show };

const RESOURCES: ReadonlyMap<string, Resource> = new Map([
  ['pods', PODS],
  ['count/pods', PODS],
  ['cpu', CPU_REQUESTS],
  ['requests.cpu', CPU_REQUESTS],
  ['limits.cpu', CPU_LIMITS],
  ['memory', MEMORY_REQUESTS],
  ['requests.memory', MEMORY_REQUESTS],
  ['limits.memory', MEMORY_LIMITS],
]);

interface Namespace {
  readonly limits: readonly HardLimit[];
  /** What they allow of each resource, the smallest first. */
  readonly amounts: ReadonlyMap<Resource, readonly number[]>;
  /** The use of each limited resource by all Deployments at their minimum. */
  readonly used: ReadonlyMap<Resource, number>;
}

const namespaces = perCluster(({ objects, workloads }): (workload: Workload) => Namespace | undefined => {
  const hard = objects.flatMap(hardLimits);
  const scopeOf = scopesOf(hard.map(({ quota }) => quota));
  const workloadsIn = groupedBy(workloads, ({ object }) => [scopeOf(object)]);
  const found = new Map([...groupedBy(hard, ({ quota }) => [scopeOf(quota)!])].map(([scope, limits]) => {
    const amounts = groupedBy(limits, ({ resource }) => [resource]);
    return [scope, {
      limits,
      amounts: new Map([...amounts].map(([resource, same]) =>
        [resource, same.map(({ most }) => most).sort((one, other) => one - other)])),
      used: new Map([...amounts.keys()].map(resource => [resource, addUpLeast(resource, workloadsIn.get(scope) ?? [])])),
    }];
  }));
  return ({ object }) => found.get(scopeOf(object) ?? '');
});

function addUpLeast(resource: Resource, workloads: readonly Workload[]): number {
  return workloads.reduce((sum, workload) => sum + workload.replicas.min * resource.of(workload), 0);
}

/** The limits of the namespace of a workload. */
export function hardLimitsFor(workload: Workload, manifests: ManifestSet): readonly HardLimit[] {
  return namespaces(manifests)(workload)?.limits ?? [];
}

/**
 * What the namespace of a workload needs of each resource while the workload has so many pods and the others have their fewest; 0 of
 * a resource that its pods do not need.
 */
export function neededWith(pods: number, workload: Workload, manifests: ManifestSet): ReadonlyMap<Resource, number> {
  const used = namespaces(manifests)(workload)?.used ?? new Map<Resource, number>();
  return new Map([...used].map(([resource, sum]) => {
    const each = resource.of(workload);
    return [resource, each === 0 ? 0 : sum + (pods - workload.replicas.min) * each];
  }));
}

/** How many limits of the namespace of a workload are below what it needs, and at most so many of them. */
export function limitsBelow(
  needed: ReadonlyMap<Resource, number>, workload: Workload, manifests: ManifestSet, most: number,
): { readonly count: number; readonly first: readonly HardLimit[] } {
  const found = namespaces(manifests)(workload);
  if (!found) { return { count: 0, first: [] }; }
  const count = [...found.amounts].reduce((sum, [resource, amounts]) => sum + countBelow(amounts, needed.get(resource)!), 0);
  const first: HardLimit[] = [];
  for (let i = 0; first.length < Math.min(count, most); i++) {
    const limit = found.limits[i];
    if (limit.most < needed.get(limit.resource)!) { first.push(limit); }
  }
  return { count, first };
}

/** How many of some sorted numbers are below another one. */
function countBelow(sorted: readonly number[], value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (sorted[middle] < value) { from = middle + 1; } else { to = middle; }
  }
  return from;
}

// A quota with a scope counts only some pods.
function hardLimits(object: ManifestObject): HardLimit[] {
  if (object.kind !== 'ResourceQuota' || object.apiVersion !== 'v1') { return []; }
  const root = rootOf(object.json);
  if (placeAt(root, ['spec', 'scopes']).value !== undefined || placeAt(root, ['spec', 'scopeSelector']).value !== undefined) { return []; }
  const hard = mappingAt(root, ['spec', 'hard']);
  return keysAt(hard, []).flatMap(key => {
    const resource = RESOURCES.get(key);
    const most = toThousandths(quantityAt(hard, [key]));
    return resource && most !== undefined ? [{ quota: object, key, resource, most }] : [];
  });
}
