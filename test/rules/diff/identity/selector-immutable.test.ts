import { appliesTo, deployment, errorsOnTheWay, messagesOn, said, service } from './steps';
import { selectorImmutable as rule } from '../../../../src/rules/diff/identity';
import { verdictsOn } from '../updating';

const LABELLED = 'kind: Deployment\nspec: { template: { metadata: { labels: { tier: front } } } }\n';
const RELABELLED = 'kind: Deployment\nspec: { selector: { matchLabels: { app: shop } }, template: { metadata: { labels: { app: shop } } } }\n';

test('fails when the selector of a Deployment changes, and keeps it with its labels', () => {
  expect(said(rule, `${RELABELLED}---\nkind: Service\nspec: { selector: { tier: back } }\n`)).toEqual([
    'error Deployment web: The selector of Deployment web changes from { "matchLabels": { "app": "web" } } to { "matchLabels": { "app": "shop" } }: '
    + 'the API server refuses it, and the rest of the release is applied all the same. Leave spec.selector as it is, and keep its labels in the pod template. '
    + 'Release this change, but with spec.selector of Deployment web set to { "matchLabels": { "app": "web" } } '
    + 'and with spec.template.metadata.labels of Deployment web set to { "app": "web" }.',
  ]);
  const [{ object, workload, violations: [{ path }] }] = verdictsOn(rule, RELABELLED);
  expect(path).toEqual(['spec', 'selector']);
  expect(workload?.object).toBe(object);
});

test('whatever selects the new labels follows', () => {
  const change = `${RELABELLED}---\nkind: Service\nspec: { selector: { app: shop } }\n---\nkind: PodDisruptionBudget\nspec: { selector: { matchLabels: { app: shop } } }\n`;
  expect(said(rule, change)[0]).toContain('set to { "app": "web" }, with spec.selector of Service web set to { "app": "web" } and with spec.selector.matchLabels of PodDisruptionBudget web set to { "app": "web" }.');
  expect(errorsOnTheWay(rule, change)).toEqual([]);
});

test('what selects other labels of the pods stays', () => {
  const labelled = (app: string) => deployment('cart', `app: ${app}, tier: front`);
  expect(said(rule, labelled('shop') + service('cart', 'tier: front'), labelled('cart') + service('cart', 'tier: front'))[0]).not.toContain('of Service cart');
});

test('tells to pin the address of a construct that was moved', () => {
  const at = (hash: string) => deployment('cart', `cdk8s.io/metadata.addr: shop-${hash}`) + service('cart', `cdk8s.io/metadata.addr: shop-${hash}`);
  expect(said(rule, at('c8b4d5e6'), at('c8a1f2e3'))).toEqual([
    'error Deployment cart: The selector of Deployment cart changes from { "matchLabels": { "cdk8s.io/metadata.addr": "shop-c8a1f2e3" } } to { "matchLabels": { "cdk8s.io/metadata.addr": "shop-c8b4d5e6" } }, '
    + 'since its construct was moved or renamed: the API server refuses it, and the rest of the release is applied all the same. '
    + 'Give the pods the label cdk8s.io/metadata.addr with the value shop-c8a1f2e3 again (deployment.podMetadata.addLabel()), and select that. '
    + 'Release this change, but with spec.selector of Deployment cart set to { "matchLabels": { "cdk8s.io/metadata.addr": "shop-c8a1f2e3" } }, '
    + 'with spec.template.metadata.labels of Deployment cart set to { "cdk8s.io/metadata.addr": "shop-c8a1f2e3" } '
    + 'and with spec.selector of Service cart set to { "cdk8s.io/metadata.addr": "shop-c8a1f2e3" }.',
  ]);
  expect(errorsOnTheWay(rule, at('c8b4d5e6'), at('c8a1f2e3'))).toEqual([]);
});

test.each(['StatefulSet', 'DaemonSet', 'ReplicaSet'])('fails for a %s, too', kind => {
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

test('does not apply to what only has such a name', () => {
  const of = (app: string) => deployment('cart', `app: ${app}`, { kind: 'DaemonSet' }).replace('apps/v1', 'example.com/v1');
  expect(messagesOn(rule, of('shop'), of('cart'))).toEqual([]);
});
