import { Budget, ManifestSet, PodOwner, Workload } from '../../manifests';
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
export function guardedBy({ object }: Budget, manifests: ManifestSet): GuardedPods {
  const groups = manifests.selected.get(object) ?? [];
  const known = workloadsByObject(manifests);
  const workload = groups.map(group => known.get(group.object)).find(found => found && found.kind !== 'DaemonSet');
  return { groups, workload, sole: groups.length === 1 ? workload : undefined };
}
