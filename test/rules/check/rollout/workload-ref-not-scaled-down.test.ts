import { workloadRefNotScaledDown as rule } from '../../../../src/rules/check/rollout';
import { rolloutOf as rollout } from '../../../../src/rules/check/rollout/argo-rollout-examples';
import { appliesTo, verdictsOn } from '../judging';

const scaled = (replicas: string, scaleDown = '') => `${rollout('{ canary: {} }')}${scaleDown === '' ? '' : `---
kind: Rollout
metadata: { name: web }
spec: { workloadRef: { scaleDown: ${scaleDown} } }
`}---\nkind: Deployment\nspec: { replicas: ${replicas} }\n`;

test.each(['3', 'null'])('fails when the Deployment keeps its own pods (replicas %s)', replicas => {
  const [{ object, violations }] = verdictsOn(rule, scaled(replicas));
  expect(object.kind).toBe('Deployment');
  expect(violations).toMatchObject([{
    path: ['spec', 'replicas'],
    message: `Rollout web creates pods from the template of this Deployment, which still runs ${replicas === 'null' ? 1 : 3} of its own: `
      + 'each release reaches these at once, bypassing the steps of the Rollout.',
  }]);
});

test('passes a Deployment at 0, and one that the Rollout scales down', () => {
  expect(verdictsOn(rule, scaled('0'))[0].violations).toEqual([]);
  for (const scaleDown of ['onsuccess', 'progressively']) { expect(verdictsOn(rule, scaled('3', scaleDown))[0].violations).toEqual([]); }
});

test('does not apply to a Deployment that no Rollout refers to', () => {
  expect(appliesTo(rule, '')).toBe(false);
});
