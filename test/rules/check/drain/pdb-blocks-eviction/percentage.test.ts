import { percentage as rule } from '../../../../../src/rules/check/drain/pdb-blocks-eviction/percentage';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';
import { autoscaled, CANARY, limit, pods } from '../changes';

const mustStay = (share: string) => limit(`minAvailable: ${share}`);

test('names the number of pods, and the remedy', () => {
  expect(verdictsOn(rule, mustStay('90%'))).toMatchObject([{
    object: { kind: 'PodDisruptionBudget' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'minAvailable'],
      message: 'With 3 pods, spec.minAvailable 90% rounds up to all of them: none of web may be evicted, and every drain of their nodes gets stuck.',
      fix: 'Set spec.maxUnavailable to 1, and remove spec.minAvailable.',
    }],
  }]);
});

test.each([
  ['50%', 2, 0], ['51%', 2, 1], ['66%', 3, 0], ['67%', 3, 1], ['75%', 4, 0], ['76%', 4, 1], ['90%', 10, 0], ['91%', 10, 1],
])('%s of %i pods', (share, replicas, findings) => {
  expect(messagesOn(rule, mustStay(share) + pods(replicas))).toHaveLength(findings);
  expect(appliesTo(rule, mustStay(share) + pods(replicas))).toBe(true);
});

test('checks every number of replicas that an autoscaler may choose', () => {
  expect(messagesOn(rule, mustStay('80%') + autoscaled(2, 10))).toEqual([
    'With 2 to 4 pods, spec.minAvailable 80% rounds up to all of them: none of web may be evicted, and every drain of their nodes gets stuck.',
  ]);
  expect(messagesOn(rule, mustStay('80%') + autoscaled(5, 10))).toEqual([]);
});

test('leaves a single pod to the rules about it', () => {
  expect(appliesTo(rule, mustStay('50%') + pods(1))).toBe(false);
  expect(messagesOn(rule, mustStay('50%') + autoscaled(1, 10))).toEqual([]);
});

test('does not apply to other limits, nor to all pods', () => {
  expect(appliesTo(rule, mustStay('100%'))).toBe(false);
  expect(appliesTo(rule, mustStay('3'))).toBe(false);
  expect(appliesTo(rule, mustStay('null'))).toBe(false);
  expect(appliesTo(rule, limit('maxUnavailable: 1%'))).toBe(false);
});

test('does not apply to a budget that counts more than one Deployment', () => {
  expect(appliesTo(rule, mustStay('90%') + CANARY)).toBe(false);
});
