import { canaryWeightNotKept as rule } from '../../../../src/rules/check/rollout';
import { rolloutOf as rollout } from '../../../../src/rules/check/rollout/argo-rollout-examples';
import { appliesTo, messagesOn } from '../judging';

const canary = (weight: number, more = '') => `{ canary: { ${more}steps: [{ pause: {} }, { setWeight: ${weight} }] } }`;

test.each([[1, 20, '50'], [2, 10, '50'], [2, 25, '50'], [3, 10, '33']])('fails when one of %s pods stands for a weight of %s', (pods, weight, share) => {
  const [message] = messagesOn(rule, rollout(canary(weight), '', pods));
  expect(message).toContain(`A weight of ${weight} % is one pod in`);
  expect(message).toContain(`about ${share} % of the users meet the canary.`);
});

test.each([[1, 30], [2, 30], [3, 17], [10, 10], [3, 0]])('passes %s pods at a weight of %s', (pods, weight) => {
  expect(messagesOn(rule, rollout(canary(weight), '', pods))).toEqual([]);
});

test('passes what a traffic router divides', () => {
  expect(messagesOn(rule, rollout(canary(1, 'trafficRouting: { istio: {} }, ')))).toEqual([]);
});

test.each([['blue-green', rollout('{ blueGreen: { activeService: web } }')], ['a Deployment', ''], ['pods without users', `${rollout(canary(1))}---\nkind: Service\n$patch: delete\n`]])('does not apply to %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});
