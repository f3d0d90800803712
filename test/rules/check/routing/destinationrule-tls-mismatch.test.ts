import { destinationruleTlsMismatch as rule } from '../../../../src/rules/check/routing';
import { messagesOn, verdictsOn } from '../judging';

const all = (...parts: string[]) => parts.filter(part => part !== '').join('\n---\n');
const policy = (mode: string, { name = 'default', namespace = 'shop', spec = '' } = {}) =>
  `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { mtls: { mode: ${mode} }${spec} }`;
const POD_POLICY = (ports: string, mode = 'STRICT') =>
  policy(mode, { name: 'web', spec: `, selector: { matchLabels: { app: web } }${ports}` });
const destination = (spec: string, { name = 'web', namespace = 'shop', host = 'web' } = {}) =>
  `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { host: "${host}", ${spec} }`;
const tls = (mode: string, others = '') => `trafficPolicy: { tls: { mode: ${mode}${others} } }`;
const MESH = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio-injection: enabled } }';
const STRICT = all(policy('STRICT'), MESH);
const DISABLED = destination(tls('DISABLE'));
const pods = (template: string) => `kind: Deployment\nspec: { template: ${template} }`;

test('plain text to pods that accept only mutual TLS: an error', () => {
  expect(verdictsOn(rule, all(STRICT, DISABLED))).toMatchObject([{
    object: { kind: 'DestinationRule', name: 'web' },
    violations: [{
      severity: undefined,
      path: ['spec', 'trafficPolicy', 'tls', 'mode'],
      message: 'With tls mode DISABLE, the proxies of clients send plain text to the pods of web by Service web, but by PeerAuthentication default '
        + 'the proxies of the pods accept only connections with a certificate of the mesh (mode STRICT): every such request gets 503.',
      fix: 'Set spec.trafficPolicy.tls.mode to ISTIO_MUTUAL, or leave out tls, so that the proxies of clients choose what the pods accept.',
    }],
  }]);
});

test('no policy of the manifests shows that the pods have a proxy: a warning', () => {
  expect(verdictsOn(rule, all(policy('STRICT'), DISABLED))).toMatchObject([{
    violations: [{ severity: 'warning', message: expect.stringMatching(/gets 503, unless these pods have no proxy\.$/) }],
  }]);
});

test('a certificate of another CA: a warning, and the settings for it are removed', () => {
  expect(verdictsOn(rule, all(STRICT, destination(tls('MUTUAL', ', credentialName: partner'))))).toMatchObject([{
    violations: [{
      severity: 'warning',
      message: expect.stringMatching(/send a certificate that is not of the mesh to .* gets 503, unless the CA of the mesh has signed that certificate\.$/),
      fix: 'Set spec.trafficPolicy.tls to { "mode": "ISTIO_MUTUAL" }, or leave out tls, so that the proxies of clients choose what the pods accept.',
    }],
  }]);
});

test('mutual TLS to pods that accept none', () => {
  expect(verdictsOn(rule, all(policy('DISABLE'), MESH, destination(tls('ISTIO_MUTUAL'))))).toMatchObject([{
    violations: [{
      message: 'With tls mode ISTIO_MUTUAL, the proxies of clients send mutual TLS to the pods of web by Service web, but by PeerAuthentication default '
        + 'the proxies of the pods accept no mutual TLS (mode DISABLE): every such request gets 503.',
      fix: 'Set spec.trafficPolicy.tls.mode to DISABLE, or leave out tls, so that the proxies of clients choose what the pods accept.',
    }],
  }]);
});

test('one port of two', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ name: http, port: 80, targetPort: http }, { name: admin, port: 9000, targetPort: 9000 }] }';
  expect(verdictsOn(rule, all(POD_POLICY(', portLevelMtls: { 9000: { mode: DISABLE } }'), MESH, DISABLED, service))).toMatchObject([{
    violations: [{
      message: expect.stringContaining('to the pods of web at port 80 of Service web, but by PeerAuthentication web'),
      fix: 'Remove spec.trafficPolicy, so that the proxies of clients choose what the pods accept.',
    }],
  }]);
});

test('all Services of the mesh: the rule is removed, or kept for its other settings', () => {
  const ofMesh = (others: string) => destination(`trafficPolicy: { tls: { mode: DISABLE }${others} }`, { name: 'default', namespace: 'istio-system', host: '*.local' });
  expect(messagesOn(rule, all(STRICT, ofMesh('')))).toHaveLength(1);
  expect(verdictsOn(rule, all(STRICT, ofMesh(', connectionPool: {}')))).toMatchObject([{
    violations: [{ fix: 'Remove spec.trafficPolicy.tls, so that the proxies of clients choose what the pods accept.' }],
  }]);
});

