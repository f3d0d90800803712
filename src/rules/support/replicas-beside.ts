import { workloadsByObject } from './budget-rule';
import { ManifestSet, PodGroup, Workload } from '../../manifests';

/** Whether other pods answer the same users, as the stable version does beside its canary: each Service sends to some of them, too. */
export function hasPodsBeside(workload: Workload, manifests: ManifestSet): boolean {
  return workload.services.every(({ object }) =>
    manifests.selected.get(object)!.some(group => group.object !== workload.object && staysUp(group, manifests)));
}

function staysUp({ object }: PodGroup, manifests: ManifestSet): boolean {
  const { replicas } = workloadsByObject(manifests).get(object) ?? {};
  return replicas ? replicas.min > 0 : !['Job', 'CronJob'].includes(object.kind);
}
