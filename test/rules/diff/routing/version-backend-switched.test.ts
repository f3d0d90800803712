import { app, found, httpRoute, ingress, versions } from './route-manifests';
import { routeBackendSwitched, versionBackendSwitched as rule } from '../../../../src/rules/diff/routing';

const APPS = app('orders-v1') + app('orders-v2');
const BEFORE = versions(['/v1: orders-v1', '/v2: orders-v2', ': orders-v1'], { says: { v1: 'current', v2: 'current' }, byDefault: 'v1' });
const after = (...rules: string[]) => versions(rules, { says: { v1: 'current', v2: 'current' }, byDefault: 'v1' });
const SWITCHED = after('/v1: orders-v2', '/v2: orders-v2', ': orders-v1');
const messages = (before: string, now: string, profile = {}) => found(rule, before, now, profile).map(({ message }) => message);

test('fails when a version gets the Service of another one, and leaves the route', () => {
  expect(found(rule, BEFORE + APPS, SWITCHED + APPS)).toEqual([expect.objectContaining({
    message: 'Requests to api.example.com/v1 move from Service orders-v1 to orders-v2, which only served v2 before: clients of v1 get the contract of v2.',
    fix: 'Leave spec.rules[0].backendRefs[0].name as it is until the sunset of v1. If the pods of Service orders-v2 also support v1, acknowledge this finding with that reason.',
    recipe: 'Release this change, but leave HTTPRoute orders as it is now.',
  })]);
});

test('keeps the Service and the pods of the version where they are removed as well', () => {
  const [{ recipe }] = found(rule, BEFORE + APPS, after('/v1: orders-v2', '/v2: orders-v2') + app('orders-v2'));
  expect(recipe).toContain('keep Service orders-v1');
  expect(recipe).toContain('keep Deployment orders-v1');
});

test('fails without annotations, and for an Ingress', () => {
  expect(messages(versions(['/v1: orders-v1', '/v2: orders-v2']) + APPS, versions(['/v1: orders-v2', '/v2: orders-v2']) + APPS)).toHaveLength(1);
  const of = (v1: string) => ingress(['api.example.com/v1'], { name: 'one', service: v1 }) + ingress(['api.example.com/v2'], { name: 'two', service: 'orders-v2' });
  expect(messages(of('orders-v1') + APPS, of('orders-v2') + APPS)).toHaveLength(1);
});

test('fails when another route takes the version over', () => {
  const two = (v1: string, name: string) => versions([`/v1: ${v1}`], { name }) + versions(['/v2: orders-v2'], { name: 'two' });
  expect(messages(two('orders-v1', 'one') + APPS, two('orders-v2', 'next') + APPS)).toHaveLength(1);
});

test('fails when a header names the version', () => {
  const of = (v1: string) => httpRoute(['api.example.com'], [['v1', v1], ['v2', 'orders-v2']].map(([value, name]) =>
    `{ matches: [{ headers: [{ name: API-Version, value: ${value} }] }], backendRefs: [{ name: ${name}, port: 80 }] }`).join(', '),
  { annotations: 'cdk8s-zero-downtime/version-by: header API-Version, cdk8s-zero-downtime/version.v1: current, cdk8s-zero-downtime/version.v2: current' });
  expect(messages(of('orders-v1') + APPS, of('orders-v2') + APPS)).toHaveLength(1);
});

test.each([
  ['a canary to a Service that is new', after('/v1: orders-v1 90 + orders-v1-next 10', '/v2: orders-v2', ': orders-v1')],
  ['another Service of the same version', after('/v1: orders-one', '/v2: orders-v2', ': orders-v1')],
  ['the requests that name no version, which another rule says', after('/v1: orders-v1', '/v2: orders-v2', ': orders-v2')],
  ['a part of the requests, which another rule says', after('/v1: orders-v1 90 + orders-v2 10', '/v2: orders-v2', ': orders-v1')],
  ['a version that is new', after('/v1: orders-v1', '/v2: orders-v2', '/v3: orders-v2', ': orders-v1')],
])('passes %s', (_, now) => {
  expect(messages(BEFORE + APPS, now + APPS)).toEqual([]);
});

test('passes when one Service has served both versions all along', () => {
  const shared = versions(['/v1: orders', '/v2: orders']);
  expect(messages(shared, versions(['/v1: orders', '/v2: orders-v2']))).toEqual([]);
  expect(messages(versions(['/v1: orders', '/v2: orders-v2', '/v3: orders']), versions(['/v1: orders', '/v2: orders', '/v3: orders']))).toHaveLength(1);
});

test('passes after the sunset of the version', () => {
  const before = versions(['/v1: orders-v1', '/v2: orders-v2'], { says: { v1: 'deprecated=2026-03-01 sunset=2026-09-30', v2: 'current' } });
  expect(messages(before, versions(['/v1: orders-v2', '/v2: orders-v2']), { today: '2026-09-30' })).toEqual([]);
  expect(messages(before, versions(['/v1: orders-v2', '/v2: orders-v2']), { today: '2026-09-29' })).toHaveLength(1);
});

test('route-backend-switched neither repeats it nor suggests a switch by weight', () => {
  expect(found(routeBackendSwitched, BEFORE + app('orders-v1'), SWITCHED + APPS)).toEqual([]);
  const alb = (v1: string) => ingress(['api.example.com/v1'], { name: 'one', service: v1, className: 'alb' }) + ingress(['api.example.com/v2'], { name: 'two', service: 'orders-v2' });
  expect(found(routeBackendSwitched, alb('orders-v1') + APPS, alb('orders-v2') + APPS)).toEqual([]);
  expect(found(routeBackendSwitched, alb('orders-v1') + APPS, alb('orders') + APPS + app('orders'))).toHaveLength(1);
});
