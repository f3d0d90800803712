import { appliesTo, deployment, errorsOnTheWay, messagesOn, said, service } from './steps';
import { selectorChanged as rule } from '../../../../src/rules/diff/identity';
import { verdictsOn } from '../updating';

const LABELLED = 'kind: Deployment\nspec: { template: { metadata: { labels: { tier: front } } } }\n';
const RELABELLED = 'kind: Deployment\nspec: { selector: { matchLabels: { app: shop } }, template: { metadata: { labels: { app: shop } } } }\n';

test('fails when the selector of a Deployment changes, and keeps it with its labels', () => {
  expect(said(rule, `${RELABELLED}---\nkind: Service\nspec: { selector: { tier: back } }\n`)).toEqual([
    'error Deployment web: The selector of Deployment web changes from { "matchLabels": { "app": "web" } } to { "matchLabels": { "app": "shop" } }: '
    + 'the API server refuses it, while the rest of the release is applied. Leave spec.selector as it is, and keep its labels in the pod template. '
    + 'Release this change, but with spec.selector of Deployment web set to { "matchLabels": { "app": "web" } } '
    + 'and with spec.template.metadata.labels of Deployment web set to { "app": "web" }.',
  ]);
  const [{ object, workload, violations: [{ path }] }] = verdictsOn(rule, RELABELLED);
  expect(path).toEqual(['spec', 'selector']);
  expect(workload?.object).toBe(object);
});

test('objects that select the new labels keep selecting the old ones', () => {
  const change = `${RELABELLED}---\nkind: Service\nspec: { selector: { app: shop } }\n---\nkind: PodDisruptionBudget\nspec: { selector: { matchLabels: { app: shop } } }\n`;
  expect(said(rule, change)[0]).toContain('set to { "app": "web" }, with spec.selector of Service web set to { "app": "web" } and with spec.selector of PodDisruptionBudget web set to { "matchLabels": { "app": "web" } }.');
  expect(errorsOnTheWay(rule, change)).toEqual([]);
});

test('objects that select other labels of the pods stay', () => {
  const labelled = (app: string) => deployment('cart', `app: ${app}, tier: front`);
  expect(said(rule, labelled('shop') + service('cart', 'tier: front'), labelled('cart') + service('cart', 'tier: front'))[0]).not.toContain('of Service cart');
});

test('suggests pinning the address of a moved construct', () => {
  const at = (hash: string) => deployment('cart', `cdk8s.io/metadata.addr: shop-${hash}`) + service('cart', `cdk8s.io/metadata.addr: shop-${hash}`);
  expect(said(rule, at('c8b4d5e6'), at('c8a1f2e3'))).toEqual([
    'error Deployment cart: The selector of Deployment cart changes from { "matchLabels": { "cdk8s.io/metadata.addr": "shop-c8a1f2e3" } } to { "matchLabels": { "cdk8s.io/metadata.addr": "shop-c8b4d5e6" } }, '
    + 'because its construct was moved or renamed: the API server refuses it, while the rest of the release is applied. '
    + 'Give the pods the label cdk8s.io/metadata.addr with the value shop-c8a1f2e3 again (deployment.podMetadata.addLabel()), and select that. '
    + 'Release this change, but with spec.selector of Deployment cart set to { "matchLabels": { "cdk8s.io/metadata.addr": "shop-c8a1f2e3" } }, '
    + 'with spec.template.metadata.labels of Deployment cart set to { "cdk8s.io/metadata.addr": "shop-c8a1f2e3" } '
    + 'and with spec.selector of Service cart set to { "cdk8s.io/metadata.addr": "shop-c8a1f2e3" }.',
  ]);
  expect(errorsOnTheWay(rule, at('c8b4d5e6'), at('c8a1f2e3'))).toEqual([]);
});

test.each(['StatefulSet', 'DaemonSet', 'ReplicaSet'])('fails for a %s as well', kind => {
  const of = (labels: string) => deployment('cart', labels, { kind, spec: 'minReadySeconds: 1' });
  expect(messagesOn(rule, of('app: shop'), of('app: cart'))).toHaveLength(1);
});