test.each([
  ['TLS without a certificate', all(STRICT, destination(tls('SIMPLE')))],
  ['a mode that is left out is DISABLE', all(STRICT, destination('trafficPolicy: { tls: { sni: web } }'))],
  ['the host is complete, and the rule beside the clients', all(STRICT, destination(tls('DISABLE'), { namespace: 'accounts', host: 'web.shop.svc.cluster.local' }))],
  ['the policy selects the pods', all(POD_POLICY(''), MESH, DISABLED)],
  ['the policy is that of the whole mesh', all(policy('STRICT', { namespace: 'istio-system' }), MESH, DISABLED)],
  ['the port of the pods is STRICT', all(POD_POLICY(', portLevelMtls: { 8080: { mode: STRICT } }', 'PERMISSIVE'), MESH, DISABLED)],
  ['a port has its own settings', all(STRICT, destination('trafficPolicy: { tls: { mode: ISTIO_MUTUAL }, portLevelSettings: [{ port: { number: 80 }, tls: { mode: DISABLE } }] }'))],
  ['a subset has its own settings', all(STRICT, destination('trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }, subsets: [{ name: all, labels: { app: web }, trafficPolicy: { tls: { mode: DISABLE } } }]'))],
  ['all Services of a namespace', all(STRICT, destination(tls('DISABLE'), { host: '*.shop.svc.cluster.local' }))],
])('fails when %s', (_, change) => {
  expect(messagesOn(rule, change)).toHaveLength(1);
});

test.each([
  ['clients send mutual TLS', all(STRICT, destination(tls('ISTIO_MUTUAL')))],
  ['clients choose', all(STRICT, destination('trafficPolicy: { loadBalancer: { simple: LEAST_REQUEST } }'))],
  ['the pods accept both', all(policy('PERMISSIVE'), MESH, DISABLED)],
  ['no policy makes the pods STRICT', all(MESH, DISABLED)],
  ['the policy is for other pods', all(policy('STRICT', { name: 'api', spec: ', selector: { matchLabels: { app: api } }' }), MESH, DISABLED)],
  ['the policy is for another namespace', all(policy('STRICT', { namespace: 'accounts' }), MESH, DISABLED)],
  ['the port of the pods accepts both', all(POD_POLICY(', portLevelMtls: { 8080: { mode: PERMISSIVE } }'), MESH, DISABLED)],
  ['the namespace is not in the mesh', all(policy('STRICT'), 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }', DISABLED)],
  ['the pods have no proxy', all(STRICT, DISABLED, pods('{ metadata: { labels: { sidecar.istio.io/inject: "false" } } }'))],
  ['requests bypass the proxy of the pods', all(STRICT, DISABLED, pods('{ metadata: { annotations: { traffic.sidecar.istio.io/excludeInboundPorts: "8080" } } }'))],
  ['the proxy of the node decides', all(policy('STRICT'), 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }', DISABLED)],
  ['the settings are for another port', all(STRICT, destination('trafficPolicy: { portLevelSettings: [{ port: { number: 8443 }, tls: { mode: SIMPLE } }] }'))],
  ['the settings of the port leave out TLS, which so is not inherited', all(STRICT, destination('trafficPolicy: { tls: { mode: DISABLE }, portLevelSettings: [{ port: { number: 80 }, loadBalancer: { simple: RANDOM } }] }'))],
  ['the subset has other pods', all(STRICT, destination('subsets: [{ name: v2, labels: { app: other }, trafficPolicy: { tls: { mode: DISABLE } } }]'))],
  ['the host is outside of the cluster', all(STRICT, destination(tls('SIMPLE'), { host: 'web.shop.example.com' }))],
  ['an incomplete host matches no Service', all(STRICT, destination(tls('DISABLE'), { host: 'web.shop' }))],
  ['the host is in another namespace', all(STRICT, destination(tls('DISABLE'), { namespace: 'accounts' }))],
  ['the certificate is that of the mesh', all(STRICT, destination(tls('MUTUAL', ', clientCertificate: /etc/certs/cert-chain.pem, privateKey: /etc/certs/key.pem')))],
  ['the rule of the Service overrides that of the mesh', all(STRICT, destination(tls('DISABLE'), { namespace: 'istio-system', host: '*.local' }), destination(tls('ISTIO_MUTUAL')))],
  ['a more specific rule overrides that of the namespace', all(STRICT, destination(tls('DISABLE'), { host: '*.shop.svc.cluster.local', name: 'all' }), destination(tls('ISTIO_MUTUAL')))],
  ['another rule has the same host, and the older one decides', all(STRICT, DISABLED, destination(tls('ISTIO_MUTUAL'), { name: 'web-tls' }))],
  ['the application ends TLS itself', all(policy('DISABLE'), MESH, destination(tls('SIMPLE')))],
])('nothing is found when %s', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});
