import { app, found, judges, service, versions } from './route-manifests';
import { workloadRemoved } from '../../../../src/rules/diff/identity';
import { versionPodsRemovedWithRoute as rule } from '../../../../src/rules/diff/routing';

const V1 = 'deprecated=2026-03-01 sunset=2026-09-30';
const BEFORE = versions(['/v1: orders-v1', '/v2: orders-v2'], { says: { v1: V1, v2: 'current' } });
const AFTER = versions(['/v2: orders-v2'], { says: { v2: 'current' } });
const TODAY = { today: '2026-11-28' };
const GONE = [BEFORE + app('orders-v1') + app('orders-v2'), AFTER + app('orders-v2')] as const;

test('fails when the pods of a version are removed with its rule, and takes two releases', () => {
  expect(found(rule, ...GONE, TODAY)).toEqual([expect.objectContaining({
    on: 'orders-v1',
    message: 'Deployment orders-v1 of v1 is removed with Service orders-v1 in the same release as its rule in HTTPRoute orders: requests that the router still sends there get 503.',
    fix: 'Remove the rule first, and Deployment orders-v1 with Service orders-v1 one release later.',
    recipe: 'Release 1: this change, but keep Service orders-v1 and keep Deployment orders-v1. When requests no longer reach Service orders-v1, release 2: the rest of this change.',
  })]);
});

test('workload-removed does not repeat it', () => {
  expect(found(workloadRemoved, ...GONE, TODAY)).toEqual([]);
  expect(found(workloadRemoved, ...GONE, { today: '2026-09-29' })).toHaveLength(1);
});

test('fails when only the Service is removed', () => {
  const other = service('other', 'orders-v1');
  expect(found(rule, BEFORE + app('orders-v1') + other, AFTER + app('orders-v1').split('---\napiVersion: v1\n')[0] + other, TODAY).map(({ message }) => message)).toEqual([
    'Service orders-v1 of v1 is removed in the same release as its rule in HTTPRoute orders: requests that the router still sends there get 503.',
  ]);
});

test.each([
  ['the pods stay', BEFORE + app('orders-v1'), AFTER + app('orders-v1')],
  ['they go a release later', AFTER + app('orders-v1') + app('orders-v2'), AFTER + app('orders-v2')],
  ['another route still sends to the Service', BEFORE + versions(['/jobs: orders-v1'], { name: 'jobs' }) + app('orders-v1'), AFTER + versions(['/jobs: orders-v1'], { name: 'jobs' })],
  ['the Service stays, which another rule says', BEFORE + app('orders-v1'), AFTER + service('orders-v1')],
])('passes when %s', (_, before, after) => {
  expect(found(rule, before, after, TODAY)).toEqual([]);
});

test('does not apply before the sunset, since the rule has to stay', () => {
  expect(found(rule, ...GONE, { today: '2026-09-29' })).toEqual([]);
});

test('does not apply to a route without versions', () => {
  expect(judges(rule, versions(['/a: orders']), versions(['/b: orders']), TODAY)).toBe(false);
});
