import { CountOrPercent } from '../../lifecycle';
import { addWrongType, countOrPercentAt, FieldErrors, FieldCursor, numberAt, placeAt, rootOf, stringAt } from '../fields';
import { groupOf, ManifestObject } from '../manifest-object';
import { Path } from '../path';
import { WORKLOAD_PATHS } from './paths';
import { PodTemplate, readPodTemplate } from './pod-template';

/** How a DaemonSet replaces its pods, one on each node. */
export type DaemonSetUpdate =
  | { readonly type: 'RollingUpdate'; readonly maxSurge: CountOrPercent; readonly maxUnavailable: CountOrPercent }
  | { readonly type: 'OnDelete' };

/** A DaemonSet by itself, with the API server's defaults. */
export interface DaemonSetView extends PodTemplate {
  readonly kind: 'DaemonSet';
  /** Absent: the number of pods is that of the nodes. */
  readonly declaredReplicas?: undefined;
  readonly update: DaemonSetUpdate;
  readonly minReady: number;
  readonly revisionHistoryLimit: number;
}

export const DAEMON_SET_PATHS = {
  update: ['spec', 'updateStrategy', 'type'],
  maxSurge: ['spec', 'updateStrategy', 'rollingUpdate', 'maxSurge'],
  maxUnavailable: ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'],
} as const satisfies Record<string, Path>;

/** The assumed number of nodes, since manifests do not state it. */
export const DAEMON_SET_PODS = 3;

export function isDaemonSet(object: ManifestObject): boolean {
  return object.kind === 'DaemonSet' && ['apps', 'extensions'].includes(groupOf(object));
}

export function readDaemonSet(object: ManifestObject, fieldErrors: FieldErrors): DaemonSetView {
  const root = rootOf(object.json, fieldErrors);
  return {
    ...readPodTemplate(object, fieldErrors),
    kind: 'DaemonSet',
    update: updateOf(root),
    minReady: numberAt(root, WORKLOAD_PATHS.minReady) ?? 0,
    revisionHistoryLimit: numberAt(root, WORKLOAD_PATHS.revisionHistoryLimit) ?? 10,
  };
}

function updateOf(root: FieldCursor): DaemonSetUpdate {
  const type = stringAt(root, DAEMON_SET_PATHS.update) || 'RollingUpdate';
  if (type === 'OnDelete') { return { type }; }
  if (type !== 'RollingUpdate') { addWrongType(placeAt(root, DAEMON_SET_PATHS.update), 'RollingUpdate or OnDelete'); }
  return {
    type: 'RollingUpdate',
    maxSurge: countOrPercentAt(root, DAEMON_SET_PATHS.maxSurge) ?? 0,
    maxUnavailable: countOrPercentAt(root, DAEMON_SET_PATHS.maxUnavailable) ?? 1,
  };
}
