import { autoscaled, limit } from './changes';
import { drainExceedsPlatformLimit } from '../../../../src/rules/check/drain';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const service = (spec: string, replicas: number | string = 20, startup = 60) => `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/startup-time: ${startup}s } }
spec: { replicas: ${replicas}, template: { spec: { topologySpreadConstraints: null, ${spec} } } }
`;

// A start of 60 s is ready after up to 69 s (5 s, and 4 s until the startup probe has seen it), so each batch waits 70 s.
test('says how long the drain takes, how long the platform waits, and the remedy', () => {
  expect(verdictsOn(drainExceedsPlatformLimit, service(''))).toMatchObject([{
    object: { kind: 'PodDisruptionBudget' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'maxUnavailable'],
      message: 'A drain of a node with all 20 pods of web takes up to 23 minutes (spec.maxUnavailable 1, up to 69 s until a replacement is ready), but EKS waits for 15 minutes.',
      fix: 'Set spec.template.spec.topologySpreadConstraints[0] of Deployment web to { "maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": { "matchLabels": { "app": "web" } }, "matchLabelKeys": ["pod-template-hash"] }, or allow more evictions at once: spec.maxUnavailable 5.',
    }],
  }]);
});

test.each([
  ['eks', 13, 0], ['eks', 14, 1], ['aks', 26, 0], ['aks', 27, 1], ['gke', 52, 0], ['gke', 53, 1],
] as const)('%s waits for %i pods: %i findings', (platform, replicas, findings) => {
  expect(messagesOn(drainExceedsPlatformLimit, service('', replicas), { platform })).toHaveLength(findings);
});

test('names the platform', () => {
  expect(messagesOn(drainExceedsPlatformLimit, service('', 60), { platform: 'aks' })[0]).toContain('but AKS waits for 30 minutes.');
  expect(messagesOn(drainExceedsPlatformLimit, service('', 60), { platform: 'gke' })[0]).toContain('but GKE waits for 60 minutes.');
});

test('more evictions at once make the drain faster', () => {
  expect(messagesOn(drainExceedsPlatformLimit, service('') + limit('maxUnavailable: 2'))).toEqual([]);
  expect(verdictsOn(drainExceedsPlatformLimit, service('') + limit('minAvailable: 19'))[0].violations[0]).toMatchObject({
    path: ['spec', 'minAvailable'], fix: expect.stringContaining('at once: a lower spec.minAvailable.'),
  });
});

test.each([
  ['topologySpreadConstraints: [{ topologyKey: kubernetes.io/hostname }]', 0],
  ['topologySpreadConstraints: [{ topologyKey: topology.kubernetes.io/zone }]', 1],
  ['affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname }] } }', 0],
  ['affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: topology.kubernetes.io/zone }] } }', 1],
  ['affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: { topologyKey: kubernetes.io/hostname } }] } }', 0],
  ['affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: { topologyKey: zone } }] } }', 1],
])('%s: %i findings', (spread, findings) => {
  const change = `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/startup-time: 60s } }
spec: { replicas: 20, template: { spec: { topologySpreadConstraints: null, ${spread} } } }
`.replace('topologySpreadConstraints: null, topology', 'topology');
  expect(messagesOn(drainExceedsPlatformLimit, change)).toHaveLength(findings);
  expect(appliesTo(drainExceedsPlatformLimit, change)).toBe(true);
});

test('uses the start time of the target if the Deployment does not state one', () => {
  const silent = service('').replace(/metadata: .*\n/, '');
  expect(appliesTo(drainExceedsPlatformLimit, silent)).toBe(false);
  expect(messagesOn(drainExceedsPlatformLimit, silent, { startupTime: 60 })).toHaveLength(1);
  expect(messagesOn(drainExceedsPlatformLimit, silent, { startupTime: 20 })).toEqual([]);
});

test('counts the minimum of an autoscaler', () => {
  expect(messagesOn(drainExceedsPlatformLimit, service('') + autoscaled(13, 50))).toEqual([]);
  expect(messagesOn(drainExceedsPlatformLimit, service('') + autoscaled(14, 50))).toHaveLength(1);
});

test('does not apply without a platform, to one pod, or to a budget that allows no eviction', () => {
  expect(appliesTo(drainExceedsPlatformLimit, service(''), { platform: undefined })).toBe(false);
  expect(appliesTo(drainExceedsPlatformLimit, service('', 1))).toBe(false);
  expect(appliesTo(drainExceedsPlatformLimit, service('', 2))).toBe(true);
  expect(appliesTo(drainExceedsPlatformLimit, service('') + limit('maxUnavailable: 0'))).toBe(false);
  expect(appliesTo(drainExceedsPlatformLimit, service('') + limit('minAvailable: null'))).toBe(false);
});
