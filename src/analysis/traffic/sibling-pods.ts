import { ManifestSet, PodOwner, Workload } from '../../manifests';
import { isReleaseLabel } from '../identity/release-labels';
import { perCluster } from '../memoize';
import { workloadsByObject } from '../workloads';

/** Whether other pods answer the same users, like the stable version beside its canary: each Service also sends to some of them. */
export function hasPodsBeside(workload: Workload, manifests: ManifestSet): boolean {
  return workload.services.every(({ object }) =>
    manifests.selected.get(object)!.some(group => group.object !== workload.object && staysUp(group, manifests)));
}

function staysUp({ object }: PodOwner, manifests: ManifestSet): boolean {
  const { replicas } = workloadsByObject(manifests).get(object) ?? {};
  return replicas ? replicas.min > 0 : !['Job', 'CronJob'].includes(object.kind);
}

const COLOURS = new Set(['blue', 'green', 'active', 'passive', 'preview', 'stable', 'canary', 'primary', 'old', 'new']);

type Pods = Pick<PodOwner, 'namespace' | 'podLabels'>;

/** Whether two pods are the two colours of one service: only one label differs, and it names the colour. */
export function areColours(one: Pods, other: Pods): boolean {
  const known = new Set(coloursOf(other));
  return coloursOf(one).some(colour => known.has(colour));
}

/** Whether it is the inactive one of two colours, without pods until the next switch. */
export function isIdleColour(workload: Workload, manifests: ManifestSet): boolean {
  return workload.replicas.max === 0 && coloursOf(workload).some(colour => runningColours(manifests).has(colour));
}

const runningColours = perCluster(({ workloads }) =>
  new Set(workloads.filter(({ replicas }) => replicas.min > 0).flatMap(coloursOf)));

// All labels except the colour.
function coloursOf({ namespace, podLabels }: Pods): string[] {
  const labels = Object.entries(podLabels).filter(([key, value]) => !isReleaseLabel(key, value)).sort();
  return labels.filter(([, value]) => COLOURS.has(value))
    .map(([key]) => JSON.stringify([namespace ?? null, key, labels.filter(([other]) => other !== key)]));
}
