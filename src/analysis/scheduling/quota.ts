import { ManifestObject, ManifestSet, mappingAt, keysAt, placeAt, rootOf, Workload } from '../../manifests';
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
  readonly limits: HardLimit[];
  readonly workloads: Workload[];
}

const namespaces = perCluster((manifests): ReadonlyMap<string | undefined, Namespace> => {
  const found = new Map<string | undefined, Namespace>();
  for (const limit of manifests.objects.flatMap(hardLimits)) {
    const { namespace } = limit.quota;
    const known = found.get(namespace) ?? { limits: [], workloads: [] };
    known.limits.push(limit);
    found.set(namespace, known);
  }
  for (const workload of manifests.workloads) { found.get(workload.namespace)?.workloads.push(workload); }
  return found;
});

/** The limits of the namespace of a workload. */
export function hardLimitsFor({ namespace }: Workload, manifests: ManifestSet): readonly HardLimit[] {
  return namespaces(manifests).get(namespace)?.limits ?? [];
}

const usedAtLeast = perCluster(manifests => new Map([...namespaces(manifests).values()]
  .flatMap(({ limits, workloads }) => limits.map(limit => [limit, addUpLeast(limit, workloads)]))));

function addUpLeast({ resource }: HardLimit, workloads: readonly Workload[]): number {
  return workloads.reduce((sum, workload) => sum + workload.replicas.min * resource.of(workload), 0);
}

/** The use of a limit by the other Deployments of a namespace at their minimum. */
export function usedByOthers(limit: HardLimit, workload: Workload, manifests: ManifestSet): number {
  return (usedAtLeast(manifests).get(limit) ?? 0) - workload.replicas.min * limit.resource.of(workload);
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
