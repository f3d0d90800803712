import { webhookFailsClosed } from '../../../../src/rules/check/cluster';
import { appliesTo, messagesOn, verdictsOn } from '../judging';
import { fixesOn, object, pathsOn } from '../placement/violations-on';

const RULE = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] };
const webhook = (more: object = {}, rules: object[] = [RULE], kind = 'ValidatingWebhookConfiguration'): string => object('admissionregistration.k8s.io/v1', kind, 'policy', {
  webhooks: [
    { name: 'other.example.com', clientConfig: {}, rules: [] },
    { name: 'pods.example.com', failurePolicy: 'Fail', clientConfig: { service: { name: 'policy', namespace: 'policy' } }, rules, ...more },
  ],
});

test('says what stops while the webhook does not answer, and the remedy', () => {
  expect(messagesOn(webhookFailsClosed, webhook())).toEqual([
    'Webhook pods.example.com is called for every pod of the cluster: while it does not answer, none is created, not even its own.',
  ]);
  expect(fixesOn(webhookFailsClosed, webhook())).toEqual([
    'Set webhooks[1].namespaceSelector to { "matchExpressions": [{ "key": "kubernetes.io/metadata.name", "operator": "NotIn", "values": ["policy", "kube-system"] }] }, '
      + 'or webhooks[1].failurePolicy to Ignore.',
  ]);
  expect(pathsOn(webhookFailsClosed, webhook())).toEqual(['webhooks[1].namespaceSelector']);
});

test.each([
  ['a mutating webhook', webhook({}, [RULE], 'MutatingWebhookConfiguration')],
  ['the default policy', webhook({ failurePolicy: null })],
  ['all operations', webhook({}, [{ ...RULE, operations: ['*'] }])],
  ['all groups', webhook({}, [{ ...RULE, apiGroups: ['*'] }])],
  ['all resources', webhook({}, [{ ...RULE, resources: ['*'], scope: 'Namespaced' }])],
  ['all resources and what is below them', webhook({}, [{ ...RULE, resources: ['*/*'], scope: 'Namespaced' }])],
  ['pods among others', webhook({}, [{ ...RULE, resources: ['services'] }, { ...RULE, resources: ['services', 'pods'] }])],
  ['selectors that select everything', webhook({ namespaceSelector: {}, objectSelector: {}, matchConditions: [] })],
])('finds %s', (_what, change) => {
  expect(messagesOn(webhookFailsClosed, change)).toHaveLength(1);
});

test.each([
  ['a webhook that may fail', webhook({ failurePolicy: 'Ignore' })],
  ['some namespaces', webhook({ namespaceSelector: { matchLabels: { a: 'b' } } })],
  ['some pods', webhook({ objectSelector: { matchLabels: { a: 'b' } } })],
  ['conditions', webhook({ matchConditions: [{ name: 'a', expression: 'true' }] })],
  ['other groups', webhook({}, [{ ...RULE, apiGroups: ['apps'] }])],
  ['other operations', webhook({}, [{ ...RULE, operations: ['UPDATE'] }])],
  ['other resources', webhook({}, [{ ...RULE, resources: ['services', 'pods/exec'] }])],
  ['a webhook without an address', webhook({ clientConfig: null })],
])('passes %s', (_what, change) => {
  expect(appliesTo(webhookFailsClosed, change)).toBe(true);
  expect(messagesOn(webhookFailsClosed, change)).toEqual([]);
});

test('does not apply to other objects', () => {
  expect(appliesTo(webhookFailsClosed, '')).toBe(false);
});

const NAME = 'kubernetes.io/metadata.name';
const notIn = (...values: string[]): object => ({ matchExpressions: [{ key: NAME, operator: 'NotIn', values }] });

/** The pods of the example answer the webhook: Service web of its namespace. */
const itself = (more: object, rule: object = RULE, replicas = 1, labels: object = {}): string => webhook(
  { clientConfig: { service: { name: 'web', namespace: 'shop' } }, ...more }, [rule],
) + `---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${JSON.stringify(labels)} }
---
kind: Deployment
metadata: { namespace: shop }
spec: { replicas: ${replicas}, template: { metadata: { labels: { tier: hooks } } } }
---
kind: Service
metadata: { namespace: shop }
`;

