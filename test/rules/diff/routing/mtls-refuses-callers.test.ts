import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { mtlsRefusesCallers as rule } from '../../../../src/rules/diff/routing';
import { messagesOn, violationsOn } from '../updating';

const all = (...parts: string[]) => parts.filter(part => part !== '').join('\n---\n');
const policy = (mode: string, { name = 'default', namespace = 'shop', spec = '' } = {}) =>
  `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { mtls: { mode: ${mode} }${spec} }`;
const namespace = (labels: string) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { ${labels} } }`;
const pods = (metadata: string) => `kind: Deployment\nspec: { template: { metadata: { ${metadata} } } }`;
const BALANCED = 'kind: Service\nspec: { type: LoadBalancer }';
const MESH = namespace('istio-injection: enabled');
const { before } = rule.examples;

test('fails when a policy becomes STRICT while a router sends from outside of the mesh', () => {
  const [{ path, message, fix, recipe }] = violationsOn(rule, policy('STRICT'), all(before, policy('PERMISSIVE')));
  expect(path).toEqual(['spec', 'mtls', 'mode']);
  expect(message).toBe('PeerAuthentication default will make the pods of web accept only connections with a certificate of the mesh, '
    + 'but Ingress web sends requests from outside of the mesh: they get no response as soon as the release is applied.');
  expect(`${fix} ${recipeInWords(recipe!)}`).toBe('Add the router of Ingress web to the mesh first, or set the port of the pods to PERMISSIVE in portLevelMtls of a PeerAuthentication that selects them. '
    + 'Release this change, but leave PeerAuthentication default as it is now.');
});

test.each([
  ['a load balancer', all(BALANCED, MESH), policy('STRICT'), 'Send the requests to Service web through a gateway of the mesh first'],
  ['the policy of the whole mesh', all(before, MESH), policy('STRICT', { namespace: 'istio-system' })],
  ['a policy that selects the pods', all(before, policy('PERMISSIVE')), policy('STRICT', { name: 'web', spec: ', selector: { matchLabels: { app: web } }' })],
  ['pods of an ambient mesh', all(before, namespace('istio.io/dataplane-mode: ambient')), policy('STRICT')],
  ['a caller without a proxy', all(MESH, 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: cron }\nspec: { selector: { matchLabels: { app: cron } }, template: { metadata: { labels: { app: cron, sidecar.istio.io/inject: "false" } }, spec: { containers: [{ name: cron, image: "r.example.com/cron:1.0.0", args: ["http://web:80/"] }] } } }'), policy('STRICT'), 'Add the pods of Deployment cron to the mesh first'],
])('fails with %s', (_, running, change, fix = 'Add the router of Ingress web to the mesh first') => {
  const found = violationsOn(rule, change, running);
  expect(found).toHaveLength(1);
  expect(found[0].fix).toContain(fix);
});

const HOOK = (policyOfFailure: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: policy }
webhooks: [{ name: pods.policy.example.com, failurePolicy: ${policyOfFailure}, clientConfig: { service: { name: web, namespace: shop } }, rules: [] }]`;

test('fails when the API server calls the pods for a webhook', () => {
  expect(violationsOn(rule, policy('STRICT'), all(MESH, HOOK('Fail')))).toMatchObject([{
    message: 'PeerAuthentication default will make the pods of web accept only connections with a certificate of the mesh, '
      + 'but the API server calls them from outside of the mesh for ValidatingWebhookConfiguration policy: it gets no response, and rejects requests that need one as soon as the release is applied.',
    fix: 'First set the port of the pods to PERMISSIVE in portLevelMtls of a PeerAuthentication that selects them.',
  }]);
  expect(messagesOn(rule, policy('STRICT'), all(MESH, HOOK('Ignore')))).toEqual([]);
});

test('fails when the exception of a STRICT mesh is removed', () => {
  const running = all(before, MESH, policy('STRICT', { name: 'mesh', namespace: 'istio-system' }), policy('PERMISSIVE'));
  expect(messagesOn(rule, 'kind: PeerAuthentication\nmetadata: { name: default, namespace: shop }\n$patch: delete', running)).toHaveLength(1);
});

