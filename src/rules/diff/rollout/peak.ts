import { ClusterProfile } from '../..';
import { podTimes } from '../../../analysis/pod/pod-start';
import { resourcesOf } from '../../../analysis/pod/resources';
import { limitPathsOf, replacementOf } from '../../../analysis/scaling/replacement';
import { peakIn, span } from '../../../lifecycle';
import { Path, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { Change } from '../object-diff';
import { Update } from '../update';

/** The resources that an update needs at its peak, when most pods run. */
export interface Peak {
  readonly pods: number;
  /** Requested by all of them: in cores. */
  readonly cpu: number;
  /** In bytes. */
  readonly memory: number;
}

/** The peaks before and after; pods that are still stopping count where both sides state how long a start takes. */
export function peaksOf({ before, after }: Change<Workload>, update: Update, profile: ClusterProfile): Change<Peak> {
  const times = [podTimes(before, profile, update.before), podTimes(after, profile, update.after)]
    .map(pod => pod?.available.worst ?? 0);
  const isKnown = times.every(seconds => seconds > 0);
  return { before: peakOf(before, isKnown ? times[0] : undefined), after: peakOf(after, isKnown ? times[1] : undefined) };
}

function peakOf(workload: Workload, timeToAvailable: number | undefined): Peak {
  const pods = countPodsAtPeak(workload, timeToAvailable);
  return { pods, cpu: pods * requestsOf(workload, 'cpu'), memory: pods * requestsOf(workload, 'memory') };
}

// Where the time of a start is not known, pods that are still stopping do not count.
function countPodsAtPeak(workload: Workload, timeToAvailable: number | undefined): number {
  const { replicas: { max }, gracePeriod } = workload;
  const gone = timeToAvailable === undefined ? 0 : gracePeriod;
  return peakIn(replacementOf(workload), max, { available: span(timeToAvailable ?? 0), gone: span(gone), minReady: 0 });
}

function requestsOf(workload: Workload, resource: 'cpu' | 'memory'): number {
  return resourcesOf(workload, 'requests', resource) / 1000;
}

/** The cause of a higher peak: the replicas, the surge, or the requests of each pod. */
export function raisedBy({ before, after }: Change<Workload>): Path {
  if (after.replicas.max > before.replicas.max) { return WORKLOAD_PATHS.declaredReplicas; }
  const surge = (workload: Workload): unknown => {
    const replacement = replacementOf(workload);
    return 'maxSurge' in replacement ? replacement.maxSurge : 0;
  };
  return surge(before) === surge(after) ? WORKLOAD_PATHS.containers : limitPathsOf(after)?.maxSurge ?? WORKLOAD_PATHS.containers;
}