const BLOCKING: [string, string][] = [
  ['leaves out kube-system only', itself({ namespaceSelector: notIn('kube-system') })],
  ['is asked about pods/binding', itself({ namespaceSelector: notIn('kube-system') }, { ...RULE, resources: ['pods/binding'] })],
  ['is asked about all that belongs to pods', itself({ namespaceSelector: notIn('kube-system') }, { ...RULE, resources: ['pods/*'] })],
  ['is asked about everything', itself({ namespaceSelector: notIn('kube-system') }, { ...RULE, apiGroups: ['*'], resources: ['*/*'], operations: ['*'], scope: 'Namespaced' })],
  ['is asked about all resources', itself({ namespaceSelector: notIn('kube-system', 'monitoring') }, { ...RULE, apiGroups: ['*'], resources: ['*'], scope: 'Namespaced' })],
  ['is asked about the status of pods', itself({ namespaceSelector: notIn('kube-system') }, { ...RULE, operations: ['UPDATE'], resources: ['pods/status'] })],
  ['selects pods by a label that its own have', itself({ objectSelector: { matchLabels: { tier: 'hooks' } } })],
  ['leaves out pods by a label that its own lack', itself({ objectSelector: { matchExpressions: [{ key: 'skip-policy', operator: 'DoesNotExist' }] } })],
  ['selects namespaces by a label that its own has', itself({ namespaceSelector: { matchLabels: { policy: 'on' } } }, RULE, 1, { policy: 'on' })],
  ['leaves out namespaces by a label that its own lacks', itself({ namespaceSelector: { matchExpressions: [{ key: 'policy', operator: 'NotIn', values: ['off'] }] } })],
  ['is asked by an address in the cluster', itself({ clientConfig: { url: 'https://web.shop.svc:443/mutate' }, namespaceSelector: notIn('kube-system') })],
  ['has the default policy', itself({ failurePolicy: null, namespaceSelector: notIn('kube-system') })],
];

test.each(BLOCKING)('a webhook of one pod that %s blocks itself', (_, change) => {
  const found = verdictsOn(webhookFailsClosed, change).flatMap(({ violations }) => violations);
  expect(found.map(({ severity }) => severity)).toEqual(['error']);
  expect(found[0].message).toMatch(/while it does not answer, none (?:is created|gets a node|becomes ready), not even its own\.$/);
});

test('two pods of a webhook that blocks itself are a warning', () => {
  expect(verdictsOn(webhookFailsClosed, itself({ namespaceSelector: notIn('kube-system') }, RULE, 2)).flatMap(({ violations }) => violations.map(({ severity }) => severity)))
    .toEqual([undefined]);
});

const APPS = (operations: string, resources: string) => ({ apiGroups: ['apps'], apiVersions: ['v1'], operations: operations.split(' '), resources: [resources] });
const RECREATE = '---\nkind: Deployment\nspec: { strategy: { type: Recreate, rollingUpdate: null } }\n';
const REMOVES_ALL = '---\nkind: Deployment\nspec: { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } }\n';

test.each([
  ['ReplicaSets', itself({}, APPS('CREATE', 'replicasets'), 3), undefined, 'replicasets', 'no Deployment gets pods of a new version'],
  ['all of the group', itself({}, APPS('*', '*'), 3), undefined, 'replicasets', 'no Deployment gets pods of a new version'],
  ['changes of Deployments', itself({}, APPS('CREATE UPDATE', 'deployments'), 3), undefined, 'deployments', 'no Deployment can be changed'],
  ['ReplicaSets, and has none of its pods meanwhile', itself({}, APPS('CREATE', 'replicasets')) + RECREATE, 'error', 'replicasets', 'no Deployment gets pods of a new version'],
  ['ReplicaSets, and stops its only pod first', itself({}, APPS('CREATE', 'replicasets')) + REMOVES_ALL, 'error', 'replicasets', 'no Deployment gets pods of a new version'],
])('a webhook that is asked about %s blocks its own update', (_, change, severity, asked, consequence) => {
  expect(verdictsOn(webhookFailsClosed, change).flatMap(({ violations }) => violations)).toMatchObject([{
    severity,
    message: `Webhook pods.example.com is called for ${asked} of its own namespace shop: while it does not answer, ${consequence}, not even its own.`,
    edits: [{ path: ['webhooks', 1, 'namespaceSelector'] }],
  }]);
});

test.each([
  ['excludes its own namespace', itself({ namespaceSelector: notIn('shop') }, APPS('*', '*'))],
  ['excludes its own Deployment', itself({ objectSelector: { matchLabels: { app: 'other' } } }, APPS('UPDATE', 'deployments'))],
  ['is asked only when Deployments are created', itself({}, APPS('CREATE', 'deployments'))],
  ['is asked about other kinds', itself({}, APPS('*', 'statefulsets'))],
  ['is answered by pods that are not here', webhook({}, [APPS('*', '*')])],
  ['may fail', itself({ failurePolicy: 'Ignore' }, APPS('*', '*'))],
])('a webhook for updates that %s passes', (_, change) => {
  expect(messagesOn(webhookFailsClosed, change)).toEqual([]);
});

