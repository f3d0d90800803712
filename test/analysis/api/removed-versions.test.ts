import { REMOVED_APIS, removedApi } from '../../../src/analysis/api/removed-versions';

test.each([
  ['extensions/v1beta1', 'Deployment', 16, 'apps/v1'],
  ['extensions/v1beta1', 'Ingress', 22, 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'PodSecurityPolicy', 16, undefined],
  ['apps/v1beta2', 'StatefulSet', 16, 'apps/v1'],
  ['networking.k8s.io/v1beta1', 'IngressClass', 22, 'networking.k8s.io/v1'],
  ['batch/v1beta1', 'CronJob', 25, 'batch/v1'],
  ['policy/v1beta1', 'PodSecurityPolicy', 25, undefined],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 26, 'autoscaling/v2'],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'PriorityLevelConfiguration', 32, 'flowcontrol.apiserver.k8s.io/v1'],
])('%s of %s is removed in 1.%i', (apiVersion, kind, since, instead) => {
  expect(removedApi({ apiVersion, kind })).toMatchObject({ since, instead });
});

test('a kind with the same fields needs only another version', () => {
  expect(removedApi({ apiVersion: 'batch/v1beta1', kind: 'CronJob' })?.hasSameFields).toBe(true);
  expect(removedApi({ apiVersion: 'networking.k8s.io/v1beta1', kind: 'Ingress' })?.hasSameFields).toBeUndefined();
});

test.each([
  ['apps/v1', 'Deployment'], ['extensions/v1beta1', 'StatefulSet'], ['policy/v1beta1', 'PodDisruptionBudget'], ['v1', 'Service'], ['', ''],
])('%s of %s is served', (apiVersion, kind) => {
  expect(removedApi({ apiVersion, kind })).toBeUndefined();
});

test('each replacement is served', () => {
  const gone = [...REMOVED_APIS].filter(([api, { instead }]) => instead && removedApi({ apiVersion: instead, kind: api.split(' ')[1] }));
  expect(gone).toEqual([]);
});
