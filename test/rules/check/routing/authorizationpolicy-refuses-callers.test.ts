import { authorizationpolicyRefusesCallers as rule } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const all = (...parts: string[]) => parts.join('\n---\n');
const policy = (spec: string, { name = 'web', namespace = 'shop', annotations = '{}' } = {}) =>
  `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: ${name}, namespace: ${namespace}, annotations: ${annotations} }\nspec: ${spec}`;
const SELECTED = 'selector: { matchLabels: { app: web } }';
const from = (source: string, more = '') => policy(`{ ${SELECTED}, rules: [{ from: [{ source: { ${source} } }]${more} }] }`);
const deny = (denied: string) => policy(`{ ${SELECTED}, action: DENY, rules: [${denied}] }`);
const namespace = (name: string, labels: string) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: { ${labels} } }`;
const MESH = namespace('shop', 'istio-injection: enabled');
const pods = (name: string, { space = 'shop', account = name, env = '' } = {}) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${space} }
spec: { selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name} } }, spec: { serviceAccountName: ${account}, containers: [{ name: ${name}, image: a/${name}:1${env} }] } } }`;
const CALLER = pods('search', { env: ", env: [{ name: WEB, value: 'http://web.shop.svc:80' }]" });
const GATEWAY_PODS = `apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress, namespace: istio-ingress }
spec: { selector: { matchLabels: { istio: ingress } }, template: { metadata: { labels: { istio: ingress } }, spec: { serviceAccountName: ingress, containers: [{ name: istio-proxy, image: istio/proxyv2:1 }] } } }`;
const GATEWAY = 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: public, namespace: istio-ingress }\nspec: { selector: { istio: ingress }, servers: [{ hosts: ["*"] }] }';
const VIRTUAL = 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web, namespace: shop }\nspec: { hosts: [shop.example.com], gateways: [istio-ingress/public], http: [{ route: [{ destination: { host: web } }] }] }';
const ROUTED = all(MESH, GATEWAY_PODS, GATEWAY, VIRTUAL);
const KGATEWAY = 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: public, namespace: edge }\nspec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }] }';
const HTTP_ROUTE = 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: web, namespace: shop }\nspec: { parentRefs: [{ name: public, namespace: edge }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }';
const LABELLED = (labels: string) => `kind: Deployment\nspec: { template: { metadata: { labels: { ${labels} } } } }`;
const ingress = (name: string) => `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec: { ingressClassName: ${name}, defaultBackend: { service: { name: web, port: { name: http } } } }`;

test('fails where only an account is allowed that no pod runs as', () => {
  expect(verdictsOn(rule, all(MESH, CALLER, from('principals: [cluster.local/ns/shop/sa/seach]')))).toMatchObject([{
    object: { kind: 'AuthorizationPolicy' },
    workload: { name: 'web' },
    violations: [{
      severity: 'error',
      path: ['spec', 'rules', 0, 'from', 0, 'source', 'principals'],
      message: 'No pod here runs as a ServiceAccount that AuthorizationPolicy web allows to send requests to the pods of web: all requests get 403.',
      fix: 'Set spec.rules[0].from[0].source.principals to ["cluster.local/ns/shop/sa/search"].',
    }],
  }]);
});

test('fails where the namespace of the gateway is not allowed', () => {
  expect(verdictsOn(rule, all(ROUTED, from('namespaces: [shop]')))).toMatchObject([{
    violations: [{
      severity: 'error',
      path: ['spec', 'rules', 0, 'from', 0, 'source', 'namespaces'],
      message: 'AuthorizationPolicy web does not allow the router of VirtualService web (ServiceAccount istio-ingress/ingress) to send requests to the pods of web, and no other policy here does: these get 403.',
      fix: 'Set spec.rules[0].from[0].source.namespaces to ["shop", "istio-ingress"].',
    }],
  }]);
});

test('fails where no rule of the mesh allows anything', () => {
  const found = verdictsOn(rule, all(ROUTED, policy('{}', { name: 'allow-nothing', namespace: 'istio-system' })));
  expect(found.filter(({ violations }) => violations.length > 0)).toMatchObject([{
    violations: [{
      severity: 'error',
      path: ['spec'],
      message: 'AuthorizationPolicy allow-nothing has no rule, and no other policy here allows requests to the pods of web: all of them get 403.',
      fix: 'Allow the clients in an ALLOW policy: ServiceAccount istio-ingress/ingress, and apply this one afterwards.',
    }],
  }]);
});

test('fails where a caller here is not allowed', () => {
  expect(verdictsOn(rule, all(MESH, CALLER, pods('cart'), from('principals: [td/ns/shop/sa/cart]')))).toMatchObject([{
    violations: [{
      severity: 'warning',
      message: 'AuthorizationPolicy web does not allow Deployment search (ServiceAccount shop/search) to send requests to the pods of web, and no other policy here does: these get 403.',
      fix: 'Set spec.rules[0].from[0].source.principals to ["td/ns/shop/sa/cart", "td/ns/shop/sa/search"].',
    }],
  }]);
});

test('fails where the port is that of the Service, not that of the pods', () => {
  expect(verdictsOn(rule, all(MESH, CALLER, from('namespaces: [shop]', ', to: [{ operation: { ports: ["80"] } }]')))).toMatchObject([{
    violations: [{
      severity: 'error',
      path: ['spec', 'rules', 0, 'to', 0, 'operation', 'ports'],
      message: 'AuthorizationPolicy web allows requests only to port 80, but those to the pods of web are for port 8080, which is the one that counts, not that of the Service: all of them get 403.',
      fix: 'Set spec.rules[0].to[0].operation.ports to ["8080"].',
      byHand: 'that these clients are meant to be allowed',
    }],
  }]);
});

test('fails where a rule denies all requests', () => {
  expect(verdictsOn(rule, all(MESH, deny('{}')))).toMatchObject([{
    violations: [{
      path: ['spec', 'rules', 0],
      message: 'AuthorizationPolicy web denies all requests to the pods of web: they get 403.',
      fix: 'Exclude these clients from the rule, for example with notNamespaces or notPrincipals, or remove it.',
    }],
  }]);
});

test.each([
  ['all other namespaces', deny('{ from: [{ source: { notNamespaces: [shop] } }] }'), 'AuthorizationPolicy web denies the requests of the router of VirtualService web (ServiceAccount istio-ingress/ingress) to the pods of web: they get 403.'],
  ['the namespace of the gateway', deny('{ from: [{ source: { namespaces: [istio-*] } }] }'), 'AuthorizationPolicy web denies the requests of the router'],
  ['all accounts but one', deny('{ from: [{ source: { notPrincipals: ["*/ns/shop/sa/search"] } }] }'), 'AuthorizationPolicy web denies the requests of the router'],
  ['all paths of the port', deny('{ to: [{ operation: { ports: ["8080"], paths: ["/*"] } }] }'), 'AuthorizationPolicy web denies all requests'],
])('fails where a rule denies %s', (_, denied, message) => {
  expect(messagesOn(rule, all(ROUTED, denied))).toEqual([expect.stringContaining(message)]);
});

test.each([
  ['the Gateway of Istio that a route names', all(MESH, KGATEWAY, HTTP_ROUTE, from('namespaces: [shop]')), 'HTTPRoute web (namespace edge)'],
  ['a router of the cloud', all(MESH, ingress('alb'), from('namespaces: [shop]')), 'Ingress web (without a certificate of the mesh)'],
  ['a router whose pods are elsewhere', all(MESH, ingress('nginx'), from('namespaces: [shop]')), 'Ingress web to send requests to the pods of web, and no other policy here does: these get 403, unless the router runs as one that is allowed'],
  ['a gateway whose pods are elsewhere', all(MESH, VIRTUAL, from('serviceAccounts: [search]'), pods('search')), 'VirtualService web to send'],
  ['a caller that its own namespace leaves out of the mesh', all(MESH, namespace('jobs', 'team: jobs'), pods('report', { space: 'jobs', env: ", env: [{ name: WEB, value: 'http://web.shop' }]" }), from('namespaces: [jobs]')), 'Deployment report (without a certificate of the mesh)'],
  ['a router by its port', all(ROUTED, policy(`{ ${SELECTED}, rules: [{ from: [{ source: { namespaces: [istio-ingress] } }], to: [{ operation: { ports: ["9090"] } }] }, { from: [{ source: { namespaces: [shop] } }] }] }`)), 'VirtualService web (ServiceAccount istio-ingress/ingress)'],
])('fails where it does not allow %s', (_, change, message) => {
  expect(messagesOn(rule, change)).toEqual([expect.stringContaining(message)]);
});

test('names the policy with rules where another has none', () => {
  const found = verdictsOn(rule, all(ROUTED, policy('{}', { name: 'allow-nothing', namespace: 'istio-system' }), from('namespaces: [shop]')));
  expect(found.filter(({ violations }) => violations.length > 0).map(({ object: { name } }) => name)).toEqual(['web']);
});

test('the policies of a gateway count only if they allow nothing or deny all', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: ingress, namespace: istio-ingress }\nspec: { type: LoadBalancer, selector: { istio: ingress }, ports: [{ port: 443, targetPort: 8443 }] }';
  const own = (spec: string) => all(ROUTED, service, policy(spec, { name: 'edge', namespace: 'istio-ingress' }));
  expect(messagesOn(rule, own('{}'))).toEqual([expect.stringContaining('requests to the pods of ingress')]);
  expect(messagesOn(rule, own('{ rules: [{ from: [{ source: { principals: ["*"] } }] }] }'))).toEqual([]);
});

