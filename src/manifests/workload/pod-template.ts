import { listAt, FieldErrors, numberAt, FieldCursor, rootOf, stringAt, stringMapAt, valueAt } from '../fields';
import { LabelSelector, selectorAt } from '../label-selector';
import { ManifestObject } from '../manifest-object';
import { Container, containerOf } from './container';
import { Intent, intentOf } from './intent';
import { CONTAINER_PATHS, WORKLOAD_PATHS } from './paths';

/** The pod template of a controller, with the API server's defaults. Times are whole seconds. */
export interface PodTemplate {
  /** The controller. */
  readonly object: ManifestObject;
  readonly name: string;
  readonly namespace?: string;
  readonly gracePeriod: number;
  /** Undefined if it was left out, which the API server rejects. */
  readonly selector?: LabelSelector;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly podAnnotations: Readonly<Record<string, string>>;
  readonly containers: Container[];
  /** The containers that end before the others start. */
  readonly initContainers: Container[];
  /** The init containers that keep running (`restartPolicy: Always`). */
  readonly sidecars: Container[];
  /** The conditions that must be true before a pod is ready. */
  readonly readinessGates: string[];
  readonly intent: Intent;
}

/** Reads the fields of all controllers with `spec.selector` and `spec.template`. */
export function readPodTemplate(object: ManifestObject, fieldErrors: FieldErrors): PodTemplate {
  const root = rootOf(object.json, fieldErrors);
  const init = listAt(root, WORKLOAD_PATHS.initContainers);
  const runsOn = (place: FieldCursor): boolean => stringAt(place, CONTAINER_PATHS.restartPolicy) === 'Always';
  return {
    object,
    name: object.name,
    namespace: object.namespace,
    gracePeriod: gracePeriodOf(root),
    selector: selectorAt(root, WORKLOAD_PATHS.selector),
    podLabels: stringMapAt(root, WORKLOAD_PATHS.podLabels),
    podAnnotations: stringMapAt(root, WORKLOAD_PATHS.podAnnotations),
    containers: listAt(root, WORKLOAD_PATHS.containers).map(containerOf),
    initContainers: init.filter(place => !runsOn(place)).map(containerOf),
    sidecars: init.filter(runsOn).map(containerOf),
    readinessGates: listAt(root, WORKLOAD_PATHS.readinessGates).map(gate => stringAt(gate, ['conditionType'])).filter(type => type !== undefined),
    intent: intentOf(object, root),
  };
}

// The API server accepts negative values, which mean 1 s, and values beyond 32 bits.
function gracePeriodOf(root: FieldCursor): number {
  const written = valueAt(root, WORKLOAD_PATHS.gracePeriod);
  if (typeof written !== 'number' || !Number.isSafeInteger(written)) { return numberAt(root, WORKLOAD_PATHS.gracePeriod) ?? 30; }
  return written < 0 ? 1 : written;
}
