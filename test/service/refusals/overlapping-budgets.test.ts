import { ApiObject, App, Chart } from 'cdk8s';
import { newService, problemsIn } from './refusal';

const REST = ' selects the pods of this service too. Allowed: one budget for a pod. '
  + 'With two, the API server refuses every eviction with an error, so node upgrades hang until one of them is deleted. '
  + "Remedy: remove that budget and use 'disruption', or give the two services 'selectorLabels' of their own.";

const budget = (chart: Chart, selector?: object, namespace?: string) => new ApiObject(chart, 'budget', {
  apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'mine', ...namespace && { namespace } }, spec: { maxUnavailable: 1, selector },
});

test.each([
  ['the labels of the selector', { matchLabels: { 'service-name': 'shop' } }],
  ['another label of the pods', { matchLabels: { team: 'cart' } }],
  ['a key that the pods have', { matchExpressions: [{ key: 'team', operator: 'Exists' }] }],
  ['a key that the pods do not have', { matchExpressions: [{ key: 'stage', operator: 'DoesNotExist' }] }],
  ['a list of values', { matchExpressions: [{ key: 'team', operator: 'In', values: ['cart', 'checkout'] }] }],
  ['all but other values', { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['checkout'] }] }],
  ['nothing, which means every pod', {}],
])('fails when a budget from elsewhere selects the pods by %s', (_, selector) => {
  const problems = problemsIn(chart => {
    newService(chart, 'shop', { podLabels: { team: 'cart' } });
    budget(chart, selector);
  });
  expect(problems).toContain(`[prod/shop] the PodDisruptionBudget 'mine' (prod/budget)${REST}`);
});

test('fails when two services have one selector', () => {
  const problems = problemsIn(chart => {
    for (const id of ['cart', 'checkout']) { newService(chart, id, { selectorLabels: { app: 'shop' } }); }
  });
  expect(problems).toContain(`[prod/cart] the PodDisruptionBudget 'checkout-pdb' (prod/checkout/DisruptionBudget)${REST}`);
  expect(problems).toContain(`[prod/checkout] the PodDisruptionBudget 'cart-pdb' (prod/cart/DisruptionBudget)${REST}`);
});

test.each([
  ['the selector of one is part of the other\'s', { selectorLabels: { app: 'shop', tier: 'web' } }],
  ['the pods of one have the labels of the other\'s selector', { podLabels: { app: 'shop' } }],
])('fails when %s', (_, props) => {
  const problems = problemsIn(chart => {
    newService(chart, 'wide', { selectorLabels: { app: 'shop' } });
    newService(chart, 'narrow', props);
  });
  expect(problems).toContain(`[prod/narrow] the PodDisruptionBudget 'wide-pdb' (prod/wide/DisruptionBudget)${REST}`);
  expect(problems).not.toContain('[prod/wide]');
});

describe('another budget', () => {
  test.each<[string, object | undefined, string | undefined]>([
    ['selects other pods', { matchLabels: { 'service-name': 'other' } }, undefined],
    [
      'selects by a label and an expression, of which one does not match',
      { matchLabels: { 'service-name': 'shop' }, matchExpressions: [{ key: 'team', operator: 'Exists' }] },
      undefined,
    ],
    ['selects nothing', undefined, undefined],
    ['is in another namespace', {}, 'elsewhere'],
  ])('is fine where it %s', (_, selector, namespace) => {
    const app = new App();
    const chart = new Chart(app, 'prod');
    newService(chart, 'shop');
    budget(chart, selector, namespace);
    expect(app.synthYaml()).toContain('name: mine\n');
  });

  test('is fine in another chart', () => {
    const app = new App();
    newService(new Chart(app, 'prod'), 'shop');
    budget(new Chart(app, 'dev'), {});
    expect(app.synthYaml()).toContain('name: mine\n');
  });
});
