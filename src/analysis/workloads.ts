import { labelIndex } from './label-index';
import { perCluster } from './memoize';
import { groupedBy, keyOf, LabelSelector, ManifestObject, ManifestSet, Service, Workload } from '../manifests';

/** The workloads of a cluster by the objects of their pod templates. */
export const workloadsByObject = perCluster((manifests): ReadonlyMap<ManifestObject, Workload> =>
  new Map(manifests.workloads.map(workload => [workload.object, workload])));

const workloadsByService = perCluster(({ workloads }) =>
  groupedBy(workloads, ({ services }) => services.map(({ object }) => object)));

/** The workloads to whose pods a Service sends requests, in their order. */
export function workloadsBehind({ object }: Pick<Service, 'object'>, manifests: ManifestSet): readonly Workload[] {
  return workloadsByService(manifests).get(object) ?? [];
}

const selections = perCluster(({ workloads }) =>
  ({ index: labelIndex(workloads), known: new Map<string, readonly Workload[]>() }));

/** The workloads of a namespace whose pods a selector matches, in their order: the same list for the same selector. */
export function workloadsSelected(
  namespace: string | undefined, selector: LabelSelector, manifests: ManifestSet,
): readonly Workload[] {
  const { index, known } = selections(manifests);
  const key = keyOf(namespace, JSON.stringify(selector));
  const found = known.get(key) ?? index.selected(namespace, selector);
  known.set(key, found);
  return found;
}

/** The object that defines how pods are replaced, and how many there are. */
export function controllerOf(workload: Workload): ManifestObject {
  return workload.kind === 'Rollout' ? workload.controller : workload.object;
}
