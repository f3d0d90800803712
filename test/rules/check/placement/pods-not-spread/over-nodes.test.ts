import { overNodes as rule } from '../../../../../src/rules/check/placement/pods-not-spread/over-nodes';
import { rolloutOf } from '../../../../../src/rules/check/rollout/argo-rollout-examples';
import { appliesTo, messagesOn } from '../../judging';
import { all, deployment, fixesOn, NO_SERVICE, object, pathsOn, pod } from '../violations-on';

const NONE = pod({ topologySpreadConstraints: null });
const term = (app: string, more = {}): object => ({ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app } }, ...more });
const apart = (podAntiAffinity: object): string => pod({ topologySpreadConstraints: null, affinity: { podAntiAffinity } });

test('says that the loss of one node stops the service, and the remedy', () => {
  expect(messagesOn(rule, NONE)).toEqual([
    'Nothing spreads the 3 pods of web over nodes: all may run on one, and its drain or failure stops the whole service.',
  ]);
  expect(fixesOn(rule, NONE)).toEqual([
    'Set spec.template.spec.topologySpreadConstraints[0] to { "maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "ScheduleAnyway", '
    + '"labelSelector": { "matchLabels": { "app": "web" } }, "matchLabelKeys": ["pod-template-hash"] }, '
    + 'and spec.template.spec.topologySpreadConstraints[1] to { "maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway", '
    + '"labelSelector": { "matchLabels": { "app": "web" } }, "matchLabelKeys": ["pod-template-hash"] }.',
  ]);
  expect(pathsOn(rule, NONE)).toEqual(['spec.template.spec.topologySpreadConstraints']);
});

test('does not recommend a field that the cluster does not support', () => {
  expect(fixesOn(rule, NONE, { kubernetesMinor: 26 })[0]).not.toContain('matchLabelKeys');
  expect(fixesOn(rule, NONE, { kubernetesMinor: 27 })[0]).toContain('"matchLabelKeys": ["pod-template-hash"]');
});

test('counts each revision of a Rollout by the label of Argo Rollouts', () => {
  const rollout = `${NONE}---\n${rolloutOf('{ canary: { maxSurge: 1, maxUnavailable: 0 } }')}`;
  expect(fixesOn(rule, rollout)[0]).toContain('"matchLabelKeys": ["rollouts-pod-template-hash"]');
});

test('recommends the labels of the pods if the selector has only expressions', () => {
  const expressions = pod({ topologySpreadConstraints: null }, { selector: { $patch: 'replace', matchExpressions: [{ key: 'app', operator: 'Exists' }] } });
  expect(fixesOn(rule, expressions)[0]).toContain('"labelSelector": { "matchLabels": { "app": "web" } }');
  expect(fixesOn(rule, pod({ topologySpreadConstraints: null }, { selector: null }))[0]).toContain('{ "app": "web" }');
});

test('counts the pods that an autoscaler may run', () => {
  const autoscaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web',
    { spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 1, maxReplicas: 9 } });
  expect(messagesOn(rule, all(NONE, autoscaler))[0]).toContain('the 1 to 9 pods of web');
});

test('says that the constraints count other pods', () => {
  const other = pod({ topologySpreadConstraints: [{ maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', ...term('wbe') }] });
  expect(messagesOn(rule, other)).toEqual([
    'The existing constraints select other labels than those of the pods, so nothing spreads the 3 pods of web over nodes: '
    + 'all may run on one, and its drain or failure stops the whole service.',
  ]);
});

test.each([
  ['a required anti-affinity', apart({ requiredDuringSchedulingIgnoredDuringExecution: [term('web')] })],
  ['a preferred anti-affinity', apart({ preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term('web') }] })],
  ['an anti-affinity of its own namespace', apart({ requiredDuringSchedulingIgnoredDuringExecution: [term('web', { namespaces: ['shop'] })] })],
  ['a constraint', pod({ topologySpreadConstraints: [{ maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', ...term('web') }] })],
])('%s spreads', (_what, change) => {
  expect(appliesTo(rule, change)).toBe(true);
  expect(messagesOn(rule, change)).toEqual([]);
});

test.each([
  ['to other pods', [term('api')]],
  ['to pods of another namespace', [term('web', { namespaces: ['other'] })]],
  ['to no pods at all', [{ topologyKey: 'kubernetes.io/hostname' }]],
])('an anti-affinity %s does not spread the pods', (_what, terms) => {
  expect(messagesOn(rule, apart({ requiredDuringSchedulingIgnoredDuringExecution: terms }))).toHaveLength(1);
});

test('does not apply to one pod, or to pods that receive no requests', () => {
  expect(appliesTo(rule, all(NONE, deployment({ replicas: 1 })))).toBe(false);
  expect(messagesOn(rule, all(NONE, deployment({ replicas: 2 })))).toHaveLength(1);
  expect(appliesTo(rule, all(NONE, NO_SERVICE))).toBe(false);
});

test('a host port also keeps pods apart', () => {
  expect(messagesOn(rule, pod({ topologySpreadConstraints: null, containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 8080, hostPort: 8080 }] }] }))).toEqual([]);
  expect(messagesOn(rule, pod({ topologySpreadConstraints: null, hostNetwork: true }))).toEqual([]);
  const without = { name: 'web', ports: [{ name: 'http', $patch: 'delete' }] };
  expect(messagesOn(rule, pod({ topologySpreadConstraints: null, hostNetwork: true, containers: [without] })))
    .toHaveLength(1);
});