test.each([
  ['the gateway is allowed by its account', all(ROUTED, from('principals: [cluster.local/ns/istio-ingress/sa/ingress]'))],
  ['another policy allows the gateway', all(ROUTED, from('namespaces: [shop]'), policy('{ rules: [{ from: [{ source: { namespaces: ["istio-*"] } }] }] }', { name: 'gateway' }))],
  ['another policy allows everything', all(ROUTED, from('namespaces: [shop]'), policy('{ rules: [{}] }', { name: 'open' }))],
  ['the policy is only logged', all(ROUTED, policy('{ action: AUDIT, rules: [{}] }'))],
  ['another authorizer decides', all(ROUTED, policy('{ action: CUSTOM, provider: { name: oauth }, rules: [{}] }'))],
  ['the policy is tried without effect', all(ROUTED, policy('{}', { annotations: '{ istio.io/dry-run: "true" }' }))],
  ['the policy is for a waypoint', all(ROUTED, policy('{ targetRefs: [{ kind: Service, name: web }] }'))],
  ['the policy selects other pods', all(ROUTED, policy('{ selector: { matchLabels: { app: cart } } }'))],
  ['the policy is of another namespace', all(ROUTED, policy('{}', { namespace: 'cart' }))],
  ['the pods are not in the mesh', all(namespace('shop', 'team: shop'), ingress('alb'), from('namespaces: [shop]'))],
  ['requests need a token', all(ROUTED, from('requestPrincipals: ["*"]'))],
  ['a condition decides', all(ROUTED, policy(`{ ${SELECTED}, action: DENY, rules: [{ when: [{ key: 'request.headers[a]', values: [b] }] }] }`))],
  ['some paths are denied', all(ROUTED, deny('{ to: [{ operation: { paths: [/admin] } }] }'))],
  ['addresses decide', all(ROUTED, from('ipBlocks: [10.0.0.0/8]'))],
  ['a DENY policy has no rule', all(ROUTED, policy('{ action: DENY }'))],
  ['the pods of the allowed account may be elsewhere', all(MESH, from('principals: [cluster.local/ns/cart/sa/cart]'))],
  ['the allowed account exists', all(MESH, CALLER, 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: seach, namespace: shop }', from('principals: [cluster.local/ns/shop/sa/seach, cluster.local/ns/shop/sa/search]'))],
  ['an identity has another form', all(MESH, CALLER, from('principals: [spire/web]'))],
  ['the router may run in an allowed namespace', all(MESH, ingress('nginx'), from('namespaces: [shop, ingress-nginx]'))],
  ['the Gateway has its pods elsewhere', all(MESH, KGATEWAY.replace('spec: {', 'spec: { addresses: [{ value: gateway.istio-ingress.svc }],'), HTTP_ROUTE, from('namespaces: [istio-ingress]'))],
  ['a waypoint sends the requests', all(namespace('shop', 'istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint'), GATEWAY_PODS, GATEWAY, VIRTUAL, from('namespaces: [shop]'))],
  ['the allowed account may be that of a release elsewhere, as no client is here', all(MESH, from('principals: [cluster.local/ns/shop/sa/checkout]'))],
  ['the pods decline the proxy but name its revision, as those of istiod do', all(ROUTED, LABELLED('sidecar.istio.io/inject: "false", istio.io/rev: default'), policy('{}'))],
  ['the pods decline ambient mode', all(namespace('shop', 'istio.io/dataplane-mode: ambient'), CALLER, LABELLED('istio.io/dataplane-mode: none'), policy('{}'))],
  ['the pods decline ambient mode, and their Namespace is elsewhere', all(CALLER, LABELLED('istio.io/dataplane-mode: none'), policy('{}'))],
  ['clients choose the port of a headless Service', all(MESH, CALLER, 'kind: Service\nspec: { clusterIP: None }', from('namespaces: [shop]', ', to: [{ operation: { ports: ["80"] } }]'))],
  ['the pods use the network of the node', all(CALLER, 'kind: Deployment\nspec: { template: { spec: { hostNetwork: true } } }', policy('{}'))],
  ['the proxy has not all ports', all(MESH, CALLER, 'kind: Deployment\nspec: { template: { metadata: { annotations: { traffic.sidecar.istio.io/excludeInboundPorts: "8080" } } } }', policy('{}'))],
  ['the caller is the workload itself', all(MESH, "kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, env: [{ name: SELF, value: 'http://web.shop' }] }] } } }", pods('cart'), from('principals: [cluster.local/ns/shop/sa/cart]'))],
])('nothing is found where %s', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});

