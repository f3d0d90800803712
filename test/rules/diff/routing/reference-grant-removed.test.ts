import { found } from './route-manifests';
import { referenceGrantRemoved as rule } from '../../../../src/rules/diff/routing';

const service = (name: string): string => `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: support }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
`;
const route = (services: readonly string[], name = 'help'): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: shop }
spec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [${services.map(each => `{ name: ${each}, namespace: support, port: 80 }`).join(', ')}] }] }
`;
const grant = (target = '', more: { readonly name?: string; readonly version?: string; readonly from?: string } = {}): string => `---
apiVersion: gateway.networking.k8s.io/${more.version ?? 'v1beta1'}
kind: ReferenceGrant
metadata: { name: ${more.name ?? 'routes'}, namespace: support }
spec: { from: [{ group: gateway.networking.k8s.io, kind: ${more.from ?? 'HTTPRoute'}, namespace: shop }], to: [{ group: '', kind: Service${target} }] }
`;
const USED = service('help') + route(['help']);

test('fails when the ReferenceGrant of a remaining route is removed, and keeps it', () => {
  expect(found(rule, USED + grant(), USED)).toEqual([expect.objectContaining({
    path: ['metadata', 'name'],
    message: 'ReferenceGrant routes of namespace support is removed and no longer lets HTTPRoutes of namespace shop refer to Service help: '
      + 'as soon as the release is applied, requests that HTTPRoute help sends to it get status 500.',
    fix: 'Keep it until HTTPRoute help no longer refers to Service help.',
    recipe: 'Release this change, but keep ReferenceGrant routes.',
  })]);
});

test.each([
  ['a Service', grant(', name: search')],
  ['a kind of route', grant('', { from: 'GRPCRoute' })],
])('fails when it is narrowed to another %s, and leaves it as it is', (_, narrowed) => {
  expect(found(rule, USED + grant(), USED + narrowed)).toEqual([expect.objectContaining({
    path: ['spec'],
    message: expect.stringContaining('ReferenceGrant routes of namespace support no longer lets HTTPRoutes of namespace shop refer to Service help:'),
    recipe: 'Release this change, but leave ReferenceGrant routes as it is now.',
  })]);
});

test('fails although the Service is not among the manifests', () => {
  expect(found(rule, route(['help']) + grant(), route(['help']))).toHaveLength(1);
});

test('names each route that loses the grant', () => {
  const both = service('help') + route(['help']) + route(['help'], 'other');
  expect(found(rule, both + grant(), both)).toHaveLength(2);
});

test('fails when a Gateway loses its certificate', () => {
  const gateway = `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec: { gatewayClassName: contour, listeners: [{ name: https, port: 443, tls: { certificateRefs: [{ name: tls, namespace: support }] } }] }
`;
  const allowed = grant('', { from: 'Gateway' }).replace('kind: Service', 'kind: Secret');
  expect(found(rule, gateway + allowed, gateway).map(({ message }) => message)).toEqual([expect.stringContaining(
    'lets Gateways of namespace shop refer to Secret tls: as soon as the release is applied, listener https of Gateway public has no certificate,')]);
});

test.each([
  ['another ReferenceGrant allows the same', USED + grant(), USED + grant('', { name: 'other' })],
  ['it is narrowed to what is used', USED + grant(), USED + grant(', name: help')],
  ['it is written for another version of the API', USED + grant(), USED + grant('', { version: 'v1' })],
  ['the route no longer needs it', service('help') + service('search') + route(['help', 'search']) + grant(', name: help'), service('search') + service('help') + route(['search'])],
  ['the route is removed as well', USED + grant(), service('help')],
  ['the Service is removed as well', USED + grant(), route(['help'])],
  ['it allowed nothing that is used', USED + grant(', name: search'), USED],
  ['the route named the Service for the first time', service('help') + route(['search']) + grant(), USED],
])('passes where %s', (_, before, after) => {
  expect(found(rule, before, after)).toEqual([]);
});
