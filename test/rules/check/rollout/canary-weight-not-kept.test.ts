import { canaryWeightNotKept as rule } from '../../../../src/rules/check/rollout';
import { rolloutOf as rollout } from '../../../../src/rules/check/rollout/argo-rollout-examples';
import { appliesTo, messagesOn } from '../judging';

const canary = (weight: number, more = '') => `{ canary: { ${more}steps: [{ pause: {} }, { setWeight: ${weight} }] } }`;

test.each([[1, 20, 2, '50'], [2, 10, 3, '33'], [3, 10, 4, '25'], [7, 5, 8, '13']])('fails when at %s replicas one pod serves a weight of %s', (pods, weight, all, share) => {
  const [message] = messagesOn(rule, rollout(canary(weight), '', pods));
  expect(message).toContain(`A weight of ${weight} % is 1 of ${all} pods`);
  expect(message).toContain(`about ${share} % of users meet the canary.`);
});

test.each([[1, 30], [2, 25], [2, 30], [3, 17], [10, 10], [3, 0]])('passes %s pods at a weight of %s', (pods, weight) => {
  expect(messagesOn(rule, rollout(canary(weight), '', pods))).toEqual([]);
});

test('does not count an additional pod if the update may not surge', () => {
  const fixed = canary(10, 'maxSurge: 0, maxUnavailable: 1, ');
  expect(messagesOn(rule, rollout(fixed, '', 2))[0]).toContain('A weight of 10 % is 1 of 2 pods');
  expect(messagesOn(rule, rollout(fixed, '', 1))).toEqual([]);
});

test('passes weights that a traffic router applies', () => {
  expect(messagesOn(rule, rollout(canary(1, 'trafficRouting: { istio: {} }, ')))).toEqual([]);
});

test.each([['blue-green', rollout('{ blueGreen: { activeService: web } }')], ['a Deployment', ''], ['pods without users', `${rollout(canary(1))}---\nkind: Service\n$patch: delete\n`]])('does not apply to %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});
