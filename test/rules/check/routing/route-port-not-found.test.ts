import { routePortNotFound } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = routePortNotFound;

function ingress(port: string, service = 'web'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { ingressClassName: nginx, rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${service}, port: ${port} } } }] } }] }
`;
}

function httpRoute(port: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { rules: [{ backendRefs: [{ name: web${port} }] }] }
`;
}

test('names the ports of the Service', () => {
  expect(verdictsOn(rule, ingress('{ number: 8080 }'))[0].violations).toMatchObject([{
    path: ['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'port', 'number'],
    message: 'The route sends to port 8080 of Service web, which has only 80 (http): every request to it fails.',
    fix: 'Set spec.rules[0].http.paths[0].backend.service.port.number to 80.',
  }]);
  expect(verdictsOn(rule, ingress('{ name: web }'))[0].violations).toMatchObject([{
    path: ['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'port', 'name'],
    message: 'The route sends to port "web" of Service web, which has only 80 (http): every request to it fails.',
    fix: 'Set spec.rules[0].http.paths[0].backend.service.port.name to http.',
  }]);
});

test('checks the ports of an HTTPRoute', () => {
  expect(verdictsOn(rule, httpRoute(', port: 8080'))[0].violations).toMatchObject([{
    path: ['spec', 'rules', 0, 'backendRefs', 0, 'port'],
    message: 'The route sends to port 8080 of Service web, which has only 80 (http): every request to it fails.',
    fix: 'Set spec.rules[0].backendRefs[0].port to 80.',
  }]);
});

test('shows a port without a name by its number', () => {
  expect(messagesOn(rule, `${httpRoute(', port: 1')}---\nkind: Service\nspec: { ports: [{ name: metrics, port: 9090 }, { name: http, $patch: delete }] }\n`)[0]).toContain('only 9090 (metrics):');
  expect(messagesOn(rule, `${httpRoute(', port: 1').replace('name: web,', 'name: other,')}---
apiVersion: v1
kind: Service
metadata: { name: other }
spec: { ports: [{ port: 8080 }] }
`)[0]).toContain('which has only 8080:');
});

test.each([ingress('{ number: 80 }'), ingress('{ name: http }'), httpRoute(', port: 80')])('passes a port of the Service, by number or by name', route => {
  expect(appliesTo(rule, route)).toBe(true);
  expect(messagesOn(rule, route)).toEqual([]);
});

test.each([
  ['the Service is not in the manifests', ingress('{ number: 80 }', 'other')],
  ['the route does not name a port', httpRoute('')],
  ['the Service is an ExternalName', `${httpRoute(', port: 1')}---\nkind: Service\nspec: { type: ExternalName, externalName: a.example.com }\n`],
  ['the Service has no ports', `${httpRoute(', port: 1')}---\nkind: Service\nspec: { ports: [{ name: http, $patch: delete }] }\n`],
])('does not apply if %s', (_, manifests) => {
  expect(appliesTo(rule, manifests)).toBe(false);
});

test('passes a name that the AWS controller reads as an action', () => {
  expect(messagesOn(routePortNotFound, `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { alb.ingress.kubernetes.io/actions.web: '{}' } }
spec: { ingressClassName: alb, rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: use-annotation } } } }] } }] }
`)).toEqual([]);
});