test('an existing selector is kept', () => {
  expect(fixesOn(webhookFailsClosed, itself({ namespaceSelector: { matchLabels: { policy: 'on' } } }, RULE, 1, { policy: 'on' }))[0])
    .toContain('{ "matchLabels": { "policy": "on" }, "matchExpressions": [{ "key": "kubernetes.io/metadata.name", "operator": "NotIn", "values": ["shop"] }] }');
  expect(fixesOn(webhookFailsClosed, itself({ namespaceSelector: notIn('kube-system') }))[0]).toContain('"values": ["kube-system", "shop"]');
});

test.each([
  ['excludes its own namespace', itself({ namespaceSelector: notIn('kube-system', 'shop') })],
  ['excludes its own pods', itself({ objectSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['hooks'] }] } })],
  ['selects other pods', itself({ objectSelector: { matchLabels: { inject: 'true' } } })],
  ['selects other namespaces', itself({ namespaceSelector: { matchLabels: { policy: 'on' } } })],
  ['has conditions', itself({ namespaceSelector: notIn('kube-system'), matchConditions: [{ name: 'a', expression: 'true' }] })],
  ['may fail', itself({ failurePolicy: 'Ignore', namespaceSelector: notIn('kube-system') })],
  ['is called for objects without a namespace', itself({ namespaceSelector: notIn('kube-system') }, { ...RULE, scope: 'Cluster' })],
  ['is called for kubectl exec', itself({ namespaceSelector: notIn('kube-system') }, { ...RULE, resources: ['pods/exec'] })],
  ['is called for updates of pods', itself({ namespaceSelector: notIn('kube-system') }, { ...RULE, operations: ['UPDATE'] })],
  ['runs outside the cluster', itself({ clientConfig: { url: 'https://policy.example.com/' }, namespaceSelector: notIn('kube-system') })],
])('a webhook that %s passes', (_, change) => {
  expect(messagesOn(webhookFailsClosed, change)).toEqual([]);
});

test('passes a selector by labels of a namespace that is not in the manifests', () => {
  expect(messagesOn(webhookFailsClosed, webhook({ namespaceSelector: { matchExpressions: [{ key: 'policy', operator: 'NotIn', values: ['off'] }] } }))).toEqual([]);
});

const EVERYTHING = { ...RULE, apiGroups: ['*'], resources: ['*'], operations: ['CREATE', 'UPDATE'], scope: 'Namespaced' };
const optOut = { matchExpressions: [{ key: 'policy.example.com/ignore', operator: 'DoesNotExist' }] };

test('fails when a webhook excludes itself but not kube-system, on which its own pods depend', () => {
  const change = itself({ namespaceSelector: notIn('shop') }, RULE, 2);
  expect(messagesOn(webhookFailsClosed, change)).toEqual([
    'Webhook pods.example.com is called for pods of kube-system: while it does not answer, none is created there, not even DNS and the network plugin that its own pods may need to start.',
  ]);
  expect(fixesOn(webhookFailsClosed, change)).toEqual([
    'Set webhooks[1].namespaceSelector to { "matchExpressions": [{ "key": "kubernetes.io/metadata.name", "operator": "NotIn", "values": ["shop", "kube-system"] }] }, '
      + 'or webhooks[1].failurePolicy to Ignore.',
  ]);
});

test('fails when a webhook for all kinds excludes namespaces by a label only', () => {
  const change = itself({ namespaceSelector: optOut }, EVERYTHING, 2, { 'policy.example.com/ignore': 'self' });
  expect(messagesOn(webhookFailsClosed, change)).toEqual([expect.stringContaining(
    'is called for pods of kube-system, unless that Namespace has a label that excludes it: while it does not answer',
  )]);
  expect(fixesOn(webhookFailsClosed, change)[0]).toContain(
    '{ "matchExpressions": [{ "key": "policy.example.com/ignore", "operator": "DoesNotExist" }, { "key": "kubernetes.io/metadata.name", "operator": "NotIn", "values": ["shop", "kube-system", "kube-node-lease"] }] }',
  );
});

const SYSTEM = (labels: object) => `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: kube-system, labels: ${JSON.stringify(labels)} }\n`;

