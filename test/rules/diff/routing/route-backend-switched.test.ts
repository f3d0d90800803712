import { app, deployment, found, httpRoute, ingress, judges, service } from './route-manifests';
import { routeBackendSwitched as rule } from '../../../../src/rules/diff/routing';

const PATHS = ['shop.example.com/'];
const WEB = ingress(PATHS);
const GREEN = ingress(PATHS, { service: 'green' });

test('fails when the new Service is added in the same release, and switches one release later', () => {
  expect(found(rule, WEB + app('web'), GREEN + app('web') + app('green'))).toEqual([{
    message: 'Requests to shop.example.com/ move from Service web to green, but this release adds Service green: they fail until its pods are ready and the router knows them.',
    fix: 'Set spec.rules[0].http.paths[0].backend.service.name to green one release later.',
    path: ['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'name'],
    severity: 'error',
    on: 'web',
    recipe: 'Release 1: this change, but leave Ingress web as it is now. When its pods are ready, release 2: the rest of this change.',
  }]);
});

test('Ingresses without rules are different routes, if the hosts of their certificates differ', () => {
  const only = (name: string, host: string) => `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: ${name}, namespace: shop }\n`
    + `spec: { ingressClassName: tailscale, defaultBackend: { service: { name: ${name}, port: { number: 80 } } }, tls: [{ hosts: [${host}] }] }\n---\n`;
  const all = (age: string) => only(`${age}-books`, 'books') + only(`${age}-films`, 'films') + app(`${age}-books`, 3, 'books') + app(`${age}-films`, 3, 'films');
  expect(found(rule, all('old'), all('new')).map(({ message }) => message.split(',')[0])).toEqual([
    'Requests to books/ move from Service old-books to new-books', 'Requests to films/ move from Service old-films to new-films',
  ]);
});

test('fails when only the pods of the Service are added in the same release', () => {
  const [violation] = found(rule, WEB + app('web') + service('green'), GREEN + app('web') + app('green'));
  expect(violation.message).toContain('but this release adds Deployment green: they');
});

test('fails when the Service has no pod yet', () => {
  expect(found(rule, WEB + app('web') + service('green') + deployment('blue'), GREEN + app('web') + service('green') + deployment('green'))).toHaveLength(1);
});

test('keeps the old Service where it is removed', () => {
  const [violation] = found(rule, WEB + app('web'), GREEN + app('green'));
  expect(violation.recipe).toContain('keep Service web');
  expect(violation.recipe).toContain('keep Deployment web');
  expect(violation.recipe).toContain('leave Ingress web as it is now');
});

test('finds a switch through another route, also of another kind', () => {
  const route = httpRoute(['shop.example.com'], '{ backendRefs: [{ name: green, port: 80 }] }', { name: 'green' });
  const [violation] = found(rule, WEB + app('web'), route + app('web') + app('green'));
  expect(violation.on).toBe('green');
  expect(violation.path).toEqual(['spec', 'rules', 0, 'backendRefs', 0, 'name']);
  expect(violation.recipe).toBe('Release 1: this change, but keep Ingress web and without HTTPRoute green. When its pods are ready, release 2: the rest of this change.');
  const [other] = found(rule, WEB + ingress(['a.example.com/'], { name: 'green' }) + app('web'), ingress(['b.example.com/']) + ingress(PATHS, { name: 'green', service: 'green' }) + app('web') + app('green'));
  expect(other.recipe).toContain('leave Ingress green as it is now and leave Ingress web as it is now');
});

test('fails when a part of the requests is sent to pods that are not ready', () => {
  const route = (...names: string[]): string => httpRoute(['shop.example.com'], `{ backendRefs: [${names.map(name => `{ name: ${name}, port: 80 }`).join(', ')}] }`);
  const [violation] = found(rule, route('web') + app('web'), route('web', 'green') + app('web') + app('green'));
  expect(violation.message).toBe('A part of the requests to shop.example.com/ is sent to Service green, but this release adds Service green: they fail until its pods are ready and the router knows them.');
  expect(found(rule, route('web') + app('web') + app('green'), route('web', 'green') + app('web') + app('green'))).toEqual([]);
  expect(found(rule, route('web') + app('web'), route('web', 'green, weight: 0') + app('web') + app('green'))).toEqual([]);
});

test('fails when it switches to a Service of another namespace', () => {
  const route = (namespace: string): string => httpRoute(['shop.example.com'], `{ backendRefs: [{ name: web, namespace: ${namespace}, port: 80 }] }`);
  const moved = app('web').replaceAll('namespace: shop', 'namespace: store');
  expect(found(rule, route('shop') + app('web'), route('store') + moved)).toHaveLength(1);
});

test('warns when the AWS controller switches between running Services', () => {
  const of = (name: string): string => ingress(PATHS, { className: 'alb', service: name });
  expect(found(rule, of('web') + app('web') + app('green'), of('green') + app('web') + app('green'))).toEqual([expect.objectContaining({
    severity: 'warning',
    message: 'Requests to shop.example.com/ move from Service web to green in one step: the controller deletes the old target group with its open connections, and the targets of the new one are not healthy yet.',
    fix: 'Forward to both Services by weight with an actions annotation of the Ingress, move the weight, and change the route to the new Service last.',
    recipe: undefined,
  })]);
  expect(found(rule, of('web') + app('web'), of('green') + app('web') + app('green'))).toEqual([expect.objectContaining({
    severity: 'error',
    fix: 'Leave spec.rules[0].http.paths[0].backend.service.name in this release, and then switch by weight. '
      + 'Forward to both Services by weight with an actions annotation of the Ingress, move the weight, and change the route to the new Service last.',
    recipe: 'Release this change, but leave Ingress web as it is now.',
  })]);
});

test.each([
  ['both run already', WEB + app('web') + app('green'), GREEN + app('web') + app('green')],
  ['the new Service is not in the manifests', WEB + app('web'), GREEN + app('web')],
  ['the new Service lists its endpoints itself', WEB + app('web') + service('green').replace('selector: { app: green }, ', ''), GREEN + app('web') + service('green').replace('selector: { app: green }, ', '')],
  ['the route stays', WEB + app('web'), WEB + app('web') + app('green')],
  ['AWS\' controller is told to act', ingress(PATHS, { className: 'alb' }), ingress(PATHS, { className: 'alb', service: 'green' }).replace('number: 80', 'name: use-annotation') + app('green')],
])('passes when %s', (_, before, after) => {
  expect(judges(rule, before, after)).toBe(true);
  expect(found(rule, before, after)).toEqual([]);
});

const gatewayRoute = (backend: string, others = ''): string => httpRoute(['shop.example.com'], `{ backendRefs: [{ name: ${backend}, port: 80 }] }${others}`);
const ALL = app('web') + app('green');
const UNCALLED = ', { matches: [{ path: { value: /green } }], backendRefs: [{ name: green, port: 80 }] }';

test('mentions that a Gateway may not know a running Service that no rule named before', () => {
  expect(found(rule, gatewayRoute('web') + ALL, gatewayRoute('green') + ALL)).toEqual([expect.objectContaining({
    severity: 'info',
    message: 'Requests to shop.example.com/ move from Service web to green, which no rule named before: Contour sends routes and Services to Envoy separately, so requests may get 503 for some milliseconds (observed: 40 of 7355 in 20 switches).',
    fix: 'With Contour, name Service green in a rule that no client calls one release earlier, and Service web until one release later: then no request failed.',
    recipe: undefined,
  })]);
});

test('states that a rule must name a Service of the same release before the switch', () => {
  const [violation] = found(rule, gatewayRoute('web') + app('web'), gatewayRoute('green') + ALL);
  expect(violation.fix).toBe('Set spec.rules[0].backendRefs[0].name to green one release later. With Contour, name it in a rule that no client calls until then: with '
    + 'a Service that no rule named before, the first requests may get 503 for some milliseconds.');
});

test.each([
  ['another rule named it before', gatewayRoute('web', UNCALLED), gatewayRoute('green', UNCALLED)],
  ['the route is that of a mesh', ...['web', 'green'].map(name => gatewayRoute(name).replace(/parentRefs: \[[^\]]*\]/, 'parentRefs: [{ kind: Service, group: "", name: web }]'))],
  ['the Gateway is of GKE', ...['web', 'green'].map(name => gatewayRoute(name).replace('{ name: public }', '{ name: gke-l7-global }'))],
  ['a part of the requests goes to it', gatewayRoute('web'), gatewayRoute('web, port: 80 }, { name: green')],
])('passes a switch between running Services when %s', (_, before, after) => {
  expect(found(rule, before + ALL, after + ALL)).toEqual([]);
});

test('does not apply to a new path', () => {
  expect(judges(rule, WEB + app('web'), ingress(['new.example.com/'], { service: 'green' }) + app('green'))).toBe(false);
});
