import { scaleDownDelayTooShort } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = scaleDownDelayTooShort;

function rollout(strategy: string, apiVersion = 'argoproj.io/v1alpha1', kind = 'Rollout'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: other }\nspec: { strategy: ${strategy} }\n`;
}

test('says which routers still send to the old pods', () => {
  expect(verdictsOn(rule, rollout('{ blueGreen: { scaleDownDelaySeconds: 29 } }'))[0].violations).toMatchObject([{
    path: ['spec', 'strategy', 'blueGreen', 'scaleDownDelaySeconds'],
    message: 'Old pods are stopped 29 s after the Service has switched to the new ones, but nodes that have not learned of the switch send to the old ones for up to 30 s.',
    fix: 'Set spec.strategy.blueGreen.scaleDownDelaySeconds to 30, or remove it to use this default.',
  }]);
});

test('passes 30 s, and the default', () => {
  expect(messagesOn(rule, rollout('{ blueGreen: { scaleDownDelaySeconds: 30 } }'))).toEqual([]);
  expect(appliesTo(rule, rollout('{ blueGreen: { activeService: web } }'))).toBe(true);
  expect(messagesOn(rule, rollout('{ blueGreen: { activeService: web } }'))).toEqual([]);
});

test('does not apply to other objects', () => {
  expect(appliesTo(rule, rollout('{ canary: { scaleDownDelaySeconds: 1 } }'))).toBe(false);
  expect(appliesTo(rule, rollout('{ blueGreen: { scaleDownDelaySeconds: 1 } }', 'example.com/v1'))).toBe(false);
  expect(appliesTo(rule, rollout('{ blueGreen: { scaleDownDelaySeconds: 1 } }', 'argoproj.io/v1alpha1', 'Other'))).toBe(false);
});
