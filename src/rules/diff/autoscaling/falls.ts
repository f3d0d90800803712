import { fewestPath, podsOf } from './wording';
import { isPaused, maximumPath } from '../../../analysis/scaling/autoscaler';
import { Autoscaler, ManifestObject, Path, SCALED_OBJECT_PATHS, showPath, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { Change } from '../object-diff';

/** A number of pods that may be lower than before. */
export interface Fall {
  readonly path: Path;
  readonly from: number;
  readonly to: number;
  /** Ends with what runs afterwards: `web is scaled from 3 pods to 1`. */
  readonly what: string;
  /** Whether it stops no pod while the load is high. */
  readonly byLoad?: boolean;
  /** Below this, pods are stopped at once, although the number falls by less than half. */
  readonly floor?: number;
  readonly leftOut?: boolean;
  /** Whether an annotation keeps the number, whatever the load. */
  readonly isPause?: boolean;
}

/** The object whose numbers may be lower than before. */
export interface Changes {
  readonly object: ManifestObject;
  readonly falls: Fall[];
}

/** Undefined where an autoscaler is removed, or is added and the number is left out: those are rules of their own. */
export function changesOf({ before, after }: Change<Workload>): Changes | undefined {
  if (before.autoscalers.length > 0) {
    return after.autoscalers.length > 0 ? { object: deciding(after).object, falls: autoscaled(before, after) } : undefined;
  }
  const from = before.replicas.max;
  if (after.autoscalers.length > 0) {
    return from > 1 && after.declaredReplicas === undefined
      ? undefined
      : { object: deciding(after).object, falls: [fewerAtMost(from, after)] };
  }
  return { object: after.object, falls: [declared(from, after)] };
}

function declared(from: number, { object, declaredReplicas, replicas: { max: to }, name }: Workload): Fall {
  const path = WORKLOAD_PATHS.declaredReplicas;
  const leftOut = declaredReplicas === undefined;
  const what = leftOut
    ? `${object.kind} ${shorten(name)} leaves out ${showPath(path)}, which was ${from}, and has no autoscaler: kubectl apply and Helm 3 remove the field from the cluster, and the API server defaults it to 1`
    : `${object.kind} ${shorten(name)} is scaled from ${podsOf(from)} to ${to} at once`;
  return { path, from, to, what, leftOut };
}

function autoscaled(before: Workload, after: Workload): Fall[] {
  const autoscaler = deciding(after);
  const [from, to] = [before.replicas.min, after.replicas.min];
  const what = `${displayName(autoscaler.object)} may scale down to ${podsOf(to)} instead of ${from}`;
  if (isPaused(autoscaler)) { return [fewerAtMost(before.replicas.max, after)]; }
  return [
    { ...fewerAtMost(before.replicas.max, after), floor: before.replicas.min },
    { path: fewestPath(autoscaler), from, to, what, byLoad: true },
  ];
}

function fewerAtMost(from: number, after: Workload): Fall {
  const autoscaler = deciding(after);
  const to = after.replicas.max;
  if (isPaused(autoscaler)) {
    const what = `${displayName(autoscaler.object)} is paused at ${podsOf(to)}, instead of up to ${from}, and stops the others at once`;
    return { path: SCALED_OBJECT_PATHS.paused, from, to, what, isPause: true };
  }
  const what = `${displayName(autoscaler.object)} now has a maximum of ${podsOf(to)} instead of ${from}, and stops the others at once`;
  return { path: maximumPath(autoscaler), from, to, what };
}

function deciding({ autoscalers, replicas }: Workload): Autoscaler {
  return autoscalers.find(autoscaler => autoscaler.replicas.max === replicas.max)!;
}
