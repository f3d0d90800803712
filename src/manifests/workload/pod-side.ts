import { CountOrPercent } from '../../lifecycle';
import {
  addWrongType, booleanAt, countOrPercentAt, listAt, Misfits, numberAt, Place, placeAt, rootOf, stringAt, stringMapAt, valueAt,
} from '../fields';
import { LabelSelector, selectorAt } from '../label-selector';
import { groupOf, ManifestObject } from '../manifest-object';
import { Container, containerOf } from './container';
import { Intent, intentOf } from './intent';
import { CONTAINER_PATHS, WORKLOAD_PATHS } from './paths';

/** How a Deployment replaces its pods. */
export type Strategy =
  | { readonly type: 'RollingUpdate'; readonly maxSurge: CountOrPercent; readonly maxUnavailable: CountOrPercent }
  | { readonly type: 'Recreate' };

/** What a Deployment says by itself, with the API server's defaults filled in. All times are whole seconds. */
export interface PodSide {
  /** The Deployment. */
  readonly object: ManifestObject;
  readonly name: string;
  readonly namespace?: string;
  /** `spec.replicas` as it was written; undefined if it was left out. */
  readonly declaredReplicas?: number;
  readonly paused: boolean;
  readonly strategy: Strategy;
  readonly minReady: number;
  readonly progressDeadline: number;
  readonly revisionHistoryLimit: number;
  readonly gracePeriod: number;
  /** Undefined where it was left out, which the API server refuses. */
  readonly selector?: LabelSelector;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly podAnnotations: Readonly<Record<string, string>>;
  readonly containers: Container[];
  /** Those that end before the containers start. */
  readonly initContainers: Container[];
  /** Those among the init containers that keep running (`restartPolicy: Always`). */
  readonly sidecars: Container[];
  /** The conditions that must be true before a pod is ready. */
  readonly readinessGates: string[];
  readonly intent: Intent;
}

/** Whether an object is a Deployment, in whichever version. */
export function isDeployment(object: ManifestObject): boolean {
  return object.kind === 'Deployment' && ['apps', 'extensions'].includes(groupOf(object));
}

export function podSideOf(object: ManifestObject, misfits: Misfits): PodSide {
  const root = rootOf(object.json, misfits);
  const init = listAt(root, WORKLOAD_PATHS.initContainers);
  const runsOn = (place: Place): boolean => stringAt(place, CONTAINER_PATHS.restartPolicy) === 'Always';
  return {
    object,
    name: object.name,
    namespace: object.namespace,
    declaredReplicas: numberAt(root, WORKLOAD_PATHS.declaredReplicas),
    paused: booleanAt(root, WORKLOAD_PATHS.paused) ?? false,
    strategy: strategyOf(root),
    minReady: numberAt(root, WORKLOAD_PATHS.minReady) ?? 0,
    progressDeadline: numberAt(root, WORKLOAD_PATHS.progressDeadline) ?? 600,
    revisionHistoryLimit: numberAt(root, WORKLOAD_PATHS.revisionHistoryLimit) ?? 10,
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

// The API server accepts a negative one, and takes it for 1 s.
function gracePeriodOf(root: Place): number {
  const written = valueAt(root, WORKLOAD_PATHS.gracePeriod);
  return typeof written === 'number' && Number.isInteger(written) && written < 0 ? 1 : numberAt(root, WORKLOAD_PATHS.gracePeriod) ?? 30;
}

function strategyOf(root: Place): Strategy {
  const type = stringAt(root, WORKLOAD_PATHS.strategy) || 'RollingUpdate';
  if (type === 'Recreate') { return { type }; }
  if (type !== 'RollingUpdate') { addWrongType(placeAt(root, WORKLOAD_PATHS.strategy), 'RollingUpdate or Recreate'); }
  return {
    type: 'RollingUpdate',
    maxSurge: countOrPercentAt(root, WORKLOAD_PATHS.maxSurge) ?? '25%',
    maxUnavailable: countOrPercentAt(root, WORKLOAD_PATHS.maxUnavailable) ?? '25%',
  };
}
