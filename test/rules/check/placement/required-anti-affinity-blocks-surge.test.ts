import { requiredAntiAffinityBlocksSurge } from '../../../../src/rules/check/placement';
import { rolloutOf } from '../../../../src/rules/check/rollout/argo-rollout-examples';
import { appliesTo, messagesOn } from '../judging';
import { fixesOn, pathsOn, pod } from './violations-on';

const apart = (key: string, rest = {}, more = {}): string => pod({
  affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: key, labelSelector: { matchLabels: { app: 'web' } }, ...more }] } },
}, rest);
const NODES = apart('kubernetes.io/hostname');
const rolling = (maxSurge: unknown, maxUnavailable: unknown): object => ({ strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } } });

test('says how many nodes an update needs', () => {
  expect(messagesOn(requiredAntiAffinityBlocksSurge, NODES)).toEqual([
    'No two pods of web, old or new, may share a node, and at 3 replicas no old one may stop first: with fewer than 4 suitable nodes, an update never ends.',
  ]);
  expect(pathsOn(requiredAntiAffinityBlocksSurge, NODES))
    .toEqual(['spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]']);
});

test('says how many zones it needs', () => {
  expect(messagesOn(requiredAntiAffinityBlocksSurge, apart('topology.kubernetes.io/zone'))).toEqual([
    'No two pods of web, old or new, may share a zone, and at 3 replicas no old one may stop first: with fewer than 4 suitable zones, an update never ends.',
  ]);
});

test('says how many values of another key it needs', () => {
  expect(messagesOn(requiredAntiAffinityBlocksSurge, apart('rack'))).toEqual([
    'No two pods of web, old or new, may share a value of rack, and at 3 replicas no old one may stop first: with fewer than 4 suitable ones, an update never ends.',
  ]);
});

test('recommends matchLabelKeys only if the cluster supports them', () => {
  expect(fixesOn(requiredAntiAffinityBlocksSurge, NODES, { kubernetesMinor: 31 })).toEqual([
    'Set spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys to ["pod-template-hash"].',
  ]);
  expect(fixesOn(requiredAntiAffinityBlocksSurge, NODES, { kubernetesMinor: 30 })).toEqual([
    'Set spec.template.spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0] to { "weight": 100, "podAffinityTerm": '
    + '{ "topologyKey": "kubernetes.io/hostname", "labelSelector": { "matchLabels": { "app": "web" } } } }, '
    + 'and remove spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.',
  ]);
});

test('from four pods on, one may stop first', () => {
  expect(fixesOn(requiredAntiAffinityBlocksSurge, apart('kubernetes.io/hostname', { replicas: 4 }))[0]).toMatch(/, or set spec\.strategy\.rollingUpdate\.maxUnavailable to 1\.$/);
});

test('up to 3 replicas, 25% allows no pod to stop first', () => {
  expect(messagesOn(requiredAntiAffinityBlocksSurge, apart('kubernetes.io/hostname', { replicas: 3, ...rolling('25%', '25%') }))).toHaveLength(1);
  expect(messagesOn(requiredAntiAffinityBlocksSurge, apart('kubernetes.io/hostname', { replicas: 4, ...rolling('25%', '25%') }))).toEqual([]);
});

test.each([
  ['one pod may stop first', apart('kubernetes.io/hostname', rolling(1, 1))],
  ['the controller stops one pod first, since both come to 0', apart('kubernetes.io/hostname', rolling(0, '10%'))],
  ['all pods stop first', apart('kubernetes.io/hostname', { strategy: { $patch: 'replace', type: 'Recreate' } })],
  ['each revision is counted separately', apart('kubernetes.io/hostname', {}, { matchLabelKeys: ['pod-template-hash'] })],
  ['there are no pods', apart('kubernetes.io/hostname', { replicas: 0 })],
])('passes if %s', (_why, change) => {
  expect(appliesTo(requiredAntiAffinityBlocksSurge, change)).toBe(true);
  expect(messagesOn(requiredAntiAffinityBlocksSurge, change)).toEqual([]);
});

