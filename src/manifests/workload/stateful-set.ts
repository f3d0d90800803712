import { CountOrPercent } from '../../lifecycle';
import { addWrongType, countOrPercentAt, FieldErrors, FieldCursor, listAt, numberAt, placeAt, rootOf, stringAt } from '../fields';
import { groupOf, ManifestObject } from '../manifest-object';
import { Path } from '../path';
import { WORKLOAD_PATHS } from './paths';
import { PodTemplate, readPodTemplate } from './pod-template';

/** How a StatefulSet replaces its pods. */
export type StatefulSetUpdate =
  /** Members below `partition` keep the old revision. */
  | { readonly type: 'RollingUpdate'; readonly partition: number; readonly maxUnavailable: CountOrPercent }
  | { readonly type: 'OnDelete' };

/** A StatefulSet by itself, with the API server's defaults. */
export interface StatefulSetView extends PodTemplate {
  readonly kind: 'StatefulSet';
  /** `spec.replicas` as it was written; undefined if it was left out. */
  readonly declaredReplicas?: number;
  readonly update: StatefulSetUpdate;
  readonly podManagement: 'OrderedReady' | 'Parallel';
  readonly minReady: number;
  readonly revisionHistoryLimit: number;
  /** The headless Service that gives the members their DNS names. */
  readonly serviceName?: string;
  /** The names of its `volumeClaimTemplates`: each member has volumes of its own. */
  readonly claims: string[];
}

export const STATEFUL_SET_PATHS = {
  update: ['spec', 'updateStrategy', 'type'],
  partition: ['spec', 'updateStrategy', 'rollingUpdate', 'partition'],
  maxUnavailable: ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'],
  podManagement: ['spec', 'podManagementPolicy'],
  serviceName: ['spec', 'serviceName'],
  claims: ['spec', 'volumeClaimTemplates'],
} as const satisfies Record<string, Path>;

export function isStatefulSet(object: ManifestObject): boolean {
  return object.kind === 'StatefulSet' && groupOf(object) === 'apps';
}

export function readStatefulSet(object: ManifestObject, fieldErrors: FieldErrors): StatefulSetView {
  const root = rootOf(object.json, fieldErrors);
  return {
    ...readPodTemplate(object, fieldErrors),
    kind: 'StatefulSet',
    declaredReplicas: numberAt(root, WORKLOAD_PATHS.declaredReplicas),
    update: updateOf(root),
    podManagement: stringAt(root, STATEFUL_SET_PATHS.podManagement) === 'Parallel' ? 'Parallel' : 'OrderedReady',
    minReady: numberAt(root, WORKLOAD_PATHS.minReady) ?? 0,
    revisionHistoryLimit: numberAt(root, WORKLOAD_PATHS.revisionHistoryLimit) ?? 10,
    serviceName: stringAt(root, STATEFUL_SET_PATHS.serviceName) || undefined,
    claims: listAt(root, STATEFUL_SET_PATHS.claims).map(claim => stringAt(claim, ['metadata', 'name']) ?? ''),
  };
}

function updateOf(root: FieldCursor): StatefulSetUpdate {
  const type = stringAt(root, STATEFUL_SET_PATHS.update) || 'RollingUpdate';
  if (type === 'OnDelete') { return { type }; }
  if (type !== 'RollingUpdate') { addWrongType(placeAt(root, STATEFUL_SET_PATHS.update), 'RollingUpdate or OnDelete'); }
  return {
    type: 'RollingUpdate',
    partition: numberAt(root, STATEFUL_SET_PATHS.partition) ?? 0,
    maxUnavailable: countOrPercentAt(root, STATEFUL_SET_PATHS.maxUnavailable) ?? 1,
  };
}
