import { NEWER_FIELDS } from '../../../src/analysis/api/newer-fields';
import { showPath } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

/** The places of each newer field in a service. */
function found(change: string): Record<string, string[]> {
  const { objects } = manifestsIn(exampleManifests(change));
  const places = NEWER_FIELDS.map(({ name, find }): [string, string[]] => [name, objects.flatMap(find).map(({ path }) => showPath(path).replace('spec.template.spec.', ''))]);
  return Object.fromEntries(places.filter(([, all]) => all.length > 0));
}

function pods(spec: string, kind = 'Deployment'): string {
  const none = 'topologySpreadConstraints: null';
  return kind === 'Deployment' ? `kind: Deployment\nspec: { template: { spec: { ${spec.includes('topologySpread') ? '' : `${none}, `}${spec} } } }\n${WITHOUT_POLICY}`
    : `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: other }\nspec: { template: { spec: { ${spec} } } }\n---\nkind: Deployment\nspec: { template: { spec: { ${none} } } }\n${WITHOUT_POLICY}`;
}

const WITHOUT_POLICY = '---\nkind: PodDisruptionBudget\nspec: { unhealthyPodEvictionPolicy: null }\n';
const AFFINITY = (side: string) => `affinity: { ${side}: {
  requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a }, { topologyKey: a, matchLabelKeys: [pod-template-hash] }],
  preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { topologyKey: a, matchLabelKeys: [pod-template-hash] } }] } }`;

const FIELDS: [string, string, string[]][] = [
  ['a sidecar\'s restartPolicy', 'initContainers: [{ name: a, image: a }, { name: b, image: a, restartPolicy: Always }]', ['initContainers[1].restartPolicy']],
  ['nodeTaintsPolicy', 'topologySpreadConstraints: [{ topologyKey: a }, { topologyKey: b, nodeTaintsPolicy: Honor }]', ['topologySpreadConstraints[1].nodeTaintsPolicy']],
  ['matchLabelKeys of a spread constraint', 'topologySpreadConstraints: [{ topologyKey: a }, { topologyKey: b, matchLabelKeys: [a] }]', ['topologySpreadConstraints[1].matchLabelKeys']],
  ['matchLabelKeys of an affinity', AFFINITY('podAntiAffinity'), [
    'affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[1].matchLabelKeys',
    'affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.matchLabelKeys',
  ]],
  ['matchLabelKeys of an affinity', AFFINITY('podAffinity'), [
    'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[1].matchLabelKeys',
    'affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.matchLabelKeys',
  ]],
  [
    'a liveness probe\'s terminationGracePeriodSeconds', 'containers: [{ name: web, livenessProbe: { terminationGracePeriodSeconds: 5 } }]',
    ['containers[0].livenessProbe.terminationGracePeriodSeconds'],
  ],
  [
    'lifecycle.stopSignal', 'containers: [{ name: web, lifecycle: { stopSignal: SIGQUIT } }], initContainers: [{ name: a, image: a, lifecycle: { stopSignal: SIGQUIT } }]',
    ['containers[0].lifecycle.stopSignal', 'initContainers[0].lifecycle.stopSignal'],
  ],
];

test.each(FIELDS)('%s is found where it is set: %s', (name, spec, places) => {
  expect(found(pods(spec))).toEqual({ [name]: places });
});

test.each(FIELDS)('%s is also found in a StatefulSet, but not in a Job: %s', (name, spec, places) => {
  expect(found(pods(spec, 'StatefulSet'))).toEqual({ [name]: places });
  expect(found(pods(spec, 'Job'))).toEqual({});
});

test('the policy of a budget is found in the budget', () => {
  expect(found('kind: Deployment\nspec: { template: { spec: { topologySpreadConstraints: null } } }\n')).toEqual({ unhealthyPodEvictionPolicy: ['spec.unhealthyPodEvictionPolicy'] });
  expect(found(pods(''))).toEqual({});
});

test.each([
  'initContainers: [{ name: a, image: a, restartPolicy: Never }]', 'initContainers: [{ name: a, image: a, restartPolicy: null }]',
  'containers: [{ name: web, readinessProbe: { terminationGracePeriodSeconds: 5 } }]', 'topologySpreadConstraints: [{ nodeAffinityPolicy: Honor }]',
])('older fields are not reported: %s', spec => {
  expect(found(pods(spec))).toEqual({});
});

test('the first version with each field supports it', () => {
  expect(NEWER_FIELDS.map(({ name, since }) => [name, since])).toEqual([
    ['a sidecar\'s restartPolicy', 29],
    ['nodeTaintsPolicy', 26],
    ['matchLabelKeys of a spread constraint', 27],
    ['matchLabelKeys of an affinity', 31],
    ['unhealthyPodEvictionPolicy', 27],
    ['a liveness probe\'s terminationGracePeriodSeconds', 25],
    ['minReplicas 0 of a HorizontalPodAutoscaler', 37],
    ['lifecycle.stopSignal', undefined],
  ]);
});
