import { nodeSelectorTightened as rule } from '../../../../src/rules/diff/placement';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const pod = (fields: string) => `kind: Deployment\nspec: { template: { spec: { ${fields} } } }\n`;
const POD = ['spec', 'template', 'spec'];
const WAIT = 'new pods are scheduled only to matching nodes. If none has room, they stay Pending and the update gets stuck.';
const term = (value: string) => `{ matchExpressions: [{ key: pool, operator: In, values: [${value}] }] }`;
const required = (...terms: string[]) => pod(`affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [${terms.join(', ')}] } } }`);

test('warns when a node selector is added', () => {
  expect(violationsOn(rule, pod('nodeSelector: { pool: fast }'))).toEqual([{
    path: [...POD, 'nodeSelector'],
    message: `The node selector changes from nothing to { "pool": "fast" }: ${WAIT}`,
    fix: 'Make sure that nodes with the label pool=fast have room for all pods before the release, or leave spec.template.spec.nodeSelector as it is.',
    severity: undefined,
  }]);
});

test('warns when it changes', () => {
  expect(messagesOn(rule, pod('nodeSelector: { pool: fast, disk: ssd }'), pod('nodeSelector: { pool: slow, zone: a }')))
    .toEqual([`The node selector changes from { "pool": "slow", "zone": "a" } to { "pool": "fast", "zone": "a", "disk": "ssd" }: ${WAIT}`]);
  expect(violationsOn(rule, pod('nodeSelector: { pool: fast, disk: ssd }'), pod('nodeSelector: { pool: slow, zone: a }'))[0].fix).toContain('pool=fast,disk=ssd have room');
});

test.each([
  ['it is loosened', pod('nodeSelector: { pool: null }'), pod('nodeSelector: { pool: fast, zone: a }')],
  ['it stays', pod('nodeSelector: { pool: fast }'), pod('nodeSelector: { pool: fast }')],
  ['it asks for Linux', pod('nodeSelector: { kubernetes.io/os: linux, beta.kubernetes.io/os: linux }'), ''],
  ['a term is added beside others', required(term('a'), term('b')), required(term('b'))],
  ['terms go', 'kind: Deployment\nspec: { template: { spec: { affinity: null } } }\n', required(term('a'))],
  ['a priority class is added', pod('priorityClassName: high'), ''],
  ['a runtime class is removed', pod('runtimeClassName: null'), pod('runtimeClassName: gvisor')],
  ['a toleration is added', pod('tolerations: [{ key: pool, operator: Exists }]'), ''],
  ['one toleration stands for all', pod('tolerations: [{ operator: Exists }]'), pod('tolerations: [{ key: pool, operator: Exists }]')],
])('passes when %s', (_, change, before) => {
  expect(messagesOn(rule, change, before)).toEqual([]);
  expect(appliesTo(rule, change, before)).toBe(true);
});

test.each([
  ['is new', required(term('a')), ''],
  ['changes', required(term('a')), required(term('b'))],
  ['changes', required(term('a')), required(term('a'), term('b'))],
])('warns when the required node affinity %s', (what, change, before) => {
  expect(violationsOn(rule, change, before)).toEqual([{
    path: [...POD, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'],
    message: `The required node affinity ${what}: ${WAIT}`,
    fix: 'Make sure that nodes that match its terms have room for all pods before the release, or leave '
      + 'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution as it is.',
    severity: undefined,
  }]);
});

test.each([
  ['runtimeClassName', 'gvisor', 'kata', `The runtime class changes from gvisor to kata: ${WAIT}`, 'nodes with this runtime class have room'],
  ['priorityClassName', 'high', 'low', 'The priority class changes from high to low: when nodes are full, new pods may wait behind others, or be preempted by them.', 'nodes have room'],
  ['priorityClassName', 'high', 'null', 'The priority class changes from high to nothing: when nodes are full, new pods may wait behind others, or be preempted by them.', 'nodes have room'],
])('informs about another %s', (field, was, is, message, fix) => {
  expect(violationsOn(rule, pod(`${field}: ${is}`), pod(`${field}: ${was}`))).toEqual([
    { path: [...POD, field], message, fix: expect.stringContaining(`Make sure that ${fix}`), severity: 'info' },
  ]);
});

const TAINTED = required('{ matchExpressions: [{ key: taint, operator: Exists }] }');

test.each([
  ['its nodes are still selected', pod('nodeSelector: { pool: gpu }'), '', undefined],
  ['one of its labels is still selected', pod('nodeSelector: { pool: gpu, disk: ssd }'), pod('nodeSelector: { disk: null }'), undefined],
  ['its nodes are still required', TAINTED, '', undefined],
  ['other nodes are selected', pod('nodeSelector: { pool: gpu }'), pod('nodeSelector: { pool: cpu }'), 'info'],
  ['nodes are no longer selected', pod('nodeSelector: { pool: gpu }'), pod('nodeSelector: null'), 'info'],
  ['nearly all nodes are selected', pod('nodeSelector: { kubernetes.io/os: linux }'), '', 'info'],
  ['other nodes are required', TAINTED, required(term('b')), 'info'],
])('judges a removed toleration by whether pods are still bound to nodes with the taint: %s', (_, before, change, severity) => {
  const found = violationsOn(rule, `${pod('tolerations: null')}---\n${change || pod('dnsPolicy: Default')}`, `${before}---\n${pod('tolerations: [{ key: gpu, operator: Exists }]')}`);
  expect(found.filter(({ path }) => path.includes('tolerations')).map(violation => violation.severity)).toEqual([severity]);
});

test.each([
  ['one', '', 'The toleration { "key": "a", "operator": "Exists" } is removed'],
  ['several', ', { key: b }', 'The toleration { "key": "a", "operator": "Exists" } and others are removed'],
])('informs about removed tolerations: %s', (_, more, what) => {
  const before = pod(`tolerations: [{ key: a, operator: Exists }${more}]`);
  expect(violationsOn(rule, pod('tolerations: [{ key: c }]'), before)).toMatchObject([{
    path: [...POD, 'tolerations'], message: `${what}: ${WAIT}`, fix: expect.stringContaining('nodes without that taint have room'), severity: 'info',
  }]);
  expect(messagesOn(rule, pod('tolerations: [{ operator: Exists, effect: NoSchedule }]'), before)).toHaveLength(1);
  expect(messagesOn(rule, pod('tolerations: [{ operator: Exists, key: z }]'), before)).toHaveLength(1);
  expect(messagesOn(rule, pod('tolerations: [{ operator: Equal }]'), before)).toHaveLength(1);
});
