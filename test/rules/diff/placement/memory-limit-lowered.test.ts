import { memoryLimitLowered as rule } from '../../../../src/rules/diff/placement';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const limited = (limit: string, name = 'web', image = 'registry.example.com/web:1.4.2') =>
  `kind: Deployment\nspec: { template: { spec: { containers: [{ name: ${name}, image: '${image}', resources: { $patch: replace, limits: { memory: ${limit} } } }] } } }\n`;
const LIMIT = ['spec', 'template', 'spec', 'containers', 0, 'resources', 'limits', 'memory'];

test('warns when a memory limit is lowered', () => {
  expect(violationsOn(rule, limited('128Mi'))).toEqual([{
    path: LIMIT,
    message: 'Container web gets a memory limit of 128Mi instead of 256Mi: new pods that need more under load are killed with all their requests, after old pods have been removed.',
    fix: 'Set spec.template.spec.containers[0].resources.limits.memory above what container web uses at its peak now, as shown by kubectl top pod --containers.',
  }]);
});

test('warns when a memory limit is introduced', () => {
  const unlimited = 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, resources: { limits: null } }] } } }\n';
  expect(messagesOn(rule, limited('256Mi'), unlimited)).toEqual([
    'Container web gets a memory limit of 256Mi, and had none before: new pods that need more under load are killed with all their requests, after old pods have been removed.',
  ]);
  expect(messagesOn(rule, unlimited, limited('256Mi'))).toEqual([]);
});

test.each([['the same value in another notation', '"268435456"'], ['more', '257Mi']])('passes: %s', (_, limit) => {
  expect(messagesOn(rule, limited(limit))).toEqual([]);
  expect(appliesTo(rule, limited(limit))).toBe(true);
});

test('checks sidecars, but not new containers', () => {
  const sidecar = (limit: string) => `kind: Deployment\nspec: { template: { spec: { initContainers: [{ name: proxy, image: proxy, restartPolicy: Always, resources: { limits: { memory: ${limit} } } }] } } }\n`;
  expect(violationsOn(rule, sidecar('64Mi'), sidecar('128Mi'))).toMatchObject([{ path: ['spec', 'template', 'spec', 'initContainers', 0, 'resources', 'limits', 'memory'] }]);
  expect(messagesOn(rule, sidecar('64Mi'), '')).toEqual([]);
  expect(messagesOn(rule, limited('64Mi', 'other'), '')).toEqual([]);
});

test('does not apply to containers that Istio injects', () => {
  const injected = (limit: string) => `${limited(limit, 'istio-proxy', 'auto')}`;
  expect(messagesOn(rule, injected('64Mi'), injected('128Mi'))).toEqual([]);
  const only = 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, $patch: delete }, { name: istio-proxy, image: auto }] } } }\n';
  expect(appliesTo(rule, 'kind: Deployment\nspec: { replicas: 4 }\n', only)).toBe(false);
});
