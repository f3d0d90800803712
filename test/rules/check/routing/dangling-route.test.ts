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

test('a Service that is missing in several places of a route is one finding, and the fix changes all of them', () => {
  const paths = ['/a', '/b'].map(path => `{ path: ${path}, pathType: Prefix, backend: { service: { name: wbe, port: { number: 80 } } } }`);
  const route = ingress('web').replace('spec: {', `spec: { rules: [{ http: { paths: [${paths.join(', ')}] } }],`);
  const { violations } = verdictsOn(rule, route)[0];
  expect(violations).toMatchObject([{ path: ['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'name'] }]);
  expect(violations[0].edits).toHaveLength(2);
});

test('the message names a namespace only if the route has one', () => {
  const cluster = manifestsIn(`apiVersion: v1\nkind: Service\nmetadata: { name: web }\n---${ingress('wbe')}`);
  expect(rule.judge(cluster, TARGET)[0].violations[0].message).not.toContain('namespace');
});

test('passes a Service that exists', () => {
  expect(appliesTo(rule, ingress('web'))).toBe(true);
  expect(messagesOn(rule, ingress('web'))).toEqual([]);
});

test.each([
  ['the manifests have no Services of the namespace', 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: a }\nspec: { rules: [{ backendRefs: [{ name: wbe, namespace: other, port: 80 }] }] }\n'],
  ['an operator may create the Service', `${ingress('wbe')}---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: db }\n`],
  ['it is the name of an AWS action', ingress('ssl-redirect', '{ name: use-annotation }')],
  ['there is no route', ''],
])('does not apply if %s', (_, manifests) => {
  expect(appliesTo(rule, manifests)).toBe(false);
});

describe('an HTTPProxy that another includes', () => {
  const service = (namespace: string): string => `---\napiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: ${namespace} }\nspec: { selector: { app: cart } }\n`;
  const root = (includes: string): string => `apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata: { name: root }
spec: { virtualhost: { fqdn: shop.example.com }, includes: [${includes}] }
`;
  const child = (name: string, spec: string, namespace = 'shop'): string => `---
apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${spec}routes: [{ services: [{ name: web, port: 80 }] }] }
`;
  const CART = '{ name: cart, conditions: [{ prefix: /cart }] }';

  test('is reported as missing if its namespace is in the manifests', () => {
    expect(verdictsOn(rule, root(CART))[0].violations).toEqual([{
      path: ['spec', 'includes', 0, 'name'],
      message: 'The route includes HTTPProxy cart, which the manifests do not have in namespace shop: unless it exists elsewhere, Contour answers all these requests with 502.',
      fix: 'Set spec.includes[0].name to the name of an HTTPProxy, or add this HTTPProxy.',
    }]);
    expect(messagesOn(rule, root('{ name: cart, namespace: carts, conditions: [{ prefix: /cart }] }') + service('carts'))).toHaveLength(1);
  });

  test('may have a name with a typo', () => {
    const [{ edits }] = verdictsOn(rule, root(CART) + child('carts', ''))[0].violations;
    expect(edits).toEqual([{ path: ['spec', 'includes', 0, 'name'], value: 'carts' }]);
  });

  test('must not have its own virtualhost', () => {
    expect(messagesOn(rule, root(CART) + child('cart', 'virtualhost: { fqdn: cart.example.com }, '))).toEqual([
      'HTTPProxy cart, which is included, has its own virtualhost: Contour does not include it, and answers all these requests with 502.',
    ]);
  });

  test('leaves requests without a route if there are no conditions', () => {
    expect(messagesOn(rule, root('{ name: cart }'))[0]).toMatch(/Contour routes none of these requests\.$/);
  });

  test.each([
    ['it exists', root(CART) + child('cart', '')],
    ['it exists in another namespace', root('{ name: cart, namespace: carts }') + child('cart', '', 'carts').replace('web', 'cart') + service('carts')],
    ['its namespace is not in the manifests', root('{ name: cart, namespace: carts }')],
    ['its backend is missing, but no object includes it', `${root(CART)}${child('cart', '')}${child('old', '').replace('name: web', 'name: wbe')}`],
  ])('is not reported if %s', (_, manifests) => {
    expect(messagesOn(rule, manifests)).toEqual([]);
  });

  test('is judged like other routes if no object here includes it', () => {
    expect(messagesOn(rule, child('cart', '').slice(4).replace('name: web', 'name: wbe'))).toHaveLength(1);
  });
});

describe('Middlewares of Traefik', () => {
  const KEY = 'traefik.ingress.kubernetes.io/router.middlewares';
  const middleware = (name: string, namespace = 'shop') => `---\napiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { compress: {} }\n`;
  const named = (words: string) => `---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, annotations: { ${KEY}: '${words}' } }\nspec: { ingressClassName: traefik, defaultBackend: { service: { name: web, port: { number: 80 } } } }\n`;
  const ingressRoute = (name: string) => `---\napiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: web }\nspec: { routes: [{ kind: Rule, match: 'PathPrefix(\`/\`)', middlewares: [{ name: ${name} }], services: [{ name: web, port: 80 }] }] }\n`;
  const found = (change: string) => verdictsOn(rule, change).flatMap(({ violations }) => violations);

  test('one that was renamed under its route is an error, and the fix keeps the others', () => {
    expect(found(named('shop-slow@kubernetescrd, shop-auth@kubernetescrd') + middleware('slow') + middleware('auth-prod'))).toMatchObject([{
      severity: 'error',
      path: ['metadata', 'annotations', KEY],
      message: 'The route names Middleware shop-auth, which the manifests do not have, while nothing names shop-auth-prod: Traefik drops the route and answers its requests with 404.',
      edits: [{ value: 'shop-slow@kubernetescrd,shop-auth-prod@kubernetescrd' }],
    }]);
  });

  test('so it is in an IngressRoute', () => {
    expect(found(ingressRoute('auth') + middleware('auth2'))).toMatchObject([{ severity: 'error', edits: [{ value: 'auth2' }] }]);
  });

  test.each([
    ['another route names the similar one', named('shop-auth@kubernetescrd') + middleware('auth-prod') + ingressRoute('auth-prod').replace('name: web', 'name: other')],
    ['the similar one is in another namespace', named('shop-auth@kubernetescrd') + middleware('auth-prod', 'shop-auth')],
  ])('one that may exist elsewhere is a warning: %s', (_, change) => {
    expect(found(change)).toMatchObject([{ severity: undefined, message: expect.stringContaining('unless it exists elsewhere') }]);
  });

  test.each([
    ['the folder has no similar one', named('shop-auth@kubernetescrd') + middleware('slow')],
    ['one of another namespace has the name', ingressRoute('auth') + middleware('auth', 'proxy')],
    ['it exists', named('shop-auth@kubernetescrd') + middleware('auth') + middleware('auth-prod')],
    ['another provider has it', named('auth@file') + middleware('auth-prod')],
  ])('nothing is found where %s', (_, change) => {
    expect(found(change)).toEqual([]);
  });
});
