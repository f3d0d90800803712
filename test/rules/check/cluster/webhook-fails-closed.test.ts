import { webhookFailsClosed } from '../../../../src/rules/check/cluster';
import { appliesTo, messagesOn } from '../judging';
import { fixesOn, object, pathsOn } from '../placement/violations-on';

const RULE = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] };
const webhook = (more: object = {}, rules: object[] = [RULE], kind = 'ValidatingWebhookConfiguration'): string => object('admissionregistration.k8s.io/v1', kind, 'policy', {
  webhooks: [
    { name: 'other.example.com', clientConfig: {}, rules: [] },
    { name: 'pods.example.com', failurePolicy: 'Fail', clientConfig: { service: { name: 'policy', namespace: 'policy' } }, rules, ...more },
  ],
});

test('says what stops with it, and what to write', () => {
  expect(messagesOn(webhookFailsClosed, webhook())).toEqual([
    'Webhook pods.example.com is asked about every pod of the cluster: while it does not answer, none is created, not even its own.',
  ]);
  expect(fixesOn(webhookFailsClosed, webhook())).toEqual([
    'Set webhooks[1].namespaceSelector to { "matchExpressions": [{ "key": "kubernetes.io/metadata.name", "operator": "NotIn", "values": ["policy", "kube-system"] }] }, '
      + 'or webhooks[1].failurePolicy to Ignore.',
  ]);
  expect(pathsOn(webhookFailsClosed, webhook())).toEqual(['webhooks[1].namespaceSelector']);
});

test.each([
  ['a mutating one', webhook({}, [RULE], 'MutatingWebhookConfiguration')],
  ['the default policy', webhook({ failurePolicy: null })],
  ['all operations', webhook({}, [{ ...RULE, operations: ['*'] }])],
  ['all groups', webhook({}, [{ ...RULE, apiGroups: ['*'] }])],
  ['all resources', webhook({}, [{ ...RULE, resources: ['*'] }])],
  ['all resources and what is below them', webhook({}, [{ ...RULE, resources: ['*/*'] }])],
  ['pods among others', webhook({}, [{ ...RULE, resources: ['services'] }, { ...RULE, resources: ['services', 'pods'] }])],
  ['selectors that select everything', webhook({ namespaceSelector: {}, objectSelector: {}, matchConditions: [] })],
])('finds %s', (_what, change) => {
  expect(messagesOn(webhookFailsClosed, change)).toHaveLength(1);
});

test.each([
  ['one that may fail', webhook({ failurePolicy: 'Ignore' })],
  ['some namespaces', webhook({ namespaceSelector: { matchLabels: { a: 'b' } } })],
  ['some pods', webhook({ objectSelector: { matchLabels: { a: 'b' } } })],
  ['conditions', webhook({ matchConditions: [{ name: 'a', expression: 'true' }] })],
  ['other groups', webhook({}, [{ ...RULE, apiGroups: ['apps'] }])],
  ['other operations', webhook({}, [{ ...RULE, operations: ['UPDATE'] }])],
  ['other resources', webhook({}, [{ ...RULE, resources: ['services', 'pods/exec'] }])],
  ['one without an address', webhook({ clientConfig: null })],
])('passes %s', (_what, change) => {
  expect(appliesTo(webhookFailsClosed, change)).toBe(true);
  expect(messagesOn(webhookFailsClosed, change)).toEqual([]);
});

test('does not apply to other objects', () => {
  expect(appliesTo(webhookFailsClosed, '')).toBe(false);
});
