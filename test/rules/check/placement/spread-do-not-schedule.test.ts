import { spreadDoNotSchedule } from '../../../../src/rules/check/placement';
import { appliesTo, messagesOn } from '../judging';
import { all, fixesOn, NO_SERVICE, pathsOn, pod } from './violations-on';

const spread = (topologyKey: string, whenUnsatisfiable: string, more = {}): string => pod({
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey, whenUnsatisfiable, labelSelector: { matchLabels: { app: 'web' } }, ...more }],
});
const STRICT = spread('topology.kubernetes.io/zone', 'DoNotSchedule');

test('says which pods carry the traffic of a lost zone', () => {
  expect(messagesOn(spreadDoNotSchedule, STRICT)).toEqual([
    'With DoNotSchedule, pods of web that are lost with a zone are not replaced in the others, which then carry all traffic.',
  ]);
  expect(pathsOn(spreadDoNotSchedule, STRICT)).toEqual(['spec.template.spec.topologySpreadConstraints[0].whenUnsatisfiable']);
});

test('says that a cordoned node counts', () => {
  const change = spread('kubernetes.io/hostname', 'DoNotSchedule', { matchLabelKeys: ['pod-template-hash'] });
  expect(messagesOn(spreadDoNotSchedule, change)).toEqual([
    'With DoNotSchedule, a cordoned node counts as one without pods of web: if each other node has one, an evicted pod is not replaced until the node is back or removed, and its budget may block the next drain.',
  ]);
  expect(messagesOn(spreadDoNotSchedule, spread('kubernetes.io/hostname', 'DoNotSchedule', { nodeTaintsPolicy: 'Honor' }))).toEqual([]);
});

test('recommends nodeTaintsPolicy if the cluster supports it', () => {
  expect(fixesOn(spreadDoNotSchedule, STRICT, { kubernetesMinor: 26 })).toEqual([
    'Set spec.template.spec.topologySpreadConstraints[0].nodeTaintsPolicy to Honor, or spec.template.spec.topologySpreadConstraints[0].whenUnsatisfiable to ScheduleAnyway.',
  ]);
  expect(fixesOn(spreadDoNotSchedule, STRICT, { kubernetesMinor: 25 })).toEqual([
    'Set spec.template.spec.topologySpreadConstraints[0].whenUnsatisfiable to ScheduleAnyway.',
  ]);
});

test('passes if tainted nodes are excluded from the count', () => {
  const honor = spread('topology.kubernetes.io/zone', 'DoNotSchedule', { nodeTaintsPolicy: 'Honor' });
  expect(messagesOn(spreadDoNotSchedule, honor, { kubernetesMinor: 26 })).toEqual([]);
  expect(messagesOn(spreadDoNotSchedule, honor, { kubernetesMinor: 25 })).toHaveLength(1);
  expect(messagesOn(spreadDoNotSchedule, spread('topology.kubernetes.io/zone', 'DoNotSchedule', { nodeTaintsPolicy: 'Ignore' }))).toHaveLength(1);
});

test('passes ScheduleAnyway', () => {
  expect(appliesTo(spreadDoNotSchedule, '')).toBe(true);
  expect(messagesOn(spreadDoNotSchedule, '')).toEqual([]);
});

test.each([
  ['racks', spread('example.com/rack', 'DoNotSchedule')],
  ['the only pod of a node', all(spread('kubernetes.io/hostname', 'DoNotSchedule'), 'kind: Deployment\nspec: { replicas: 1 }\n')],
  ['other pods', spread('topology.kubernetes.io/zone', 'DoNotSchedule', { labelSelector: { matchLabels: { app: 'api' } } })],
  ['pods that receive no requests', all(STRICT, NO_SERVICE)],
])('does not apply to %s', (_what, change) => {
  expect(appliesTo(spreadDoNotSchedule, change)).toBe(false);
});
