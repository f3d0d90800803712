import { labelIndex } from './label-index';
import { perCluster } from './memoize';
import { groupedBy, LabelSelector, ManifestObject, ManifestSet, Service, Workload } from '../manifests';

/** The workloads of a cluster by the objects of their pod templates. */
export const workloadsByObject = perCluster((manifests): ReadonlyMap<ManifestObject, Workload> =>
  new Map(manifests.workloads.map(workload => [workload.object, workload])));

const workloadsByService = perCluster(({ workloads }) =>
  groupedBy(workloads, ({ services }) => services.map(({ object }) => object)));

/** The workloads to whose pods a Service sends requests, in their order. */
export function workloadsBehind({ object }: Pick<Service, 'object'>, manifests: ManifestSet): readonly Workload[] {
  return workloadsByService(manifests).get(object) ?? [];
}

const workloadsByLabel = perCluster(({ workloads }) => labelIndex(workloads));

/** The workloads of a namespace whose pods a selector matches, in their order. */
export function workloadsSelected(
  namespace: string | undefined, selector: LabelSelector, manifests: ManifestSet,
): readonly Workload[] {
  return workloadsByLabel(manifests).selected(namespace, selector);
}

/** The object that defines how pods are replaced, and how many there are. */
export function controllerOf(workload: Workload): ManifestObject {
  return workload.kind === 'Rollout' ? workload.controller : workload.object;
}
