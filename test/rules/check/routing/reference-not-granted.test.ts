import { referenceNotGranted as rule } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: help, namespace: support }
spec: { selector: { app: help }, ports: [{ port: 80 }] }
`;
const route = (kind = 'HTTPRoute', backend = '{ name: help, namespace: support, port: 80 }'): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: help }
spec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [${backend}] }] }
`;
const grant = (from: string, to: string, version = 'v1beta1', namespace = 'support'): string => `---
apiVersion: gateway.networking.k8s.io/${version}
kind: ReferenceGrant
metadata: { name: routes, namespace: ${namespace} }
spec: { from: [${from}], to: [${to}] }
`;
const ROUTES = '{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }';
const SERVICES = "{ group: '', kind: Service }";
const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: { name: tls, namespace: certs }\ntype: kubernetes.io/tls\n';
const GATEWAY = `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public }
spec: { gatewayClassName: contour, listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: tls, namespace: certs }] } }] }
`;

test('warns if the namespace of the Service has no ReferenceGrant here, and the fix adds one', () => {
  expect(verdictsOn(rule, SERVICE + route())).toMatchObject([{
    object: { kind: 'HTTPRoute', name: 'help' },
    violations: [{
      path: ['spec', 'rules', 0, 'backendRefs', 0, 'name'],
      severity: 'warning',
      message: 'The manifests have no ReferenceGrant of namespace support that lets HTTPRoutes of namespace shop refer to Service help: '
        + 'unless one exists elsewhere, requests that HTTPRoute help sends to it get status 500.',
      fix: expect.stringMatching(/^Add ReferenceGrant shop\.help\.help of gateway\.networking\.k8s\.io\/v1beta1 with spec .*, in namespace support\.$/),
      edits: [{ path: [], value: { metadata: { namespace: 'support' } } }],
      byHand: expect.stringContaining('support'),
    }],
  }]);
});

test.each([
  ['another Service', ROUTES, "{ group: '', kind: Service, name: search }"],
  ['Secrets only', ROUTES, "{ group: '', kind: Secret }"],
  ['another namespace', ROUTES.replace('shop', 'other'), SERVICES],
  ['another kind of route', ROUTES.replace('HTTPRoute', 'GRPCRoute'), SERVICES],
  ['another group', ROUTES.replace('gateway.networking.k8s.io', 'example.com'), SERVICES],
])('fails when the ReferenceGrants of the namespace allow only %s', (_, from, to) => {
  const [violation] = verdictsOn(rule, SERVICE + route() + grant(from, to))[0].violations;
  expect(violation.severity).toBeUndefined();
  expect(violation.message).toBe('No ReferenceGrant of namespace support lets HTTPRoutes of namespace shop refer to Service help: '
    + 'requests that HTTPRoute help sends to it get status 500.');
});

test('a ReferenceGrant in the namespace of the route does not count', () => {
  expect(messagesOn(rule, SERVICE + route() + grant(ROUTES, SERVICES, 'v1', 'shop'))).toHaveLength(1);
});

test('several backends that need the same ReferenceGrant are one finding', () => {
  const backend = '{ name: help, namespace: support, port: 80 }';
  expect(messagesOn(rule, SERVICE + route('HTTPRoute', `${backend}, ${backend}`))).toHaveLength(1);
});

test('says for other routes than HTTPRoutes that all traffic fails', () => {
  expect(messagesOn(rule, SERVICE + route('TCPRoute'))[0]).toContain('all traffic that TCPRoute help sends to it fails');
});

test('fails when the certificate of a listener is in a namespace that does not allow it', () => {
  expect(messagesOn(rule, SECRET + GATEWAY)).toEqual(['The manifests have no ReferenceGrant of namespace certs that lets Gateways of namespace shop refer to Secret tls: '
    + 'unless one exists elsewhere, listener https of Gateway public has no certificate, and TLS connections to it fail.']);
  const allowed = grant('{ group: gateway.networking.k8s.io, kind: Gateway, namespace: shop }', "{ group: '', kind: Secret, name: tls }", 'v1', 'certs');
  expect(messagesOn(rule, SECRET + GATEWAY + allowed)).toEqual([]);
});

test.each(['v1alpha2', 'v1beta1', 'v1'])('passes with a ReferenceGrant of %s', version => {
  expect(appliesTo(rule, SERVICE + route())).toBe(true);
  expect(messagesOn(rule, SERVICE + route() + grant(ROUTES, SERVICES, version))).toEqual([]);
  expect(messagesOn(rule, SERVICE + route() + grant(`${ROUTES.replace('shop', 'other')}, ${ROUTES}`, "{ group: '', kind: Service, name: help }", version))).toEqual([]);
});

test.each([
  ['the Service is not in the manifests', `apiVersion: v1\nkind: Service\nmetadata: { name: other, namespace: support }\n${route()}`],
  ['the Service is in the namespace of the route', SERVICE + route('HTTPRoute', '{ name: web, port: 80 }, { name: web, namespace: shop, port: 80 }')],
  ['the backend gets no requests', SERVICE + route('HTTPRoute', '{ name: web, port: 80 }, { name: help, namespace: support, port: 80, weight: 0 }')],
  ['an operator may create missing objects', `${SERVICE}---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: db, namespace: support }\n${route()}`],
  ['it is a VirtualService, which needs no grant', `${SERVICE}---\napiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: a }\nspec: { hosts: [a], http: [{ route: [{ destination: { host: help.support.svc.cluster.local } }] }] }\n`],
  ['the Secret is not in the manifests', GATEWAY.slice(4)],
])('does not apply if %s', (_, manifests) => {
  expect(appliesTo(rule, manifests)).toBe(false);
});