test('pods of ambient mode without a waypoint are judged', () => {
  expect(messagesOn(rule, all(namespace('shop', 'istio.io/dataplane-mode: ambient'), GATEWAY_PODS, GATEWAY, VIRTUAL, from('namespaces: [shop]')))).toHaveLength(1);
});

test('a policy of the mesh does not show that the pods of its namespace have a proxy', () => {
  const beside = (labels = '') => `${pods('kiali', { space: 'istio-system' }).replace('labels: { app: kiali } }, spec', `labels: { app: kiali${labels} } }, spec`)}
---
apiVersion: v1
kind: Service
metadata: { name: kiali, namespace: istio-system }
spec: { selector: { app: kiali }, ports: [{ port: 80, targetPort: 8080 }] }`;
  const open = policy('{}', { name: 'allow-nothing', namespace: 'istio-system' });
  expect(messagesOn(rule, all(namespace('shop', 'team: shop'), beside(), open))).toEqual([]);
  expect(messagesOn(rule, all(namespace('shop', 'team: shop'), beside(', sidecar.istio.io/inject: "true"'), open))).toEqual([expect.stringContaining('requests to the pods of kiali')]);
});

test('a policy of Linkerd is another kind', () => {
  expect(appliesTo(rule, policy('{}').replace('security.istio.io/v1', 'policy.linkerd.io/v1alpha1'))).toBe(false);
});
