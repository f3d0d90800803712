import { written as rule } from '../../../../../src/rules/check/rollout/max-unavailable-too-high/written';
import { exampleManifests } from '../../../../../src/rules/examples';
import { appliesTo, judged, messagesOn, verdictsOn } from '../../judging';
import { autoscaled, beside, RECREATE, rolling, WITHOUT_SERVICE } from '../changes';

const MAX_UNAVAILABLE = ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'];

test('all pods at once are an outage', () => {
  expect(verdictsOn(rule, rolling('maxUnavailable: 100%'))).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: MAX_UNAVAILABLE,
      message: 'Each update may stop all 3 pods before a new one is ready, and every request in between fails, as spec.strategy.rollingUpdate.maxUnavailable allows.',
      fix: 'Set spec.strategy.rollingUpdate.maxUnavailable to 0.',
      severity: undefined,
    }],
  }]);
  expect(messagesOn(rule, rolling('maxUnavailable: 5'))).toEqual([expect.stringContaining('may stop all 3 pods')]);
});

test('the only pod is an outage', () => {
  expect(messagesOn(rule, rolling('maxUnavailable: 1', 1))).toEqual([
    'Each update stops the only pod before the new one is ready, and every request in between fails, as spec.strategy.rollingUpdate.maxUnavailable allows.',
  ]);
});

test('the only pod of a canary may be stopped, but not all pods of a version', () => {
  expect(messagesOn(rule, rolling('maxUnavailable: 1', 1) + beside('replicas: 3, strategy: { type: Recreate }, '))).toEqual([]);
  expect(messagesOn(rule, rolling('maxUnavailable: 2', 2) + beside('replicas: 3, strategy: { type: Recreate }, '))).toHaveLength(1);
});

test('half of the pods is an error, fewer is a warning', () => {
  expect(verdictsOn(rule, rolling('maxUnavailable: 1', 2))[0].violations).toMatchObject([{
    path: MAX_UNAVAILABLE,
    message: 'Each update removes 1 of 2 pods before their replacements are ready, and the other 1 must carry all requests, as spec.strategy.rollingUpdate.maxUnavailable allows.',
    fix: 'Set spec.strategy.rollingUpdate.maxUnavailable to 0.',
    severity: undefined,
  }]);
  expect(verdictsOn(rule, rolling('maxUnavailable: 1', 3))[0].violations).toMatchObject([{
    message: expect.stringMatching(/^Each update removes 1 of 3 pods before their replacements are ready, and the other 2 must carry all requests, /),
    severity: 'warning',
  }]);
  expect(verdictsOn(rule, rolling('maxUnavailable: 49%', 100))[0].violations[0].severity).toBe('warning');
  expect(verdictsOn(rule, rolling('maxUnavailable: 50%', 100))[0].violations[0].severity).toBeUndefined();
});

test.each([['0', 3], ['1', 4], ['25%', 4], ['25%', 12], ['25%', 3], ['30%', 3]])('up to a quarter passes: %s of %i', (value, replicas) => {
  expect(messagesOn(rule, rolling(`maxUnavailable: ${value}`, replicas))).toEqual([]);
  expect(appliesTo(rule, rolling(`maxUnavailable: ${value}`, replicas))).toBe(true);
});

test.each([['1', 3], ['26%', 100], ['2', 7]])('more than a quarter does not: %s of %i', (value, replicas) => {
  expect(messagesOn(rule, rolling(`maxUnavailable: ${value}`, replicas))).toHaveLength(1);
});

test('reports the number of replicas with the largest share of stopped pods', () => {
  expect(messagesOn(rule, rolling('maxUnavailable: 1') + autoscaled(3, 20))).toEqual([expect.stringContaining('removes 1 of 3 pods')]);
  expect(messagesOn(rule, rolling('maxUnavailable: 30%') + autoscaled(4, 20))).toEqual([expect.stringContaining('removes 3 of 10 pods')]);
  expect(messagesOn(rule, rolling('maxUnavailable: 1') + autoscaled(4, 20))).toEqual([]);
  expect(messagesOn(rule, rolling('maxUnavailable: 1') + autoscaled(0, 20))).toEqual([expect.stringContaining('the only pod')]);
});

test('recommends both fields if maxSurge is 0, since two zeros are refused', () => {
  const [{ violations: [{ fix }] }] = verdictsOn(rule, rolling('maxSurge: 0, maxUnavailable: 1'));
  expect(fix).toBe('Set spec.strategy.rollingUpdate.maxUnavailable to 0, and spec.strategy.rollingUpdate.maxSurge to 1.');
});

test('does not apply where other rules do', () => {
  expect(appliesTo(rule, rolling('maxSurge: 0, maxUnavailable: 25%'))).toBe(false);
  expect(appliesTo(rule, rolling('maxUnavailable: null'))).toBe(false);
  expect(appliesTo(rule, RECREATE)).toBe(false);
  expect(appliesTo(rule, rolling('maxUnavailable: 1', 0))).toBe(false);
});

test('does not apply to pods that receive no requests', () => {
  expect(appliesTo(rule, rolling('maxUnavailable: 2') + WITHOUT_SERVICE)).toBe(false);
});

describe('the severity of a case', () => {
  const severities = (replicas: number, policy = {}) =>
    judged(exampleManifests(rolling('maxUnavailable: 1', replicas)), {}, { severities: policy }).findings
      .filter(finding => finding.rule.id === 'max-unavailable-too-high').map(({ severity }) => severity);

  test('may be milder than that of the rule', () => {
    expect(severities(2)).toEqual(['error']);
    expect(severities(3)).toEqual(['warning']);
  });

  test('is overridden by the policy', () => {
    expect(severities(3, { 'max-unavailable-too-high': 'info' })).toEqual(['info']);
    expect(severities(2, { 'max-unavailable-too-high': 'info' })).toEqual(['info']);
  });
});

describe('the remedy does not cause another finding', () => {
  const pods = (spec: object): string => `${rolling('maxUnavailable: 1', 2)}---\n${JSON.stringify({ kind: 'Deployment', spec: { template: { spec } } })}\n`;
  const fix = (
    spec: object,
    kubernetesMinor = 34,
  ): string => verdictsOn(rule, pods(spec), { kubernetesMinor })[0].violations[0].fix;
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'web' } } };
  const apart = (more: object = {}): object =>
    ({ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ...term, ...more }] } } });
  const AT = 'spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]';
  const ZERO = 'Set spec.strategy.rollingUpdate.maxUnavailable to 0';

  test('if old pods keep new ones away', () => {
    expect(fix(apart())).toBe(`${ZERO}, and ${AT}.matchLabelKeys to ["pod-template-hash"].`);
    expect(fix(apart(), 30)).toBe(`${ZERO}, and ${AT.replace('required', 'preferred')} to { "weight": 100, "podAffinityTerm": { "topologyKey": "kubernetes.io/hostname", `
      + `"labelSelector": { "matchLabels": { "app": "web" } } } }, and remove ${AT.replace('[0]', '')}.`);
    expect(fix(apart({ matchLabelKeys: ['pod-template-hash'] }))).toBe(`${ZERO}.`);
  });

  test('if a node has room for only one pod', () => {
    expect(fix({ hostNetwork: true }))
      .toBe('Run at least 4 pods with spec.strategy.rollingUpdate.maxUnavailable 1, or use no host ports and set it to 0.');
  });
});
