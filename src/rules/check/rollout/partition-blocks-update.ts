import { controllerOfPods } from './controller-examples';
import { numberAt, rootOf, STATEFUL_SET_PATHS } from '../../../manifests';
import { countOf } from '../../../text';
import { edited } from '../../fixes/edited';
import { controllerRule } from '../workload-rule';

const MEMBERS = (partition: number): string =>
  controllerOfPods('StatefulSet', `replicas: 3\n  updateStrategy: { rollingUpdate: { partition: ${partition} } }`);

export const partitionBlocksUpdate = controllerRule(['StatefulSet'], {
  id: 'partition-blocks-update',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'partition above all members',
  impact: 'A release looks applied while all users stay on the old version, fixes included.',
  why: 'Only members whose ordinal is at least the partition, counted from spec.ordinals.start, get a new revision. The others keep the old one, even if they are deleted.',
  fix: 'Set the partition to 0 when the canary phase of an update is over.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions',
  examples: { failing: MEMBERS(3), passing: MEMBERS(0) },
  judge: ({ object, update, replicas: { max } }) => {
    if (update.type !== 'RollingUpdate' || max === 0) { return undefined; }
    const { partition } = update;
    if (partition === 0) { return []; }
    const path = STATEFUL_SET_PATHS.partition;
    // The controller adds it to the partition.
    const first = numberAt(rootOf(object.json), ['spec', 'ordinals', 'start']) ?? 0;
    const counted = first > 0 ? `, counted from ordinal ${first},` : '';
    return [{
      path,
      severity: partition >= max ? undefined : 'info',
      message: partition >= max
        ? `The partition is ${partition}${counted} and the highest ordinal ${first + max - 1}: no pod gets a new revision, not even if it is deleted.`
        : `The partition is ${partition}: ${countOf(partition, 'pod')} of ${max} keep the old revision until it is lowered.`,
      ...edited([{ path, value: 0 }], { byHand: 'that the update may now reach all members' }),
    }];
  },
});