test.each([
  ['the router is in the mesh', all(before, 'kind: Ingress\nmetadata: { name: web, annotations: { nginx.ingress.kubernetes.io/service-upstream: "true" } }'), policy('STRICT')],
  ['the pods are not in the mesh', all(before, namespace('team: shop')), policy('STRICT')],
  ['the pods are left out of it', all(before, pods('labels: { sidecar.istio.io/inject: "false" }')), policy('STRICT')],
  ['the policy of the mesh is for pods that nothing says to be in it', before, policy('STRICT', { namespace: 'istio-system' })],
  ['a port is left open', before, policy('STRICT', { spec: ', portLevelMtls: { 8080: { mode: PERMISSIVE } }, selector: { matchLabels: { app: web } }' })],
  ['the proxy leaves out a port', all(BALANCED, MESH, pods('annotations: { traffic.sidecar.istio.io/excludeInboundPorts: "8080" }')), policy('STRICT')],
  ['it was STRICT before', all(before, policy('STRICT')), policy('STRICT', { name: 'web', spec: ', selector: { matchLabels: { app: web } }' })],
  ['it is unset', before, policy('UNSET')],
  ['nothing is known to call from outside', MESH, policy('STRICT')],
  ['the pods are a gateway of the mesh', all(BALANCED, MESH, pods('annotations: { inject.istio.io/templates: gateway }')), policy('STRICT')],
])('passes where %s', (_, running, change) => {
  expect(messagesOn(rule, change, running)).toEqual([]);
});

describe('a mode that changes between DISABLE and STRICT in one step', () => {
  const web = (mode: string, ports = '') => policy(mode, { name: 'web', spec: `, selector: { matchLabels: { app: web } }${ports}` });

  test('fails for clients inside of the mesh', () => {
    const [{ path, severity, message, fix, recipe }] = violationsOn(rule, policy('STRICT'), all(MESH, policy('DISABLE')));
    expect({ path, severity }).toEqual({ path: ['spec', 'mtls', 'mode'], severity: 'warning' });
    expect(message).toBe('The mode of the pods of web changes from DISABLE to STRICT in one step by PeerAuthentication default: until the proxies of clients and pods all have it, '
      + 'some send what the others do not accept, and these requests fail.');
    expect(fix).toBe('Set spec.mtls.mode to PERMISSIVE, which accepts both, until all proxies have it.');
    expect(recipeInWords(recipe!)).toBe('Release 1: this change, but with spec.mtls.mode of PeerAuthentication default set to PERMISSIVE. When all proxies have the new policy, release 2: the rest of this change.');
  });

  test.each([
    ['back to DISABLE', policy('STRICT'), policy('DISABLE')],
    ['by the policy of the whole mesh', policy('DISABLE', { name: 'mesh', namespace: 'istio-system' }), policy('STRICT', { name: 'mesh', namespace: 'istio-system' })],
    ['by a new policy that selects the pods', policy('DISABLE'), web('STRICT')],
    ['at one port', web('PERMISSIVE', ', portLevelMtls: { 8080: { mode: DISABLE } }'), web('PERMISSIVE', ', portLevelMtls: { 8080: { mode: STRICT } }')],
    ['at a port that loses its exception', web('STRICT', ', portLevelMtls: { 8080: { mode: DISABLE } }'), web('STRICT', ', portLevelMtls: null')],
  ])('fails %s', (_, from, to) => {
    expect(violationsOn(rule, to, all(MESH, from)).map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('keeps the exception of a STRICT mesh as PERMISSIVE when it is removed', () => {
    const running = all(MESH, policy('STRICT', { name: 'mesh', namespace: 'istio-system' }), policy('DISABLE'));
    const [{ recipe }] = violationsOn(rule, 'kind: PeerAuthentication\nmetadata: { name: default, namespace: shop }\n$patch: delete', running);
    expect(recipeInWords(recipe!)).toMatch(/^Release 1: this change, but keep PeerAuthentication default and with spec\.mtls\.mode of PeerAuthentication default set to PERMISSIVE\. /);
  });

  test.each([
    ['it becomes PERMISSIVE', policy('DISABLE'), policy('PERMISSIVE')],
    ['it was PERMISSIVE', policy('PERMISSIVE'), policy('STRICT')],
    ['it is of other pods', policy('DISABLE', { name: 'jobs', spec: ', selector: { matchLabels: { app: jobs } }' }), policy('STRICT', { name: 'jobs', spec: ', selector: { matchLabels: { app: jobs } }' })],
    ['the pods are left out of the mesh', all(pods('labels: { sidecar.istio.io/inject: "false" }'), policy('DISABLE')), policy('STRICT')],
  ])('passes where %s', (_, from, to) => {
    expect(messagesOn(rule, to, all(MESH, from))).toEqual([]);
  });

  test('is one finding where a router outside of the mesh is refused for good', () => {
    expect(violationsOn(rule, policy('STRICT'), all(before, MESH, policy('DISABLE'))).map(({ severity }) => severity)).toEqual([undefined]);
  });
});
