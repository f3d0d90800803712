import { fewestPath, podsOf } from './wording';
import { maximumPath } from '../../../analysis/scaling/autoscaler';
import { Autoscaler, ManifestObject, Path, showPath, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { Change } from '../object-diff';

/** A number of pods that may have become lower. */
export interface Fall {
  readonly path: Path;
  readonly from: number;
  readonly to: number;
  /** Ends with what runs afterwards: `web goes from 3 pods to 1`. */
  readonly what: string;
  /** Whether no pod need go because of it while the load is high. */
  readonly byLoad?: boolean;
  /** Below this, pods go at once though the number falls by less than half. */
  readonly floor?: number;
  readonly leftOut?: boolean;
}

/** In which object numbers may have become lower. */
export interface Changes {
  readonly object: ManifestObject;
  readonly falls: Fall[];
}

/** Undefined where an autoscaler goes, or comes and the number is left out: those are rules of their own. */
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
    ? `${object.kind} ${shorten(name)} leaves out ${showPath(path)}, which was ${from}, and no autoscaler is here: kubectl apply and Helm 3 remove it from the cluster, the API server takes 1 instead`
    : `${object.kind} ${shorten(name)} goes from ${podsOf(from)} to ${to} at once`;
  return { path, from, to, what, leftOut };
}

function autoscaled(before: Workload, after: Workload): Fall[] {
  const autoscaler = deciding(after);
  const [from, to] = [before.replicas.min, after.replicas.min];
  const what = `${displayName(autoscaler.object)} may leave ${podsOf(to)}, where it kept ${from}`;
  return [
    { ...fewerAtMost(before.replicas.max, after), floor: before.replicas.min },
    { path: fewestPath(autoscaler), from, to, what, byLoad: true },
  ];
}

function fewerAtMost(from: number, after: Workload): Fall {
  const autoscaler = deciding(after);
  const to = after.replicas.max;
  const what = `${displayName(autoscaler.object)} may ask for ${podsOf(to)} at the most, and stops the others at once, where up to ${from} ran`;
  return { path: maximumPath(autoscaler), from, to, what };
}

function deciding({ autoscalers, replicas }: Workload): Autoscaler {
  return autoscalers.find(autoscaler => autoscaler.replicas.max === replicas.max)!;
}