test('passes when only the pods get another label, or the selector an empty list', () => {
  expect(messagesOn(rule, LABELLED)).toEqual([]);
  expect(messagesOn(rule, 'kind: Deployment\nspec: { selector: { matchExpressions: [] } }\n')).toEqual([]);
  expect(appliesTo(rule, LABELLED)).toBe(true);
});

test('fails when an expression is added', () => {
  expect(messagesOn(rule, 'kind: Deployment\nspec: { selector: { matchExpressions: [{ key: app, operator: Exists }] } }\n')).toHaveLength(1);
});

test('does not apply to other kinds with the same name', () => {
  const of = (app: string) => deployment('cart', `app: ${app}`, { kind: 'DaemonSet' }).replace('apps/v1', 'example.com/v1');
  expect(messagesOn(rule, of('shop'), of('cart'))).toEqual([]);
});

const byExpression = (version: string, labels = `version: ${version}`): string => deployment('cart', labels)
  .replace(/selector: .*/, `selector: { matchExpressions: [{ key: version, operator: In, values: [${version}] }] }`);

test('labels that an expression of the old selector requires stay, as do the Service and the budget that select them', () => {
  const budget = (version: string): string => '---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: cart }\n'
    + `spec: { maxUnavailable: 1, selector: { matchExpressions: [{ key: version, operator: In, values: [${version}] }] } }\n`;
  const all = (version: string): string => byExpression(version) + service('cart', `version: ${version}`) + budget(version);
  expect(said(rule, all('v2'), all('v1'))).toEqual([expect.stringMatching(new RegExp([
    'Release this change, but with spec\\.selector of Deployment cart set to \\{ "matchExpressions": .*"v1".*',
    'with spec\\.template\\.metadata\\.labels of Deployment cart set to { "version": "v1" }, with spec\\.selector of Service cart set to { "version": "v1" }',
    'and with spec\\.selector of PodDisruptionBudget cart set to .*"v1".*$',
  ].join(' ')))]);
  expect(errorsOnTheWay(rule, all('v2'), all('v1'))).toEqual([]);
});

test('new labels that the old selector matches stay', () => {
  const before = byExpression('v1', 'version: v1').replace('[v1]', '[v1, v2]');
  expect(said(rule, byExpression('v2'), before)[0]).not.toContain('metadata.labels');
});

test('a new Service selects the labels that the pods keep', () => {
  const change = `${byExpression('v2', 'version: v2, app: cart')}${service('cart', 'version: v2, app: cart')}`;
  expect(said(rule, change, byExpression('v1', 'version: v1, app: cart'))[0])
    .toContain('and with spec.selector of Service cart set to { "version": "v1", "app": "cart" }.');
});

test('a Service that had no selector does not get an empty one', () => {
  expect(said(rule, deployment('cart', 'app: b') + service('cart', 'app: b'), deployment('cart', 'app: a') + service('cart', '')).join())
    .toContain('with spec.selector of Service cart set to { "app": "a" }.');
});

test.each([
  ['a label', deployment('cart', 'app: cart'), deployment('cart', 'app: cart').replace('labels: { app: cart }', 'labels: { app: shop }'), '{ "app": "shop" }', '{ "matchLabels": { "app": "cart" } }', '{ "app": "cart" }'],
  ['an expression', byExpression('v1'), byExpression('v1', 'version: v2'), '{ "version": "v2" }', '{ "matchExpressions": [{ "key": "version", "operator": "In", "values": ["v1"] }] }', '{ "version": "v1" }'],
])('fails when the pods get labels that %s of their own selector does not match', (_, before, change, labels, selector, kept) => {
  expect(said(rule, change, before)).toEqual([
    `error Deployment cart: The pods of Deployment cart will have the labels ${labels}, which its selector ${selector} does not match: `
    + 'the API server refuses it, while the rest of the release is applied. Keep the labels that spec.selector requires in the pod template. '
    + `Release this change, but with spec.template.metadata.labels of Deployment cart set to ${kept}.`,
  ]);
  expect(errorsOnTheWay(rule, change, before)).toEqual([]);
});

test('passes where the pods did not match their selector before', () => {
  const labelled = (app: string): string => deployment('cart', 'app: cart').replace('labels: { app: cart }', `labels: { app: ${app} }`);
  expect(messagesOn(rule, labelled('shop'), labelled('web'))).toEqual([]);
});