test.each([
  ['pods only, by a label of namespaces', itself({ namespaceSelector: optOut }, RULE, 2, { 'policy.example.com/ignore': 'self' })],
  ['all kinds, where kube-system has the label', itself({ namespaceSelector: optOut }, EVERYTHING, 2, { 'policy.example.com/ignore': 'self' }) + SYSTEM({ 'policy.example.com/ignore': 'yes' })],
  ['all kinds in namespaces that ask for it', itself({ namespaceSelector: { matchLabels: { policy: 'on' } } }, EVERYTHING, 2)],
  ['some pods', itself({ namespaceSelector: notIn('shop'), objectSelector: { matchLabels: { inject: 'true' } } }, RULE, 2)],
  ['all kinds, with conditions', itself({ namespaceSelector: optOut, matchConditions: [{ name: 'a', expression: 'true' }] }, EVERYTHING, 2, { 'policy.example.com/ignore': 'self' })],
])('a webhook for %s does not block kube-system for certain', (_, change) => {
  expect(messagesOn(webhookFailsClosed, change)).toEqual([]);
});

const NODES = { ...RULE, operations: ['UPDATE'], resources: ['nodes'] };

test('fails when the pods of a webhook for nodes need a node that it must admit', () => {
  expect(verdictsOn(webhookFailsClosed, itself({}, NODES)).flatMap(({ violations }) => violations)).toMatchObject([{
    path: ['webhooks', 1, 'rules', 0, 'resources'],
    severity: 'error',
    message: 'Webhook pods.example.com is called for nodes, which a namespaceSelector cannot exclude: while it does not answer, no taint is removed from a node, '
      + 'and a network plugin that writes to its node does not start, although its own pods may need both.',
    fix: 'Set webhooks[1].failurePolicy to Ignore, or exclude the requests of nodes and of the network plugin by webhooks[1].matchConditions.',
    byHand: 'that nodes may be changed without the webhook',
  }]);
  const ofTwo = verdictsOn(webhookFailsClosed, itself({}, NODES, 2)).flatMap(({ violations }) => violations);
  expect(ofTwo).toMatchObject([{ severity: undefined }]);
});

test.each<[string, string, RegExp]>([
  ['its pods are not in the manifests', webhook({}, [NODES]), /no taint is removed/],
  ['nodes are created', itself({}, { ...NODES, operations: ['CREATE'] }, 2), /while it does not answer, no node joins the cluster, not even one for its own pods\.$/],
  ['nodes report their status', itself({}, { ...NODES, resources: ['nodes/status'] }, 2), /called for nodes\/status, .* no node becomes ready, not even one for its own pods\.$/],
  ['its policy is left out', itself({ failurePolicy: null }, NODES, 2), /no taint is removed/],
  ['all operations are meant', itself({}, { ...NODES, operations: ['*'], scope: 'Cluster' }, 2), /no taint is removed/],
  ['its namespaceSelector has no effect', itself({ namespaceSelector: notIn('shop', 'kube-system', 'kube-node-lease') }, NODES, 2), /no taint is removed/],
  ['all kinds are meant', itself({ namespaceSelector: notIn('shop', 'kube-system', 'kube-node-lease') }, { ...EVERYTHING, scope: '*' }, 2), /called for nodes, /],
])('fails when a webhook is called for nodes, and %s', (_, change, message) => {
  expect(messagesOn(webhookFailsClosed, change)).toEqual([expect.stringMatching(message)]);
});

test('the remedy of a webhook for all kinds is a scope, unless other rules name nodes', () => {
  const elsewhere = { namespaceSelector: notIn('shop', 'kube-system', 'kube-node-lease') };
  expect(fixesOn(webhookFailsClosed, itself(elsewhere, { ...EVERYTHING, scope: '*' }, 2)))
    .toEqual(['Set webhooks[1].rules[0].scope to Namespaced, or webhooks[1].failurePolicy to Ignore.']);
  expect(messagesOn(webhookFailsClosed, itself(elsewhere, EVERYTHING, 2))).toEqual([]);
  expect(fixesOn(webhookFailsClosed, itself(elsewhere, { ...NODES, resources: ['nodes', 'configmaps'] }, 2)))
    .toEqual(['Move nodes to a webhook of its own with failurePolicy Ignore, or exclude the requests of nodes and of the network plugin by webhooks[1].matchConditions.']);
});

const HOST_NETWORK = '---\nkind: Deployment\nspec: { template: { spec: { hostNetwork: true } } }\n';

