import { mtlsRefusesRouter as rule } from '../../../../src/rules/check/routing';
import { messagesOn, verdictsOn } from '../judging';

const all = (...parts: string[]) => parts.filter(part => part !== '').join('\n---\n');
const policy = (mode: string, { name = 'default', namespace = 'shop', spec = '' } = {}) =>
  `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { mtls: { mode: ${mode} }${spec} }`;
const namespace = (labels: string) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { ${labels} } }`;
const ingress = (name: string, annotations = '{}') =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, annotations: ${annotations} }\nspec: { ingressClassName: ${name}, defaultBackend: { service: { name: web, port: { name: http } } } }`;
const MESH = namespace('istio-injection: enabled');
const OPEN = 'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: web }\nspec: { selector: { matchLabels: { app: web } }, portLevelMtls: { 8080: { mode: PERMISSIVE } } }';

test('an Ingress controller may be in the mesh: a warning', () => {
  expect(verdictsOn(rule, all(policy('STRICT'), ingress('nginx')))).toMatchObject([{
    object: { kind: 'PeerAuthentication' },
    workload: { name: 'web' },
    violations: [{
      severity: undefined,
      path: ['spec', 'mtls', 'mode'],
      message: 'With STRICT, the pods of web accept only connections with a certificate of the mesh, but the router of Ingress web sends to pods, not to Services, and so without one: '
        + 'its requests fail, unless its controller is in the mesh and set to send to Services.',
      fix: 'Set the port of the pods to PERMISSIVE in portLevelMtls of a PeerAuthentication that selects them, or run the controller of Ingress web in the mesh and make it send to Services.',
    }],
  }]);
});

test('a load balancer of the cloud never is: an error', () => {
  expect(verdictsOn(rule, all(policy('STRICT'), ingress('alb')))).toMatchObject([{
    violations: [{
      severity: 'error',
      message: 'With STRICT, the pods of web accept only connections with a certificate of the mesh, but the router of Ingress web is a load balancer outside of the mesh: its requests fail.',
      fix: 'Set the port of the pods to PERMISSIVE in portLevelMtls of a PeerAuthentication that selects them, or route the hosts of Ingress web through a gateway of the mesh.',
    }],
  }]);
});

test.each([
  ['the policy is that of the whole mesh', all(policy('STRICT', { namespace: 'istio-system' }), MESH, ingress('gce'))],
  ['it selects the pods', all(policy('STRICT', { name: 'web', spec: ', selector: { matchLabels: { app: web } }' }), ingress('traefik'))],
])('fails where %s', (_, change) => {
  expect(messagesOn(rule, change)).toHaveLength(1);
});

test('the remedy works', () => {
  expect(messagesOn(rule, all(policy('STRICT'), ingress('alb'), OPEN))).toEqual([]);
});

test.each([
  ['the mode is PERMISSIVE', all(policy('PERMISSIVE'), ingress('alb'))],
  ['the pods are not in the mesh', all(policy('STRICT'), namespace('team: shop'), ingress('alb'))],
  ['the policy of the mesh is for pods that nothing shows to be in it', all(policy('STRICT', { namespace: 'istio-system' }), ingress('alb'))],
  ['the route is of the mesh', all(policy('STRICT'), ingress('istio'))],
  ['the class of the route does not tell its router', all(policy('STRICT'), ingress('public'))],
  ['nginx sends to Services', all(policy('STRICT'), ingress('nginx', '{ nginx.ingress.kubernetes.io/service-upstream: "true" }'))],
  ['nginx sends all routes to Services', all(policy('STRICT'), ingress('nginx'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ingress-nginx-controller, namespace: ingress-nginx }\ndata: { service-upstream: "true" }')],
  ['no route leads to the pods', all(policy('STRICT'), MESH)],
])('nothing is found where %s', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});
