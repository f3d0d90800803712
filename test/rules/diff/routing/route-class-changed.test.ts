import { app, document, found, httpRoute, ingress, judges, NOTHING } from './route-manifests';
import { routeClassChanged as rule } from '../../../../src/rules/diff/routing';

const PATHS = ['shop.example.com/'];
const BACKEND = '{ backendRefs: [{ name: web, port: 80 }] }';

function of(className: string, more: { readonly name?: string; readonly annotations?: string } = {}): string {
  return ingress(PATHS, { className, ...more });
}

test('fails when an Ingress gets another class, and leaves it', () => {
  expect(found(rule, of('traefik'), of('haproxy'))).toEqual([{
    message: 'Ingress web moves from class traefik to class haproxy: the old router drops its routes at once, and clients find the new one only when DNS and their caches have changed.',
    fix: 'Leave spec.ingressClassName as it is, add a second Ingress for class haproxy, and remove the first when DNS has moved all clients to the new address.',
    path: ['spec', 'ingressClassName'],
    severity: undefined,
    on: 'web',
    recipe: 'Release this change, but with spec.ingressClassName of Ingress web set to traefik.',
  }]);
});

test('knows the annotation for a class', () => {
  const annotated = (name: string): string => of('', { annotations: `kubernetes.io/ingress.class: ${name}` });
  const [violation] = found(rule, annotated('traefik'), annotated('haproxy'));
  expect(violation.path).toEqual(['metadata', 'annotations', 'kubernetes.io/ingress.class']);
  expect(violation.recipe).toBe('Release this change, but with metadata.annotations[\'kubernetes.io/ingress.class\'] of Ingress web set to traefik.');
  expect(found(rule, annotated('traefik'), of('traefik'))).toEqual([]);
  expect(found(rule, annotated('traefik'), of('haproxy'))[0].recipe).toContain('leave out spec.ingressClassName of Ingress web and with metadata.annotations');
});

test('warns when the class is left out', () => {
  expect(found(rule, of('traefik'), of(''))).toEqual([expect.objectContaining({
    severity: 'warning',
    message: 'Ingress web leaves out its class, traefik: the default class is set only when an Ingress is created, so its router drops the route unless it serves Ingresses without a class.',
    fix: 'Leave spec.ingressClassName as it is.',
    recipe: 'Release this change, but with spec.ingressClassName of Ingress web set to traefik.',
  })]);
});

test('knows the default class', () => {
  const fallback = document('apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: traefik, annotations: { ingressclass.kubernetes.io/is-default-class: "true" } }\nspec: { controller: traefik.io/ingress-controller }');
  expect(found(rule, of('') + fallback, of('haproxy') + fallback)).toHaveLength(1);
  expect(found(rule, of('') + fallback, of('traefik') + fallback)).toEqual([]);
  expect(found(rule, of(''), of('haproxy'))).toEqual([]);
  expect(found(rule, of(''), of('haproxy'), { platform: 'gke' })).toHaveLength(1);
});

test('fails when an HTTPRoute moves to another Gateway, and attaches it to both for one release', () => {
  const to = (parents: string): string => httpRoute(['shop.example.com'], BACKEND, { parents });
  const gateway = document('apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: old, namespace: shop }\nspec: { gatewayClassName: a, listeners: [] }');
  expect(found(rule, to('{ name: old }'), to('{ name: new }'))).toEqual([{
    message: 'HTTPRoute web moves from Gateway old to Gateway new: the old router drops its routes at once, and clients find the new one only when DNS and their caches have changed.',
    fix: 'Keep both in spec.parentRefs until DNS has moved all clients to the new address.',
    path: ['spec', 'parentRefs'],
    severity: undefined,
    on: 'web',
    recipe: 'Release 1: this change, but with spec.parentRefs of HTTPRoute web set to [{ "name": "old" }, { "name": "new" }]. '
      + 'When DNS has moved all clients to the new address, release 2: the rest of this change.',
  }]);
  expect(found(rule, to('{ name: old }') + gateway, to('{ name: new }'))[0].recipe).toContain('Release 1: this change, but keep Gateway old and with');
  expect(found(rule, to('{ name: old, sectionName: https }'), to('{ name: old, sectionName: http }'))[0].message).toContain('from Gateway old, listener https to Gateway old, listener http:');
  expect(found(rule, to('{ name: old, sectionName: https }'), to('{ name: old }'))).toEqual([]);
  expect(found(rule, to('{ name: old }'), to('{ name: old }, { name: new }'))).toEqual([]);
  expect(found(rule, to('{ name: old }'), to('{ name: old, namespace: shop }'))).toEqual([]);
});

test('fails when a route with another router replaces one, and keeps the old one for a release', () => {
  expect(found(rule, of('traefik') + app('web'), httpRoute(['shop.example.com'], BACKEND) + app('web'))).toEqual([{
    message: 'Ingress web is removed, and HTTPRoute web serves its paths through Gateway public instead of class traefik: clients find the new address only when DNS and their caches have changed.',
    fix: 'Keep Ingress web beside the other until DNS has moved all clients to the new address.',
    path: ['spec', 'ingressClassName'],
    severity: undefined,
    on: 'web',
    recipe: 'Release 1: this change, but keep Ingress web. When DNS has moved all clients to the new address, release 2: the rest of this change.',
  }]);
});

test('fails when the load balancer of one Ingress is removed with it', () => {
  const group = (name: string): string => `alb.ingress.kubernetes.io/group.name: ${name}`;
  expect(found(rule, of('alb'), of('alb', { name: 'shop' }))[0].message).toContain('through the load balancer of Ingress shop instead of the load balancer of Ingress web:');
  expect(found(rule, of('alb', { annotations: group('a') }), of('alb', { name: 'shop', annotations: group('b') }))[0].message).toContain('through the load balancer of group b instead of the load balancer of group a:');
  expect(found(rule, of('alb', { annotations: group('a') }), of('alb', { name: 'shop', annotations: group('a') }))).toEqual([]);
  expect(found(rule, of('gce'), of('gce', { name: 'shop' }))[0].recipe).toBeUndefined();
});

test.each([
  ['another of the same class has the paths', of('traefik'), of('traefik', { name: 'shop' })],
  ['the other was there before', of('traefik') + of('haproxy', { name: 'shop' }), of('haproxy', { name: 'shop' })],
  ['a second one keeps the old class', of('traefik'), of('haproxy') + of('traefik', { name: 'old' })],
  ['it stays', of('traefik'), of('traefik')],
])('passes when %s', (_, before, after) => {
  expect(judges(rule, before, after)).toBe(true);
  expect(found(rule, before, after)).toEqual([]);
});

test('does not apply to paths that are no longer served', () => {
  expect(judges(rule, of('traefik'), NOTHING)).toBe(false);
  expect(found(rule, of('traefik'), ingress(['new.example.com/'], { className: 'haproxy' }))).toEqual([]);
});
