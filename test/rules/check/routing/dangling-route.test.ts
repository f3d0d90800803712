import { danglingRoute } from '../../../../src/rules/check/routing';
import { appliesTo, manifestsIn, messagesOn, TARGET, verdictsOn } from '../judging';

const rule = danglingRoute;

function ingress(service: string, port = '{ number: 80 }'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { ingressClassName: nginx, defaultBackend: { service: { name: ${service}, port: ${port} } } }
`;
}

test('says which Service is missing', () => {
  expect(verdictsOn(rule, ingress('wbe'))[0].violations).toMatchObject([{
    path: ['spec', 'defaultBackend', 'service', 'name'],
    message: 'The route sends requests to Service wbe, which the manifests do not have in namespace shop: unless it exists elsewhere, all these requests fail with 503.',
    fix: 'Set spec.defaultBackend.service.name to web, or add this Service.',
  }]);
});

test('a Service that is missing in several places of a route is one finding, and the fix mends them all', () => {
  const paths = ['/a', '/b'].map(path => `{ path: ${path}, pathType: Prefix, backend: { service: { name: wbe, port: { number: 80 } } } }`);
  const route = ingress('web').replace('spec: {', `spec: { rules: [{ http: { paths: [${paths.join(', ')}] } }],`);
  const { violations } = verdictsOn(rule, route)[0];
  expect(violations).toMatchObject([{ path: ['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'name'] }]);
  expect(violations[0].edits).toHaveLength(2);
});

test('without a namespace the message names none', () => {
  const cluster = manifestsIn(`apiVersion: v1\nkind: Service\nmetadata: { name: web }\n---${ingress('wbe')}`);
  expect(rule.judge(cluster, TARGET)[0].violations[0].message).not.toContain('namespace');
});

test('passes a Service that is here', () => {
  expect(appliesTo(rule, ingress('web'))).toBe(true);
  expect(messagesOn(rule, ingress('web'))).toEqual([]);
});

test.each([
  ['the namespace has no Services here', 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: a }\nspec: { rules: [{ backendRefs: [{ name: wbe, namespace: other, port: 80 }] }] }\n'],
  ['an operator may make the Service', `${ingress('wbe')}---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: db }\n`],
  ['it is the name of an action of AWS', ingress('ssl-redirect', '{ name: use-annotation }')],
  ['there is no route', ''],
])('does not apply where %s', (_, manifests) => {
  expect(appliesTo(rule, manifests)).toBe(false);
});
