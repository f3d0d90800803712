import { CountOrPercent } from '../../lifecycle';
import { addWrongType, booleanAt, countOrPercentAt, FieldErrors, numberAt, FieldCursor, placeAt, rootOf, stringAt } from '../fields';
import { groupOf, ManifestObject } from '../manifest-object';
import { WORKLOAD_PATHS } from './paths';
import { PodTemplate, readPodTemplate } from './pod-template';

/** How a Deployment replaces its pods. */
export type Strategy =
  | { readonly type: 'RollingUpdate'; readonly maxSurge: CountOrPercent; readonly maxUnavailable: CountOrPercent }
  | { readonly type: 'Recreate' };

/** A Deployment by itself, with the API server's defaults. All times are whole seconds. */
export interface DeploymentView extends PodTemplate {
  readonly kind: 'Deployment';
  /** `spec.replicas` as it was written; undefined if it was left out. */
  readonly declaredReplicas?: number;
  readonly paused: boolean;
  readonly strategy: Strategy;
  readonly minReady: number;
  readonly progressDeadline: number;
  readonly revisionHistoryLimit: number;
}

/** Whether an object is a Deployment, in whichever version. */
export function isDeployment(object: ManifestObject): boolean {
  return object.kind === 'Deployment' && ['apps', 'extensions'].includes(groupOf(object));
}

export function readDeployment(object: ManifestObject, fieldErrors: FieldErrors): DeploymentView {
  const root = rootOf(object.json, fieldErrors);
  return {
    ...readPodTemplate(object, fieldErrors),
    kind: 'Deployment',
    declaredReplicas: numberAt(root, WORKLOAD_PATHS.declaredReplicas),
    paused: booleanAt(root, WORKLOAD_PATHS.paused) ?? false,
    strategy: strategyOf(root),
    minReady: numberAt(root, WORKLOAD_PATHS.minReady) ?? 0,
    progressDeadline: numberAt(root, WORKLOAD_PATHS.progressDeadline) ?? 600,
    revisionHistoryLimit: numberAt(root, WORKLOAD_PATHS.revisionHistoryLimit) ?? 10,
  };
}

function strategyOf(root: FieldCursor): Strategy {
  const type = stringAt(root, WORKLOAD_PATHS.strategy) || 'RollingUpdate';
  if (type === 'Recreate') { return { type }; }
  if (type !== 'RollingUpdate') { addWrongType(placeAt(root, WORKLOAD_PATHS.strategy), 'RollingUpdate or Recreate'); }
  return {
    type: 'RollingUpdate',
    maxSurge: countOrPercentAt(root, WORKLOAD_PATHS.maxSurge) ?? '25%',
    maxUnavailable: countOrPercentAt(root, WORKLOAD_PATHS.maxUnavailable) ?? '25%',
  };
}
