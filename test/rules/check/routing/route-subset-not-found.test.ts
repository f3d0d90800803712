import { routeSubsetNotFound as rule } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const mesh = (destination: string, subsets = "[{ name: stable, labels: { app: web } }, { name: gone, labels: { app: web, version: '9' } }]", host = 'web') => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web }
spec: { host: ${host}, subsets: ${subsets} }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec: { hosts: [web], http: [{ route: [${destination}] }] }
`;
const to = (subset: string, more = '') => `{ destination: { host: web, subset: ${subset} }${more} }`;

test('fails when no DestinationRule defines the subset', () => {
  const [{ path, message, edits }] = verdictsOn(rule, mesh(to('stabel')))[0].violations;
  expect(path).toEqual(['spec', 'http', 0, 'route', 0, 'destination', 'subset']);
  expect(message).toBe('No DestinationRule defines subset stabel of web, only stable and gone: every request that is sent to it is answered with 503.');
  expect(edits).toEqual([{ path, value: 'stable' }]);
  expect(messagesOn(rule, mesh(to('v2'), '[]'))).toEqual(['No DestinationRule defines subset v2 of web: every request that is sent to it is answered with 503.']);
});

test('fails when no pod has the labels of the subset', () => {
  expect(messagesOn(rule, mesh(to('gone')))).toEqual(['No pod of Service web has the labels {"app":"web","version":"9"} of subset gone: every request that is sent to it is answered with 503.']);
});

test('passes a subset with pods, one without weight, and the long name of the host', () => {
  expect(messagesOn(rule, mesh(to('stable')))).toEqual([]);
  expect(messagesOn(rule, mesh(to('v2', ', weight: 0')))).toEqual([]);
  expect(messagesOn(rule, mesh(to('stable'), undefined, 'web.shop.svc.cluster.local'))).toEqual([]);
});

test('passes a host whose DestinationRule is not in the manifests', () => {
  expect(messagesOn(rule, mesh(to('v2'), undefined, 'other'))).toEqual([]);
});

test('does not apply to a route without subsets', () => {
  expect(appliesTo(rule, mesh('{ destination: { host: web } }'))).toBe(false);
});
