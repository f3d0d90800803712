import { contract } from './contract-manifests';
import { contractNarrowedInVersion as rule } from '../../../../src/rules/diff/contract';
import { TARGET } from '../../check/judging';
import { app, found, judges, versions } from '../routing/route-manifests';
import { judgedUpdate, updateBetween } from '../updating';

const ROUTE = versions(['/v1: orders-v1', '/v2: orders-v2'], { says: { v1: 'current', v2: 'current' } });
const V1 = { version: 'v1', name: 'orders-v1-contract' };
const said = (before: string, after: string, today?: string) =>
  found(rule, before, after, { today }).map(({ message }) => message);

test('fails when an optional part of a request becomes required, and states where and what a client gets', () => {
  const after = contract(['POST /orders: item', 'GET /orders'], V1);
  expect(found(rule, ROUTE + contract(['POST /orders', 'GET /orders'], V1), ROUTE + after)).toEqual([expect.objectContaining({
    on: 'orders-v1-contract',
    path: ['data', 'openapi.json'],
    message: 'POST /orders of orders v1: the request property item became required (/paths/~1orders/post/requestBody/content/application~1json/schema/required/0). '
      + 'A client that works today gets 400 or 422, since it does not send it.',
    fix: 'Make it optional, with a default in the application; or leave orders v1 as it is and add another version, with addVersion() of VersionedApi or its own rule in the route.',
  })]);
});

test('names the line of the JSON pointer in the file', () => {
  const after = contract(['POST /orders: item'], V1);
  const update = updateBetween(ROUTE + contract(['POST /orders'], V1), ROUTE + after);
  const [{ object, violations: [{ path, row }] }] = rule.judge(update, TARGET);
  expect((ROUTE + after).split('\n')[object.lineOf(path, row) - 1].trim()).toBe('"item"');
});

test('fails when an operation is removed', () => {
  expect(said(ROUTE + contract(['POST /orders', 'GET /orders'], V1), ROUTE + contract(['GET /orders'], V1))).toEqual([
    'POST /orders of orders v1: the operation is removed (/paths/~1orders/post of the current contract). A client that works today gets 404 or 405 for this operation.',
  ]);
});

test('names ten changes, and the number of further ones', () => {
  const many = Array.from({ length: 13 }, (_, i) => `GET /orders/${i}`);
  const messages = said(ROUTE + contract(['GET /orders', ...many], V1), ROUTE + contract(['GET /orders'], V1));
  expect(messages).toHaveLength(10);
  expect(messages[9]).toMatch(/ 3 more changes of this contract break clients as well\.$/);
  expect(messages[8]).not.toContain('more');
});

test('fails for a Service without a route', () => {
  const service = { of: 'Service/orders' };
  expect(said(app('orders') + contract(['GET /a', 'GET /b'], service), app('orders') + contract(['GET /a'], service))).toHaveLength(1);
});

test('finds a version behind a route with another name, and one that had no route', () => {
  const other = versions(['/v1: orders-v1', '/v2: orders-v2'], { name: 'api', says: { v1: 'current', v2: 'current' } });
  const before = ROUTE + contract(['GET /a', 'GET /b'], V1);
  expect(said(before, other + contract(['GET /a'], { ...V1, of: 'HTTPRoute/api', name: 'api-v1-contract' }))).toHaveLength(1);
  const alone = app('orders-v1') + contract(['GET /a', 'GET /b'], { of: 'Service/orders-v1' });
  expect(said(alone, app('orders-v1') + ROUTE + contract(['GET /v1/a'], { ...V1, server: '/' }))).toEqual([expect.stringContaining('GET /b of orders v1')]);
});

test('passes a contract that moved to a version and only changed its address', () => {
  const alone = app('orders-v1') + contract(['GET /a'], { of: 'Service/orders-v1' });
  expect(said(alone, app('orders-v1') + ROUTE + contract(['GET /a'], { ...V1, server: '/v1' }))).toEqual([]);
});

test.each([
  ['an operation is added', ['GET /a'], ['GET /a', 'GET /b']],
  ['a field need no longer be sent', ['POST /a: item'], ['POST /a']],
])('passes when %s', (_, before, after) => {
  expect(said(ROUTE + contract(before, V1), ROUTE + contract(after, V1))).toEqual([]);
  expect(judges(rule, ROUTE + contract(before, V1), ROUTE + contract(after, V1))).toBe(true);
});

test.each([
  ['another version has another contract', contract(['GET /a', 'GET /b'], V1), contract(['GET /a', 'GET /b'], V1) + contract(['GET /a'], { version: 'v2', name: 'orders-v2-contract' })],
  ['the contract is recorded for the first time', '', contract(['GET /a'], V1)],
  ['the contract of another API is a new one', contract(['GET /a'], V1), contract(['GET /b'], { of: 'Service/carts', name: 'carts-contract' })],
])('does not apply when %s', (_, before, after) => {
  expect(judges(rule, ROUTE + before, ROUTE + after)).toBe(false);
});

test('does not apply to a version from its sunset on', () => {
  const told = versions(['/v1: orders-v1', '/v2: orders-v2'], { says: { v1: 'deprecated=2026-01-01 sunset=2026-11-30', v2: 'current' } });
  const [before, after] = [told + contract(['GET /a', 'GET /b'], V1), told + contract(['GET /a'], V1)];
  expect(said(before, after, '2026-11-29')).toHaveLength(1);
  expect(said(before, after, '2026-11-30')).toEqual([]);
});

test.each([
  ['the ConfigMap', ROUTE, 'cdk8s-zero-downtime/acknowledge.contract-narrowed-in-version: all clients are ours'],
  ['the route', ROUTE.replace('annotations: {', 'annotations: { cdk8s-zero-downtime/acknowledge.contract-narrowed-in-version: all clients are ours,'), ''],
])('is acknowledged on %s, with a reason', (_, route, annotations) => {
  const update = updateBetween(ROUTE + contract(['GET /a', 'GET /b'], V1), route + contract(['GET /a'], { ...V1, annotations }));
  const { findings, acknowledged } = judgedUpdate(update);
  expect(acknowledged.map(({ rule: { id }, acknowledgement }) => [id, acknowledgement!.reason])).toEqual([[rule.id, 'all clients are ours']]);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('is acknowledged on the only workload behind it', () => {
  const acknowledged = app('orders').replace('metadata: { name: orders,', 'metadata: { annotations: { cdk8s-zero-downtime/acknowledge.contract-narrowed-in-version: all clients are ours }, name: orders,');
  const service = { of: 'Service/orders' };
  const update = updateBetween(app('orders') + contract(['GET /a', 'GET /b'], service), acknowledged + contract(['GET /a'], service));
  expect(judgedUpdate(update).acknowledged.map(({ rule: { id } }) => id)).toEqual([rule.id]);
});

test('has the severity from the settings', () => {
  const update = updateBetween(ROUTE + contract(['GET /a', 'GET /b'], V1), ROUTE + contract(['GET /a'], V1));
  const severityOf = (severity: 'warning' | 'off') => judgedUpdate(update, {}, { severities: { [rule.id]: severity } }).findings
    .filter(finding => finding.rule.id === rule.id).map(finding => finding.severity);
  expect(severityOf('warning')).toEqual(['warning']);
  expect(severityOf('off')).toEqual([]);
});