test.each([
  ['may fail', itself({ failurePolicy: 'Ignore' }, NODES)],
  ['is called for some nodes', itself({ objectSelector: { matchLabels: { pool: 'gpu' } } }, NODES)],
  ['has conditions', itself({ matchConditions: [{ name: 'not-nodes', expression: '!("system:nodes" in request.userInfo.groups)' }] }, NODES)],
  ['is called when nodes are removed', itself({}, { ...NODES, operations: ['DELETE'] })],
  ['is called for connections through nodes', itself({}, { ...NODES, operations: ['CONNECT'], resources: ['nodes/proxy'] })],
  ['is called for objects with a namespace', itself({ namespaceSelector: notIn('shop', 'kube-system', 'kube-node-lease') }, EVERYTHING)],
  ['is called for nodes of another group', itself({}, { ...NODES, apiGroups: ['management.example.com'] })],
  ['is called for metrics of nodes', itself({}, { ...NODES, apiGroups: ['metrics.k8s.io'] })],
  ['runs outside the cluster', itself({ clientConfig: { url: 'https://policy.example.com/' } }, NODES)],
  ['has an address that is not known', itself({ clientConfig: {} }, NODES)],
  ['is answered by pods in the network of their node', itself({}, NODES) + HOST_NETWORK],
  ['is called for claims of volumes', itself({}, { ...NODES, resources: ['persistentvolumes'] })],
])('a webhook for nodes that %s passes', (_, change) => {
  expect(messagesOn(webhookFailsClosed, change)).toEqual([]);
});

const LEASES = { ...RULE, apiGroups: ['coordination.k8s.io'], operations: ['UPDATE'], resources: ['leases'] };
const SLICES = { ...RULE, apiGroups: ['discovery.k8s.io'], operations: ['UPDATE'], resources: ['endpointslices'] };

test('fails when a webhook must answer before a node renews its Lease', () => {
  expect(verdictsOn(webhookFailsClosed, itself({ namespaceSelector: notIn('shop', 'kube-system') }, LEASES, 2)).flatMap(({ violations }) => violations)).toMatchObject([{
    severity: undefined,
    path: ['webhooks', 1, 'namespaceSelector'],
    message: 'Webhook pods.example.com is called for leases of kube-node-lease: while it does not answer, no node can renew its Lease, '
      + 'and after less than a minute all nodes count as failed and their pods get no requests.',
    edits: [{ value: notIn('shop', 'kube-system', 'kube-node-lease') }],
  }]);
});

test('fails when a webhook must answer before its Service gets an address', () => {
  expect(verdictsOn(webhookFailsClosed, itself({}, SLICES)).flatMap(({ violations }) => violations)).toMatchObject([{
    severity: 'error',
    path: ['webhooks', 1, 'namespaceSelector'],
    message: 'Webhook pods.example.com is called for endpointslices of its own namespace shop: once none of its pods answers, its Service gets no addresses of new ones, and it never answers again.',
    edits: [{ value: notIn('shop', 'kube-system') }],
  }]);
});

test.each([
  ['leases of other namespaces', itself({ namespaceSelector: notIn('kube-node-lease') }, LEASES)],
  ['leases of namespaces with a label', itself({ namespaceSelector: { matchLabels: { policy: 'on' } } }, LEASES)],
  ['leases with a label', itself({ objectSelector: { matchLabels: { policy: 'on' } } }, LEASES)],
  ['leases under conditions', itself({ matchConditions: [{ name: 'a', expression: 'true' }] }, LEASES)],
  ['leases that are removed', itself({}, { ...LEASES, operations: ['DELETE'] })],
  ['leases of no namespace', itself({}, { ...LEASES, scope: 'Cluster' })],
  ['leases, answered outside the cluster', itself({ clientConfig: { url: 'https://policy.example.com/' } }, LEASES)],
  ['leases, and may fail', itself({ failurePolicy: 'Ignore' }, LEASES)],
  ['addresses of other namespaces', itself({ namespaceSelector: notIn('shop') }, SLICES)],
  ['addresses with a label', itself({ objectSelector: { matchLabels: { policy: 'on' } } }, SLICES)],
  ['addresses that are created', itself({}, { ...SLICES, operations: ['CREATE'] })],
  ['addresses, answered outside the cluster', itself({ clientConfig: { url: 'https://policy.example.com/' } }, SLICES)],
])('a webhook for %s passes', (_, change) => {
  expect(messagesOn(webhookFailsClosed, change)).toEqual([]);
});

test('the remedy for all kinds excludes the Leases of nodes as well', () => {
  expect(fixesOn(webhookFailsClosed, itself({}, EVERYTHING, 2))[0]).toContain('"values": ["shop", "kube-system", "kube-node-lease"]');
  expect(messagesOn(webhookFailsClosed, itself({ namespaceSelector: notIn('shop', 'kube-system', 'kube-node-lease') }, EVERYTHING, 2))).toEqual([]);
});
