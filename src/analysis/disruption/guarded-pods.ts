import { Budget, ManifestSet, PodOwner, Workload } from '../../manifests';
import { workloadsByObject } from '../workloads';

/** The pods that a budget counts. */
export interface GuardedPods {
  readonly groups: readonly PodOwner[];
  /** The first Deployment among them. */
  readonly workload?: Workload;
  /** The Deployment whose pods it counts, and no others: then the numbers of replicas are known. */
  readonly sole?: Workload;
}

/** The pods that a budget counts. */
export function guardedBy({ object }: Budget, manifests: ManifestSet): GuardedPods {
  const groups = manifests.selected.get(object) ?? [];
  const known = workloadsByObject(manifests);
  const first = groups.find(group => known.has(group.object));
  const workload = first && known.get(first.object);
  return { groups, workload, sole: groups.length === 1 ? workload : undefined };
}