test('one pod needs a second node', () => {
  expect(messagesOn(requiredAntiAffinityBlocksSurge, apart('kubernetes.io/hostname', { replicas: 1 }))[0]).toContain('with fewer than 2 suitable nodes');
});

test('does not apply to a preference, or to other pods', () => {
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'web' } } };
  const preferred = pod({
    affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }] } },
  });
  expect(appliesTo(requiredAntiAffinityBlocksSurge, preferred)).toBe(false);
  expect(appliesTo(requiredAntiAffinityBlocksSurge, apart('kubernetes.io/hostname', {}, { labelSelector: { matchLabels: { app: 'api' } } }))).toBe(false);
});

const onNodes = (strategy: string): string => `${NODES}---\n${rolloutOf(strategy)}`;

test('a Rollout keeps old pods like a Deployment, or all of them until the new ones serve', () => {
  const needs = (strategy: string) => messagesOn(requiredAntiAffinityBlocksSurge, onNodes(strategy)).map(message => /fewer than (\d+) suitable nodes/.exec(message)![1]);
  expect(needs('{ canary: { maxSurge: 1, maxUnavailable: 0 } }')).toEqual(['4']);
  expect(needs('{ canary: { trafficRouting: { nginx: { stableIngress: web } } } }')).toEqual(['6']);
  expect(needs('{ canary: { dynamicStableScale: true, trafficRouting: { nginx: { stableIngress: web } } } }')).toEqual(['4']);
  expect(needs('{ blueGreen: { activeService: web } }')).toEqual(['6']);
  expect(needs('{ canary: { maxSurge: 1, maxUnavailable: 1 } }')).toEqual([]);
});

describe('the anti-affinity in the strategy of a Rollout', () => {
  const required = 'antiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} }';

  test('keeps new pods off the nodes of old ones', () => {
    const change = rolloutOf(`{ canary: { maxSurge: 1, maxUnavailable: 0, ${required} } }`);
    expect(pathsOn(requiredAntiAffinityBlocksSurge, change)).toEqual(['spec.strategy.canary.antiAffinity.requiredDuringSchedulingIgnoredDuringExecution']);
    expect(messagesOn(requiredAntiAffinityBlocksSurge, change)).toEqual([
      'Argo Rollouts puts no new pod of web on a node with an old one, and at 3 replicas no old one may stop first: if old pods run on all suitable nodes, an update waits for a node that may never be added.',
    ]);
    expect(fixesOn(requiredAntiAffinityBlocksSurge, change)).toEqual([
      'Set spec.strategy.canary.antiAffinity of Rollout web to { "preferredDuringSchedulingIgnoredDuringExecution": { "weight": 100 } }.',
    ]);
  });

  test('applies to a blue-green Rollout', () => {
    expect(messagesOn(requiredAntiAffinityBlocksSurge, rolloutOf(`{ blueGreen: { activeService: web, ${required} } }`))).toHaveLength(1);
  });

  test.each([
    ['it is a preference', '{ canary: { maxSurge: 1, maxUnavailable: 0, antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 1 } } } }'],
    ['an old pod may stop first', `{ canary: { maxSurge: 1, maxUnavailable: 1, ${required} } }`],
  ])('passes if %s', (_, strategy) => {
    expect(messagesOn(requiredAntiAffinityBlocksSurge, rolloutOf(strategy))).toEqual([]);
  });
});

test('the fix for a Rollout uses the revision label of Rollouts', () => {
  expect(fixesOn(requiredAntiAffinityBlocksSurge, onNodes('{ blueGreen: { activeService: web } }')))
    .toEqual(['Set spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys to ["rollouts-pod-template-hash"].']);
  const own = apart('kubernetes.io/hostname', {}, { matchLabelKeys: ['rollouts-pod-template-hash'] });
  expect(messagesOn(requiredAntiAffinityBlocksSurge, `${own}---\n${rolloutOf('{ blueGreen: { activeService: web } }')}`)).toEqual([]);
  expect(messagesOn(requiredAntiAffinityBlocksSurge, own)).toHaveLength(1);
});
