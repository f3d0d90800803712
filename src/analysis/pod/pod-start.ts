import { startupTimeOf } from './startup';
import { FIRST_LOOK, guaranteedStartup, PodStart, span, Span, timeToAvailable, timeToReady, WARM_START } from '../../lifecycle';
import { ManifestSet, Workload } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';
import { routerOf } from '../traffic/router';

/** How a new pod starts, on a node with room that has the image, if its application takes up to `startupTime` seconds. */
export function podStartOf(workload: Workload, startupTime: number, gate: number): PodStart {
  const { containers, initContainers, sidecars, serving, minReady } = workload;
  return {
    allowance: WARM_START,
    init: span(0),
    application: span(0, startupTime),
    startup: serving?.startup?.timing,
    readiness: serving?.readiness?.timing,
    liveness: serving?.liveness?.timing,
    // Each start of another container synchronizes the pod again, and shifts the probe periods.
    firstLook: containers.length === 1 && initContainers.length + sidecars.length === 0 ? FIRST_LOOK : undefined,
    gate: span(0, gate),
    minReady,
  };
}

/** Whether a pod waits for more than its probes: for gates in its manifest, or for those that a webhook adds, as its owner states. */
export function hasReadinessGates({ readinessGates, intent }: Workload): boolean {
  return readinessGates.length > 0 || intent.readinessGates === 'injected';
}

/** How long the readiness gates of a pod wait for its router: 0 without any, or if the router sends at once. */
export function gateTimeOf(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): number {
  return hasReadinessGates(workload) ? routerOf(workload, profile, manifests).registrationTime : 0;
}

/** How long a new pod takes. */
export interface PodTimes {
  /** The stated start of the application. */
  readonly startupTime: number;
  readonly ready: Span;
  readonly available: Span;
}

/** Undefined if neither an annotation nor the settings state how long the application takes to start. */
export function podTimes(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): PodTimes | undefined {
  const startupTime = startupTimeOf(workload, profile);
  if (startupTime === undefined) { return undefined; }
  const start = podStartOf(workload, startupTime, gateTimeOf(workload, profile, manifests));
  return { startupTime, ready: timeToReady(start), available: timeToAvailable(start) };
}

/** How long a new pod takes at least, if its application starts at once: until its probes have run, and minReadySeconds. */
export function earliestAvailable(workload: Workload): number {
  return timeToAvailable(podStartOf(workload, 0, 0)).best;
}

/** The longest start that the startup probe certainly allows. */
export function allowedStart({ serving }: Workload): number | undefined {
  return serving?.startup && guaranteedStartup(serving.startup.timing);
}

/** The latest time at which a pod with such a start counts as available. */
export function latestAvailableAfter(
  startup: number, workload: Workload, profile: ClusterProfile, manifests: ManifestSet,
): number {
  return timeToAvailable(podStartOf(workload, startup, gateTimeOf(workload, profile, manifests))).worst;
}
