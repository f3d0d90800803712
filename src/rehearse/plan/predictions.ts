import { WorkloadUnderTest } from './plan';
import { ClusterProfile } from '../../analysis/cluster-profile';
import { controllerOf } from '../../analysis/workloads';
import { addSpans, Span, span, stopTimes, timeToAvailable } from '../../lifecycle';
import { groupOf, ManifestSet, Workload } from '../../manifests';
import { TimelineInput } from '../../timeline/model';
import { timelineInputOf } from '../../timeline/timeline-input';
import { timelineOf } from '../../timeline/timeline-of';
import { controllerName } from '../observe/controller-name';
import { Disturbance } from '../rehearsal';

/** A controller before and after, and its predicted times, in seconds. */
export interface Predicted {
  readonly label: string;
  /** `Deployment shop/web`. */
  readonly controller: string;
  readonly start: Span;
  /** Undefined if a budget never allows an eviction. */
  readonly disturbance?: Span;
  /** Until the old pods are restored. */
  readonly restore: Span;
}

/** The manifests of one side; absent where there is only one. */
export interface Side {
  readonly workload: Workload;
  readonly manifests: ManifestSet;
}

/** The times of a disturbance, according to the timeline. */
export function predict(
  disturbance: Disturbance, before: Side | undefined, after: Side, namespace: string, profile: ClusterProfile,
): Predicted {
  const inputOf = ({ workload, manifests }: Side): TimelineInput => timelineInputOf(workload, manifests, profile);
  const now = inputOf(after);
  const old = before ? inputOf(before) : now;
  const updated = (from: TimelineInput, to: TimelineInput): Span => timelineOf({ ...to, stop: from.stop }).figures.updateWithStop;
  const { kind, name } = controllerOf(after.workload);
  const about = controllerName(kind, namespace, name);
  const stop = stopTimes(old.stop).gone;
  const common = { controller: about, start: timeToAvailable(old.start), restore: updated(now, old) };
  switch (disturbance.kind) {
    case 'update': return { ...common, label: `Update of ${about}`, disturbance: updated(old, now) };
    case 'restart': return { ...common, label: `Restart of ${about}`, disturbance: updated(old, old) };
    // The rollback follows an update, within the same time.
    case 'rollback': return { ...common, label: `Update and rollback of ${about}`, disturbance: addSpans(updated(old, now), updated(now, old)) };
    case 'evict': return { ...common, label: `Eviction of ${about}`, disturbance: timelineOf(old).figures.drain };
    case 'drain': return { ...common, label: `Drain of node ${disturbance.node} for ${about}`, disturbance: atMost(timelineOf(old).figures.drain) };
    case 'scale': return {
      ...common,
      label: `Scaling of ${about} to ${disturbance.replicas}`,
      disturbance: disturbance.replicas < old.replicas.min ? stop : common.start,
    };
  }
}

/** The controllers of a side, by kind and name. */
export function underTest(workload: Workload): WorkloadUnderTest {
  const controller = controllerOf(workload);
  const group = groupOf(controller);
  return {
    kind: controller.kind,
    resource: `${controller.kind.toLowerCase()}s${group === '' ? '' : `.${group}`}`,
    name: controller.name,
    hasAutoscaler: workload.autoscalers.length > 0,
    replicas: 'declaredReplicas' in workload ? workload.declaredReplicas : undefined,
  };
}

// Perhaps no pod is on the node.
function atMost(all: Span | undefined): Span | undefined {
  return all && span(0, all.worst);
}
