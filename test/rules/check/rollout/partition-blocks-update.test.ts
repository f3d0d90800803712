import { partitionBlocksUpdate as rule } from '../../../../src/rules/check/rollout';
import { controllerOfPods as members } from '../../../../src/rules/check/rollout/controller-examples';
import { appliesTo, verdictsOn } from '../judging';

const found = (partition: string, replicas = 3) => verdictsOn(rule, members('StatefulSet', `replicas: ${replicas}\n  updateStrategy: { rollingUpdate: { partition: ${partition} } }`))
  .flatMap(({ violations }) => violations.map(({ severity, message }) => [severity ?? rule.severity, message]));

test('fails when all ordinals are below the partition', () => {
  expect(found('3')).toEqual([['warning', 'The partition is 3 and the highest ordinal 2: no pod gets a new revision, not even if it is deleted.']]);
  expect(found('9')).toHaveLength(1);
});

test('counts from spec.ordinals.start, as the controller does', () => {
  const from = (partition: number) => verdictsOn(rule, members('StatefulSet', `replicas: 3\n  ordinals: { start: 5 }\n  updateStrategy: { rollingUpdate: { partition: ${partition} } }`))
    .flatMap(({ violations }) => violations.map(({ message }) => message));
  expect(from(6)).toEqual(['The partition is 6, counted from ordinal 5, and the highest ordinal 7: no pod gets a new revision, not even if it is deleted.']);
  expect(from(2)).toEqual(['The partition is 2: 2 pods of 3 keep the old revision until it is lowered.']);
});

test('reports a partition that excludes some members as info', () => {
  expect(found('2')).toEqual([['info', 'The partition is 2: 2 pods of 3 keep the old revision until it is lowered.']]);
  expect(found('1')[0][1]).toContain('1 pod of 3 keep');
});

test('passes a partition of 0', () => {
  expect(found('0')).toEqual([]);
  expect(found('null')).toEqual([]);
});

test('does not apply if the controller does not roll out updates', () => {
  expect(appliesTo(rule, members('StatefulSet', 'updateStrategy: { type: OnDelete }'))).toBe(false);
  expect(appliesTo(rule, members('StatefulSet', 'replicas: 0'))).toBe(false);
  expect(appliesTo(rule, '')).toBe(false);
});
