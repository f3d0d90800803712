import { spreadCountsOldPods } from '../../../../src/rules/check/placement';
import { rolloutOf } from '../../../../src/rules/check/rollout/argo-rollout-examples';
import { appliesTo, messagesOn, verdictsOn } from '../judging';
import { all, deployment, fixesOn, NO_SERVICE, pathsOn, pod } from './violations-on';

const constraint = (topologyKey: string, more = {}): object =>
  ({ maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: { app: 'web' } }, ...more });
const spread = (...topologySpreadConstraints: object[]): string => pod({ topologySpreadConstraints });
const NODES = spread(constraint('kubernetes.io/hostname'));

test('names where pods may be crowded after an update, and the field to set', () => {
  expect(messagesOn(spreadCountsOldPods, NODES)).toEqual([
    'This constraint counts the old and the new pods of web together, so after an update the new ones may be crowded in one node.',
  ]);
  expect(fixesOn(spreadCountsOldPods, NODES)).toEqual(['Set spec.template.spec.topologySpreadConstraints[0].matchLabelKeys to ["pod-template-hash"].']);
});

test('reports each constraint separately', () => {
  const two = spread(constraint('kubernetes.io/hostname', { matchLabelKeys: ['pod-template-hash'] }), constraint('topology.kubernetes.io/zone', { matchLabelKeys: ['app'] }));
  expect(pathsOn(spreadCountsOldPods, two)).toEqual(['spec.template.spec.topologySpreadConstraints[1]']);
  expect(messagesOn(spreadCountsOldPods, two)[0]).toMatch(/crowded in one zone\.$/);
});

test('does not apply if the cluster does not support the field', () => {
  expect(appliesTo(spreadCountsOldPods, NODES, { kubernetesMinor: 26 })).toBe(false);
  expect(messagesOn(spreadCountsOldPods, NODES, { kubernetesMinor: 27 })).toHaveLength(1);
});

test.each([
  ['one pod', all(NODES, deployment({ replicas: 1 }))],
  ['pods that are all replaced at once', all(NODES, deployment({ strategy: { $patch: 'replace', type: 'Recreate' } }))],
  ['pods that receive no requests', all(NODES, NO_SERVICE)],
  ['a constraint on other pods', spread(constraint('kubernetes.io/hostname', { labelSelector: { matchLabels: { app: 'api' } } }))],
])('does not apply to %s', (_what, change) => {
  expect(appliesTo(spreadCountsOldPods, change)).toBe(false);
});

test('applies to two pods', () => {
  expect(messagesOn(spreadCountsOldPods, all(NODES, deployment({ replicas: 2 })))).toHaveLength(1);
});

const hard = (key: string): string => spread(constraint(key, { whenUnsatisfiable: 'DoNotSchedule' }));
const severitiesOn = (change: string) => verdictsOn(spreadCountsOldPods, change)
  .flatMap(({ violations }) => violations.map(({ severity }) => severity));

test('a hard constraint over nodes is a warning, and one over zones an info, since a new pod may run in any if all have as many', () => {
  expect(severitiesOn(hard('kubernetes.io/hostname'))).toEqual(['warning']);
  expect(severitiesOn(hard('topology.kubernetes.io/zone'))).toEqual(['info']);
  expect(messagesOn(spreadCountsOldPods, hard('topology.kubernetes.io/zone'))[0]).toMatch(/: if the zone with the fewest of them is full or tainted, the first new pod is never scheduled/);
});

test('a hard constraint of a Rollout counts both revisions, too', () => {
  const rollout = `${hard('kubernetes.io/hostname')}---\n${rolloutOf('{ canary: { maxSurge: 1, maxUnavailable: 0 } }')}`;
  expect(severitiesOn(rollout)).toEqual(['warning']);
  expect(fixesOn(spreadCountsOldPods, rollout)[0]).toMatch(/matchLabelKeys to \["rollouts-pod-template-hash"\]/);
});
