import { overZones as rule } from '../../../../../src/rules/check/placement/pods-not-spread/over-zones';
import { appliesTo, messagesOn } from '../../judging';
import { all, deployment, fixesOn, NO_SERVICE, pathsOn, pod } from '../violations-on';

const spread = (...keys: string[]): string => pod({
  topologySpreadConstraints: keys.map(topologyKey => ({ maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: { app: 'web' } } })),
});
const NODES = spread('kubernetes.io/hostname');

test('pods that are spread over nodes only may share a zone', () => {
  expect(messagesOn(rule, NODES)).toEqual(['The 3 pods of web are spread, but not over zones: all may be in one zone, and fail with it.']);
  expect(fixesOn(rule, NODES)).toEqual([
    'Set spec.template.spec.topologySpreadConstraints[1] to { "maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": { "matchLabels": { "app": "web" } }, "matchLabelKeys": ["pod-template-hash"] }.',
  ]);
  expect(pathsOn(rule, NODES)).toEqual(['spec.template.spec.topologySpreadConstraints']);
});

test('pods that are pinned to one zone share it, however they are spread', () => {
  const pinned = pod({ nodeSelector: { 'topology.kubernetes.io/zone': 'eu-1a' } });
  expect(messagesOn(rule, pinned)).toEqual(['All 3 pods of web must run in zone eu-1a: when it fails, so does the service.']);
  expect(fixesOn(rule, pinned)).toEqual([
    "Remove spec.template.spec.nodeSelector['topology.kubernetes.io/zone'].",
  ]);
  expect(pathsOn(rule, pinned)).toEqual(["spec.template.spec.nodeSelector['topology.kubernetes.io/zone']"]);
});

test.each(['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'])('passes pods that are spread over %s', key => {
  expect(appliesTo(rule, spread('kubernetes.io/hostname', key))).toBe(true);
  expect(messagesOn(rule, spread('kubernetes.io/hostname', key))).toEqual([]);
});

test.each([
  ['pods that are not spread', pod({ topologySpreadConstraints: null })],
  ['one pod', all(NODES, deployment({ replicas: 1 }))],
  ['pods that receive no requests', all(NODES, NO_SERVICE)],
])('does not apply to %s', (_what, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});

test('applies to two pods', () => {
  expect(messagesOn(rule, all(NODES, deployment({ replicas: 2 })))).toHaveLength(1);
});
