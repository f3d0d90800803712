import { referencedObjectRemoved as rule } from '../../../../src/rules/diff/identity';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { TARGET } from '../../check/judging';
import { messagesOn, updateBetween, verdictsOn, violationsOn } from '../updating';

const all = (...parts: string[]) => parts.join('\n---\n');
const gone = (kind: string, name: string) => `kind: ${kind}\nmetadata: { name: ${name} }\n$patch: delete`;
const of = (apiVersion: string, kind: string, name: string, more = 'spec: {}', metadata = '') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}${metadata} }\n${more}`;
const pod = (spec: string) => `kind: Deployment\nspec: { template: { spec: { ${spec} } } }`;
const secret = (name: string, data = 'a: eA==') => of('v1', 'Secret', name, `data: { ${data} }`);
const annotated = (annotation: string, kind = 'Ingress') => of(kind === 'Ingress' ? 'networking.k8s.io/v1' : 'v1', kind, 'front', kind === 'Ingress' ? 'spec: { rules: [] }' : 'spec: { ports: [{ port: 80 }] }', `, annotations: { ${annotation} }`);
const route = (kind: string, spec: string) => of('traefik.io/v1alpha1', kind, 'front', `spec: { ${spec} }`);
const eso = (name: string, spec = '') => of('external-secrets.io/v1', 'ExternalSecret', name, `spec: { secretStoreRef: { name: vault }, data: [{ secretKey: a, remoteRef: { key: a } }]${spec} }`);

test('fails when a Middleware is removed that an annotation of an Ingress names', () => {
  const [{ path, message, fix, recipe }] = violationsOn(rule, gone('Middleware', 'login'));
  expect(path).toEqual(['metadata', 'annotations', 'traefik.ingress.kubernetes.io/router.middlewares']);
  expect(message).toBe('Middleware login is removed, but Ingress web refers to it in metadata.annotations[\'traefik.ingress.kubernetes.io/router.middlewares\']: '
    + 'Traefik drops the router, and every request to its hosts gets 404.');
  expect(`${fix} ${recipeInWords(recipe!)}`).toBe('Keep Middleware login until nothing refers to it. Release this change, but keep Middleware login.');
});

test.each([
  ['Middleware', 'm', route('IngressRoute', 'routes: [{ match: Host(`a`), middlewares: [{ name: m }], services: [] }]'), of('traefik.io/v1alpha1', 'Middleware', 'm'), '404'],
  ['Middleware', 'm', route('Middleware', 'chain: { middlewares: [{ name: m }] }'), of('traefik.containo.us/v1alpha1', 'Middleware', 'm'), '404'],
  ['MiddlewareTCP', 'm', route('IngressRouteTCP', 'routes: [{ match: HostSNI(`a`), middlewares: [{ name: m }], services: [] }]'), of('traefik.io/v1alpha1', 'MiddlewareTCP', 'm'), '404'],
  ['TraefikService', 't', route('IngressRoute', 'routes: [{ match: Host(`a`), services: [{ kind: TraefikService, name: t }] }]'), of('traefik.io/v1alpha1', 'TraefikService', 't'), '404'],
  ['Secret', 's', route('Middleware', 'basicAuth: { secret: s }'), secret('s'), '404'],
  ['Secret', 's', route('IngressRoute', 'tls: { secretName: s }, routes: []'), secret('s'), 'default certificate'],
  ['TLSOption', 'o', route('IngressRoute', 'tls: { options: { name: o } }, routes: []'), of('traefik.io/v1alpha1', 'TLSOption', 'o'), 'other TLS options'],
  ['Service', 'auth', annotated('nginx.ingress.kubernetes.io/auth-url: "http://auth.shop.svc.cluster.local:4180/auth"'), of('v1', 'Service', 'auth', 'spec: { type: ExternalName, externalName: a.example.com }'), 'authenticated'],
  ['Secret', 's', annotated('nginx.ingress.kubernetes.io/auth-tls-secret: shop/s'), secret('s'), '503'],
  ['KongPlugin', 'limit', annotated('konghq.com/plugins: "other, limit"'), of('configuration.konghq.com/v1', 'KongPlugin', 'limit'), 'without the plugin'],
  ['ServersTransport', 'x', annotated('traefik.ingress.kubernetes.io/service.serverstransport: shop-x@kubernetescrd', 'Service'), of('traefik.io/v1alpha1', 'ServersTransport', 'x'), '404'],
  ['IngressClass', 'edge', of('networking.k8s.io/v1', 'Ingress', 'front', 'spec: { ingressClassName: edge, rules: [] }'), of('networking.k8s.io/v1', 'IngressClass', 'edge'), '404'],
  ['Gateway', 'public', of('gateway.networking.k8s.io/v1', 'TCPRoute', 'front', 'spec: { parentRefs: [{ name: public }] }'), of('gateway.networking.k8s.io/v1', 'Gateway', 'public'), 'no Gateway serves the route'],
  ['GatewayClass', 'edge', of('gateway.networking.k8s.io/v1', 'Gateway', 'public', 'spec: { gatewayClassName: edge }'), of('gateway.networking.k8s.io/v1', 'GatewayClass', 'edge'), 'no controller programs'],
  ['Gateway', 'mesh-edge', of('networking.istio.io/v1', 'VirtualService', 'front', 'spec: { hosts: [a], gateways: [mesh, shop/mesh-edge] }'), of('networking.istio.io/v1', 'Gateway', 'mesh-edge'), 'no Gateway serves the route'],
  ['Limit', 'l', of('gateway.networking.k8s.io/v1', 'HTTPRoute', 'front', 'spec: { parentRefs: [], rules: [{ filters: [{ type: ExtensionRef, extensionRef: { group: example.com, kind: Limit, name: l } }] }] }'), of('example.com/v1', 'Limit', 'l'), '500'],
  ['RuntimeClass', 'gvisor', pod('runtimeClassName: gvisor'), of('node.k8s.io/v1', 'RuntimeClass', 'gvisor', 'handler: runsc'), 'refuses every new pod'],
  ['SecretProviderClass', 'p', pod('volumes: [{ name: v, csi: { driver: secrets-store.csi.k8s.io, volumeAttributes: { secretProviderClass: p } } }]'), of('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', 'p'), 'cannot be mounted'],
  ['Secret', 'r', of('v1', 'ServiceAccount', 'builder', 'imagePullSecrets: [{ name: r }]'), secret('r'), 'cannot pull it'],
  ['ClusterIssuer', 'acme', of('cert-manager.io/v1', 'Certificate', 'c', 'spec: { secretName: c, issuerRef: { kind: ClusterIssuer, name: acme } }'), of('cert-manager.io/v1', 'ClusterIssuer', 'acme', 'spec: {}', ', namespace: null'), 'no longer renewed'],
  ['SecretStore', 'vault', eso('db'), of('external-secrets.io/v1', 'SecretStore', 'vault'), 'no longer renewed'],
  ['Certificate', 'c', pod('volumes: [{ name: c, secret: { secretName: c-tls } }]'), of('cert-manager.io/v1', 'Certificate', 'c', 'spec: { secretName: c-tls }'), 'no longer renewed'],
  ['TriggerAuthentication', 'q', of('keda.sh/v1alpha1', 'ScaledObject', 'web', 'spec: { scaleTargetRef: { name: web }, triggers: [{ type: rabbitmq, authenticationRef: { name: q } }] }'), of('keda.sh/v1alpha1', 'TriggerAuthentication', 'q'), 'KEDA cannot query'],
])('fails when %s %s is removed while another object refers to it', (kind, name, referrer, target, consequence) => {
  const found = messagesOn(rule, gone(kind, name), all(referrer, target));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(new RegExp(`^${kind} ${name} is removed, but .* refers to it in .*${consequence}`));
  expect(messagesOn(rule, gone(kind, name), all(referrer, target.replace(`name: ${name}`, `name: ${name}, annotations: { helm.sh/resource-policy: keep }`)))).toEqual([]);
  expect(messagesOn(rule, `kind: ${kind}\nmetadata: { name: ${name}, labels: { team: shop } }`, all(referrer, target))).toEqual([]);
});

test('an object with several references is reported once', () => {
  const before = all(rule.examples.before, annotated('traefik.ingress.kubernetes.io/router.middlewares: shop-login@kubernetescrd'));
  expect(messagesOn(rule, gone('Middleware', 'login'), before)).toEqual([expect.stringContaining('but Ingress web and 1 more refer to it')]);
});

test.each([
  ['of another provider', 'shop-login@file'],
  ['of another namespace', 'blog-login@kubernetescrd'],
])('does not apply to a Middleware %s', (_, value) => {
  const before = all(of('traefik.io/v1alpha1', 'Middleware', 'login'), annotated(`traefik.ingress.kubernetes.io/router.middlewares: ${value}`));
  expect(messagesOn(rule, gone('Middleware', 'login'), before)).toEqual([]);
});

describe('the Service of an admission webhook', () => {
  const hook = (more: string, resources = 'pods', client = 'service: { name: policy, namespace: shop, path: /v }') => of('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'policy',
    `webhooks: [{ name: v.example.com, admissionReviewVersions: [v1], sideEffects: None, ${more} clientConfig: { ${client} }, rules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [${resources}] }] }]`, ', namespace: null');
  const service = of('v1', 'Service', 'policy', 'spec: { ports: [{ port: 443 }] }');

  test('fails when it is removed, since the API server then refuses all new pods', () => {
    const [{ severity, path, message, fix, recipe }] = violationsOn(rule, gone('Service', 'policy'), all(hook(''), service));
    expect(severity ?? 'error').toBe('error');
    expect(path).toEqual(['webhooks', 0, 'clientConfig']);
    expect(message).toBe('Service policy is removed, but ValidatingWebhookConfiguration policy refers to it in webhooks[0].clientConfig: '
      + 'the API server refuses every new pod that the webhook must admit, so updates, scale-ups and node replacements stop.');
    expect(`${fix} ${recipeInWords(recipe!)}`).toBe('Remove ValidatingWebhookConfiguration policy first, and Service policy and its pods one release later. Release this change, but keep Service policy.');
  });

  test('fails when a webhook refers to it by a URL', () => {
    expect(messagesOn(rule, gone('Service', 'policy'), all(hook('', 'pods', "url: 'https://policy.shop.svc:443/v'"), service))).toHaveLength(1);
  });

  test('is a warning where the webhook admits other objects than pods, which may belong to its operator', () => {
    expect(violationsOn(rule, gone('Service', 'policy'), all(hook('', 'secrets'), service))).toMatchObject([{ severity: 'warning', message: expect.stringContaining('refuses all requests that it sends to the webhook') }]);
  });

  test.each([
    ['failurePolicy is Ignore', gone('Service', 'policy'), hook('failurePolicy: Ignore,')],
    ['the webhook is removed with it', all(gone('Service', 'policy'), gone('ValidatingWebhookConfiguration', 'policy').replace('name: policy', 'name: policy, namespace: null')), hook('')],
    ['the webhook is outside of the cluster', gone('Service', 'policy'), hook('', 'pods', "url: 'https://policy.example.com/v'")],
  ])('is not missed where %s', (_, change, before) => {
    expect(messagesOn(rule, change, all(before, service))).toEqual([]);
  });
});

describe('a Secret that an operator writes', () => {
  const uses = pod('containers: [{ name: web, env: [{ name: A, valueFrom: { secretKeyRef: { name: db, key: a } } }] }]');

  test('fails when its ExternalSecret writes another one', () => {
    const [{ message, recipe }] = violationsOn(rule, 'kind: ExternalSecret\nspec: { target: { name: db-v2 } }', all(uses, eso('db')));
    expect(message).toMatch(/^ExternalSecret db will not have Secret db, but Deployment web refers to it in .*: the Secret is deleted with it, and no new pod starts\.$/);
    expect(recipeInWords(recipe!)).toBe('Release this change, but leave ExternalSecret db as it is now.');
  });

  test('is only no longer renewed where it outlives its ExternalSecret', () => {
    const [{ severity, message }] = violationsOn(rule, gone('ExternalSecret', 'db'), all(uses, eso('db', ', target: { creationPolicy: Orphan }')));
    expect([severity, message]).toEqual(['warning', expect.stringContaining('the Secret is no longer renewed')]);
  });

  test('fails when the replacement of a Secret lacks some of its keys', () => {
    const [{ message, fix, recipe }] = violationsOn(rule, all(gone('Secret', 'db'), eso('db').replace('secretKey: a', 'secretKey: b')), all(uses, secret('db')));
    expect(message).toMatch(/^Secret db is removed, and ExternalSecret db has no key a, but Deployment web refers to it in .*: no new pod starts\.$/);
    expect(`${fix} ${recipeInWords(recipe!)}`).toBe('Add key a to ExternalSecret db. Release this change, but keep Secret db and without ExternalSecret db.');
  });

  test.each([
    ['its keys are those of a template', ', target: { template: { data: { a: x } } }'],
    ['its keys are merged into a template', ', target: { template: { mergePolicy: Merge, data: { b: x } } }'],
    ['it is merged into what is there', ', target: { creationPolicy: Merge }'],
    ['its keys are found at the store', ', dataFrom: [{ extract: { key: db } }]'],
  ])('is not judged where %s', (_, spec) => {
    expect(messagesOn(rule, all(gone('Secret', 'db'), eso('db', spec)), all(uses, secret('db')))).toEqual([]);
  });

  test('is left to another rule where the Secret itself is removed', () => {
    expect(messagesOn(rule, gone('Secret', 'db'), all(uses, secret('db')))).toEqual([]);
  });
});

describe('the role of a remaining binding', () => {
  const role = of('rbac.authorization.k8s.io/v1', 'Role', 'read', 'rules: []');
  const binding = (name = 'web') => of('rbac.authorization.k8s.io/v1', 'RoleBinding', name, 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: read }\nsubjects: [{ kind: ServiceAccount, name: web }]');
  const account = of('v1', 'ServiceAccount', 'web', '');
  const before = all(pod('serviceAccountName: web, automountServiceAccountToken: true'), account, role, binding());

  test('fails when it is removed while pods have a token', () => {
    expect(verdictsOn(rule, gone('Role', 'read'), before).filter(({ violations }) => violations.length > 0))
      .toMatchObject([{ object: { kind: 'Role', name: 'read' }, workload: { name: 'web' }, violations: [{ message: 'Role read is removed, but RoleBinding web refers to it in roleRef.name: the running pods of Deployment web lose its permissions at once.' }] }]);
  });

  test('fails when the binding changes its role, which the API server refuses', () => {
    expect(messagesOn(rule, all(gone('Role', 'read'), 'kind: RoleBinding\nroleRef: { name: other }'), before))
      .toEqual(['Role read is removed, but RoleBinding web cannot be given another role and refers to it: the running pods of Deployment web lose its permissions at once.']);
  });

  test.each([
    ['no pod has a token', before, pod('automountServiceAccountToken: false')],
    ['another binding allows something', all(before, binding('other').replace('name: read }', 'name: view }')), ''],
    ['the binding is removed, too', before, gone('RoleBinding', 'web')],
  ])('is not judged where %s', (_, running, change) => {
    const start = change.startsWith('kind: Deployment') ? all(running, change) : running;
    expect(messagesOn(rule, all(gone('Role', 'read'), ...change.startsWith('kind: RoleBinding') ? [change] : []), start)).toEqual([]);
  });
});

test('an object that could not be read does not count as removed', () => {
  const update = updateBetween(all(annotatedRoute(), 'apiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: m, namespace: shop }'), annotatedRoute());
  expect(rule.judge(update, TARGET).flatMap(({ violations }) => violations)).toHaveLength(1);
  const partial = { ...update, after: { ...update.after, isPartial: true } };
  expect(rule.judge(partial, TARGET).flatMap(({ violations }) => violations)).toEqual([]);
});

function annotatedRoute(): string {
  return 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: front, namespace: shop, annotations: { traefik.ingress.kubernetes.io/router.middlewares: shop-m@kubernetescrd } }\nspec: { rules: [] }';
}

describe('a Gateway that no longer accepts routes from a namespace', () => {
  const gateway = (namespaces: string) => of('gateway.networking.k8s.io/v1', 'Gateway', 'public', `spec: { gatewayClassName: contour, listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { ${namespaces} } } }] }`, ', namespace: infra');
  const before = all(gateway('from: All'), of('v1', 'Namespace', 'shop', '', ', namespace: null, labels: { team: shop }'),
    of('gateway.networking.k8s.io/v1', 'HTTPRoute', 'front', 'spec: { parentRefs: [{ name: public, namespace: infra }], hostnames: [a.example.com], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }'));

  test('fails, and names the labels that the Namespace lacks', () => {
    const [{ path, message, fix }] = violationsOn(rule, gateway('from: Selector, selector: { matchLabels: { access: public } }'), before);
    expect(path).toEqual(['spec', 'parentRefs', 0]);
    expect(message).toBe('Gateway public will accept no routes from Namespace shop, because of allowedRoutes in its listeners: requests to a.example.com, which HTTPRoute front serves, are answered with 404, or the connection is reset.');
    expect(fix).toBe('Give Namespace shop the labels {"access":"public"} one release earlier.');
  });

  test.each(['from: Same', 'from: Selector, selector: { matchExpressions: [{ key: access, operator: Exists }] }'])('fails with %s as well', namespaces => {
    expect(violationsOn(rule, gateway(namespaces), before)).toMatchObject([{ fix: 'Let allowedRoutes.namespaces of a listener of Gateway public select Namespace shop.' }]);
  });
});
