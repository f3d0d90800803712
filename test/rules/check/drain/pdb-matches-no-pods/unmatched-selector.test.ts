import { unmatchedSelector as rule } from '../../../../../src/rules/check/drain/pdb-matches-no-pods/unmatched-selector';
import { appliesTo, manifestsIn, messagesOn, TARGET, verdictsOn } from '../../judging';

const selecting = (selector: string) => `kind: PodDisruptionBudget\nspec: { selector: { $patch: replace, ${selector} } }\n`;

test('names the Deployment that the budget is meant for, and its labels', () => {
  expect(verdictsOn(rule, selecting('matchLabels: { app: wbe, tier: front }'))).toMatchObject([{
    object: { kind: 'PodDisruptionBudget' },
    violations: [{
      path: ['spec', 'selector'],
      message: 'No pod here matches the selector app=wbe, tier=front, so drains may evict all pods of web at once.',
      fix: 'Set spec.selector to { "matchLabels": { "app": "web" } }.',
    }],
  }]);
});

test('names no pods if these may be in other files', () => {
  const foreign = `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: kafka }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: kafka } } }
`;
  expect(verdictsOn(rule, foreign)[1].violations).toMatchObject([{
    path: ['spec', 'selector'],
    message: 'No pod here matches the selector app=kafka, so the budget protects no pod here.',
    fix: 'Set spec.selector.matchLabels to labels of the pods that the budget is meant for, or remove the budget.',
  }]);
});

test('shows expressions too', () => {
  expect(messagesOn(rule, selecting('matchExpressions: [{ key: app, operator: In, values: [a, b] }, { key: tier, operator: Exists }]'))).toEqual([
    'No pod here matches the selector app In (a, b), tier Exists, so drains may evict all pods of web at once.',
  ]);
});

test('a matching selector passes', () => {
  expect(messagesOn(rule, '')).toEqual([]);
  expect(appliesTo(rule, '')).toBe(true);
});

test('does not apply without a selector, which another part reports', () => {
  expect(appliesTo(rule, 'kind: PodDisruptionBudget\nspec: { selector: null }')).toBe(false);
});

test('does not apply if there are no pods at all, since they are in other files', () => {
  const budget = (namespace: string) => `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: ${namespace} }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }
---
apiVersion: v1
kind: Pod
metadata: { name: one, namespace: here }
spec: { containers: [] }
`;
  expect(rule.judge(manifestsIn(budget('elsewhere')), TARGET)).toEqual([]);
  expect(rule.judge(manifestsIn(budget('here')), TARGET)).toHaveLength(1);
});

test('reports nothing if an operator may create the pods, and does not propose labels of other pods', () => {
  const prometheus = `---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: k8s }
spec: { replicas: 2 }
`;
  expect(appliesTo(rule, selecting('matchLabels: { app.kubernetes.io/name: prometheus }') + prometheus)).toBe(false);
});
