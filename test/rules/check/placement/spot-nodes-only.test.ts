import { spotNodesOnly } from '../../../../src/rules/check/placement';
import { appliesTo, messagesOn } from '../judging';
import { all, fixesOn, NO_SERVICE, pathsOn, pod } from './violations-on';

const selects = (label: string, value: string, more = {}): string => pod({ nodeSelector: { [label]: value }, ...more });
const expression = (key: string, operator: string, ...values: string[]): object => ({ key, operator, values });
const requires = (...terms: object[][]): string => pod({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: terms.map(matchExpressions => ({ matchExpressions })),
      },
    },
  },
});
const KARPENTER = selects('karpenter.sh/capacity-type', 'spot');

test('says how soon all pods may be stopped', () => {
  expect(messagesOn(spotNodesOnly, KARPENTER)).toEqual([
    'All pods of web must run on spot nodes of Karpenter, which are reclaimed together, about 120 s after a notice.',
  ]);
  expect(fixesOn(spotNodesOnly, KARPENTER)).toEqual([
    'Set spec.template.spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0] to { "weight": 100, "preference": '
    + '{ "matchExpressions": [{ "key": "karpenter.sh/capacity-type", "operator": "In", "values": ["spot"] }] } }, '
    + "and remove spec.template.spec.nodeSelector['karpenter.sh/capacity-type'].",
  ]);
  expect(pathsOn(spotNodesOnly, KARPENTER)).toEqual(["spec.template.spec.nodeSelector['karpenter.sh/capacity-type']"]);
});

test('says so if a pod needs longer to stop than the notice', () => {
  const message = (gracePeriod: number): string => messagesOn(spotNodesOnly, selects('kubernetes.azure.com/scalesetpriority', 'spot', { terminationGracePeriodSeconds: gracePeriod }))[0];
  expect(message(31)).toBe('All pods of web must run on spot nodes of AKS, which are reclaimed together, about 30 s after a notice, although a pod may take 31 s to stop.');
  expect(message(30)).toBe('All pods of web must run on spot nodes of AKS, which are reclaimed together, about 30 s after a notice.');
});

test.each([
  ['eks.amazonaws.com/capacityType', 'SPOT', 'EKS', 120], ['karpenter.sh/capacity-type', 'spot', 'Karpenter', 120],
  ['kubernetes.azure.com/scalesetpriority', 'spot', 'AKS', 30], ['cloud.google.com/gke-spot', 'true', 'GKE', 15],
  ['cloud.google.com/gke-preemptible', 'true', 'GKE', 15], ['cloud.google.com/gke-provisioning', 'spot', 'GKE', 15],
  ['cloud.google.com/gke-provisioning', 'preemptible', 'GKE', 15],
])('recognizes %s %s', (label, value, owner, notice) => {
  expect(messagesOn(spotNodesOnly, selects(label, value))[0]).toContain(`spot nodes of ${owner}, which are reclaimed together, about ${notice} s after`);
  expect(messagesOn(spotNodesOnly, selects(label, `x${value}`))).toEqual([]);
  expect(messagesOn(spotNodesOnly, selects(label, `${value}x`))).toEqual([]);
});

test('finds spot nodes that every term of an affinity requires', () => {
  const spot = expression('karpenter.sh/capacity-type', 'In', 'spot');
  expect(pathsOn(spotNodesOnly, requires([expression('arch', 'In', 'arm64'), spot], [spot]))).toEqual([
    'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[1]',
  ]);
});

test.each([
  ['another term', requires([expression('karpenter.sh/capacity-type', 'In', 'spot')], [expression('arch', 'In', 'arm64')])],
  ['another value', requires([expression('karpenter.sh/capacity-type', 'In', 'spot', 'on-demand')])],
  ['not only spot', requires([expression('karpenter.sh/capacity-type', 'NotIn', 'spot')])],
  ['no value', requires([expression('karpenter.sh/capacity-type', 'In')])],
  ['another label', selects('constructor', 'spot')],
  ['a toleration', pod({ tolerations: [{ key: 'kubernetes.azure.com/scalesetpriority', value: 'spot' }] })],
  ['nothing', ''],
])('passes if there is %s', (_what, change) => {
  expect(appliesTo(spotNodesOnly, change)).toBe(true);
  expect(messagesOn(spotNodesOnly, change)).toEqual([]);
});

test('two conditions are one finding', () => {
  expect(messagesOn(spotNodesOnly, pod({ nodeSelector: { 'karpenter.sh/capacity-type': 'spot', 'eks.amazonaws.com/capacityType': 'SPOT' } }))).toHaveLength(1);
});

test('does not apply to pods that receive no requests', () => {
  expect(appliesTo(spotNodesOnly, all(KARPENTER, NO_SERVICE))).toBe(false);
});
