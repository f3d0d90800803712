import { contract } from './contract-manifests';
import { contractMissingAfter as rule } from '../../../../src/rules/diff/contract';
import { app, found, versions } from '../routing/route-manifests';

const ROUTE = versions(['/v1: orders-v1', '/v2: orders-v2'], { says: { v1: 'current', v2: 'current' } });
const V1 = contract(['GET /a'], { version: 'v1', name: 'orders-v1-contract' });
const V2 = contract(['GET /a'], { version: 'v2', name: 'orders-v2-contract' });
const said = (before: string, after: string) => found(rule, before, after).map(({ message }) => message);

test('warns when the contract of a routed version is removed', () => {
  expect(said(ROUTE + V1 + V2, ROUTE + V2)).toEqual([
    'ConfigMap orders-v1-contract is removed, and with it the contract of orders v1; clients still call HTTPRoute orders v1, and from now on changes are not compared.',
  ]);
});

test('warns when the contract of an existing Service is removed', () => {
  expect(said(app('orders') + contract(['GET /a'], { of: 'Service/orders' }), app('orders'))).toHaveLength(1);
});

test.each([
  ['the version is removed with its route', ROUTE + V1 + V2, versions(['/v2: orders-v2'], { says: { v2: 'current' } }) + V2],
  ['all is removed', ROUTE + V1, app('other')],
  ['the ConfigMap has another name', ROUTE + V1, ROUTE + V1.replace('orders-v1-contract', 'v1')],
  ['a contract is recorded for the first time', ROUTE, ROUTE + V1],
])('passes when %s', (_, before, after) => {
  expect(said(before, after)).toEqual([]);
});
