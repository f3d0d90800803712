import { Budget, PodOwner, Workload } from '../../manifests';
import { onceInCluster } from '../memoize';
import { workloadsByObject } from '../workloads';

/** The pods that a budget counts. */
export interface GuardedPods {
  readonly groups: readonly PodOwner[];
  /** The first workload among them that has a number of replicas: not a DaemonSet, whose pods drains ignore. */
  readonly workload?: Workload;
  /** The only workload whose pods it counts: then the numbers of replicas are known. */
  readonly sole?: Workload;
}

/** The pods that a budget counts. */
export const guardedBy = onceInCluster(({ object }: Budget, manifests): GuardedPods => {
  const groups = manifests.selected.get(object) ?? [];
  const known = workloadsByObject(manifests);
  const workload = groups.map(group => known.get(group.object)).find(found => found && found.kind !== 'DaemonSet');
  return { groups, workload, sole: groups.length === 1 ? workload : undefined };
});
