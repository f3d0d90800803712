import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { networkpolicyRefusesCallers as rule } from '../../../../src/rules/diff/routing';
import { messagesOn, violationsOn } from '../updating';

const policy = (ingress: string, podSelector = '{ matchLabels: { app: web } }') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web }\nspec: { podSelector: ${podSelector}, policyTypes: [Ingress], ingress: ${ingress} }\n`;
const METRICS = '{ podSelector: { matchLabels: { app: metrics } } }';
const TRAEFIK = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: traefik } } }';
const CART = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: cart }\nspec: { replicas: 2, selector: { matchLabels: { app: cart } }, template: { metadata: { labels: { app: cart } }, '
  + 'spec: { containers: [{ name: cart, image: "registry.example.com/cart:1.0.0", env: [{ name: SHOP, value: "http://web/api" }] }] } } }\n';
const NO_POLICY = '{ kind: NetworkPolicy, metadata: { name: web }, $patch: delete }\n';
const ported = (port: number) => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ports: [{ $patch: replace }, { name: http, containerPort: ${port} }] }] } } }\n---\n`;

test('fails when a new policy does not admit the router to pods that serve a route', () => {
  const [{ message, fix, recipe, path, severity }, ...others] = violationsOn(rule, rule.examples.unsafe);
  expect(others).toEqual([]);
  expect({ path, severity }).toEqual({ path: ['spec', 'ingress'], severity: 'error' });
  expect(message).toBe('NetworkPolicy web will allow only requests from pods with { "app": "metrics" } to the pods of Deployment web: '
    + 'as soon as the release is applied, the router (Traefik) in front of Service web is refused, and users get no response.');
  expect(fix).toBe('Allow the clients as well before the policy is released: a router with a namespaceSelector for its namespace in spec.ingress.');
  expect(recipeInWords(recipe!)).toBe('Release this change, but without NetworkPolicy web.');
});

test.each([
  ['everyone', '[{}]'],
  ['everyone at the port of the pods', '[{ ports: [{ port: 8080 }] }]'],
  ['everyone at the name of the port', '[{ ports: [{ port: http }] }]'],
  ['the namespace of the router', `[{ from: [${METRICS}] }, { from: [${TRAEFIK}] }]`],
  ['a router beside the pods', '[{ from: [{ podSelector: { matchLabels: { app.kubernetes.io/name: traefik } } }] }]'],
  ['addresses', '[{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }]'],
])('passes when a new policy admits %s', (_, ingress) => {
  expect(messagesOn(rule, policy(ingress))).toEqual([]);
});

test.each([['the pods', undefined], ['all pods of the namespace', '{}']])('fails when a new policy for %s allows nothing', (_, selector) => {
  expect(messagesOn(rule, policy('[]', selector), '')).toEqual([
    'NetworkPolicy web will allow no requests to the pods of Deployment web: as soon as the release is applied, no request to Service web gets a response.',
  ]);
});

test('fails when a new policy admits the clients at another port', () => {
  expect(messagesOn(rule, policy('[{ ports: [{ port: 9090 }] }]'))).toHaveLength(1);
  expect(messagesOn(rule, policy('[{ ports: [{ port: 8000, endPort: 8100 }] }]'))).toEqual([]);
  expect(messagesOn(rule, policy('[{ ports: [{ port: 8080, protocol: UDP }] }]'))).toHaveLength(1);
});

test('names the port that a policy does not allow in the message and in the fix', () => {
  const [{ message, fix }] = violationsOn(rule, policy('[{ ports: [{ port: 9090 }] }]'));
  expect(message).toMatch(/^NetworkPolicy web will allow no requests to the pods of Deployment web at port 8080: /);
  expect(fix).toBe('Allow port 8080 in spec.ingress, at least for the router and all other clients, before the policy is released.');
});

test('reports the loss that most users notice where several Services send to the pods', () => {
  const peers = 'apiVersion: v1\nkind: Service\nmetadata: { name: a-peers }\nspec: { clusterIP: None, selector: { app: web }, ports: [{ name: peers, port: 7800, targetPort: 7800 }] }\n---\n';
  const self = '{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 7800 }] }';
  const router = (ports: string) => `{ from: [${TRAEFIK}]${ports} }`;
  const running = `${rule.examples.before}---\n${peers}${policy(`[${router('')}, ${self}]`)}`;
  expect(violationsOn(rule, policy(`[${router(', ports: [{ port: 80 }]')}, ${self}]`), running)).toMatchObject([{
    severity: 'error',
    message: 'NetworkPolicy web will allow no requests to the pods of Deployment web at port 8080: as soon as the release is applied, no request to Service web gets a response.',
  }]);
});

test('suggests fromEndpoints for the router in a CiliumNetworkPolicy', () => {
  const [{ fix, recipe }] = violationsOn(rule, 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: web }\nspec: { endpointSelector: {}, ingress: [{}] }\n');
  expect(fix).toBe('Allow the clients as well before the policy is released: a router with the label k8s:io.kubernetes.pod.namespace in fromEndpoints of spec.ingress.');
  expect(recipeInWords(recipe!)).toBe('Release this change, but without CiliumNetworkPolicy web.');
});

test('passes where a CiliumNetworkPolicy admits the API server to pods that it calls, but not where others call them', () => {
  const cilium = 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: web }\nspec: { endpointSelector: {}, ingress: [{ fromEntities: [kube-apiserver] }] }\n';
  expect(messagesOn(rule, cilium, '')).toEqual([]);
  expect(messagesOn(rule, cilium)).toHaveLength(1);
  expect(messagesOn(rule, cilium, CART)).toEqual([expect.stringContaining('the requests of Deployment cart to Service web get no response')]);
});

test('fails when a new policy admits only applications of its namespace with names such as gateway-bff', () => {
  const from = (name: string) => `{ podSelector: { matchLabels: { app.kubernetes.io/name: ${name} } } }`;
  const applications = `${from('gateway-bff')}, ${from('build-gateway')}, ${from('proxy-gateway')}`;
  const [{ severity, message, fix }, ...others] = violationsOn(rule, policy(`[{ from: [${applications}], ports: [{ port: 8080 }] }]`));
  expect(others).toEqual([]);
  expect(severity).toBe('error');
  expect(message).toContain('the router (Traefik) in front of Service web is refused');
  expect(fix).toContain('a router with a namespaceSelector for its namespace');
  expect(messagesOn(rule, policy(`[{ from: [${applications}, ${TRAEFIK}], ports: [{ port: 8080 }] }]`))).toEqual([]);
});

test('fails when a new policy refuses pods that call the Service by its name', () => {
  const [{ message, fix }] = violationsOn(rule, policy(`[{ from: [${METRICS}] }]`), CART);
  expect(message).toBe('NetworkPolicy web will allow only requests from pods with { "app": "metrics" } to the pods of Deployment web: '
    + 'as soon as the release is applied, the requests of Deployment cart to Service web get no response.');
  expect(fix).toBe('Allow the pods of Deployment cart as well, with a podSelector in spec.ingress.');
  expect(messagesOn(rule, policy(`[{ from: [${METRICS}, { podSelector: { matchLabels: { app: cart } } }] }]`), CART)).toEqual([]);
});

test('warns where the clients are not known and only metrics are admitted', () => {
  const [{ message, severity }] = violationsOn(rule, policy(`[{ from: [${METRICS}] }]`), '');
  expect(severity).toBe('warning');
  expect(message).toMatch(/web: as soon as the release is applied, all other clients of Service web are refused\.$/);
});

test('passes where a new policy admits the clients in the manifests', () => {
  const quiet = CART.replace('http://web/api', 'quiet');
  expect(messagesOn(rule, policy('[{ from: [{ podSelector: { matchLabels: { app: cart } } }] }]'), quiet)).toEqual([]);
});

test('passes where the router and the metrics are admitted, each to its own port', () => {
  const metrics = 'kind: Service\nspec: { ports: [{ name: http, port: 80, targetPort: http }, { name: metrics, port: 9090, targetPort: 9090 }] }\n';
  const own = `[{ from: [${METRICS}], ports: [{ port: 9090 }] }, { from: [${TRAEFIK}], ports: [{ port: 8080 }] }]`;
  expect(messagesOn(rule, policy(own), `${rule.examples.before}---\n${metrics}`)).toEqual([]);
});

test('passes where a policy of another API may allow the rest', () => {
  expect(messagesOn(rule, `${rule.examples.unsafe}---\napiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: web }\n`)).toEqual([]);
});

test('passes for pods without a Service, and for a new Service', () => {
  expect(messagesOn(rule, policy('[]'), 'kind: Service\n$patch: delete\n')).toEqual([]);
});

describe('where a policy already exists', () => {
  const routed = `${rule.examples.before}---\n`;

  test('fails when the peers of the router are left out', () => {
    const [{ message, recipe }] = violationsOn(rule, policy(`[{ from: [${METRICS}] }]`), `${routed}${policy(`[{ from: [${METRICS}, ${TRAEFIK}] }]`)}`);
    expect(message).toMatch(/^NetworkPolicy web will allow only requests from pods with/);
    expect(recipeInWords(recipe!)).toBe('Release this change, but leave NetworkPolicy web as it is now.');
  });

  test('passes when it admits the same traffic in another notation', () => {
    expect(messagesOn(rule, policy(`[{ from: [${TRAEFIK}, ${METRICS}] }]`), `${routed}${policy(`[{ from: [${METRICS}] }, { from: [${TRAEFIK}] }]`)}`)).toEqual([]);
    expect(messagesOn(rule, policy('[{}]'), `${routed}${policy(`[{ from: [${TRAEFIK}] }]`)}`)).toEqual([]);
  });

  test('passes when it is removed, and fails when a remaining policy allows less', () => {
    expect(messagesOn(rule, NO_POLICY, `${routed}${policy('[{}]')}`)).toEqual([]);
    const deny = `---\n${policy('[]', '{}').replace('name: web', 'name: deny')}`;
    const [{ message, recipe }] = violationsOn(rule, NO_POLICY, `${routed}${policy('[{}]')}${deny}`);
    expect(message).toMatch(/^NetworkPolicy web is removed, and the remaining policies allow no requests to the pods of Deployment web: /);
    expect(recipeInWords(recipe!)).toBe('Release this change, but keep NetworkPolicy web.');
  });

  test('warns when a peer is left out whose pods stay, and passes when they are removed with it', () => {
    const [both, one] = [`[{ from: [${METRICS}, { podSelector: { matchLabels: { app: quiet } } }] }]`, `[{ from: [${METRICS}] }]`];
    const quiet = CART.replaceAll('cart', 'quiet').replace('http://web/api', 'none');
    expect(violationsOn(rule, policy(one), `${quiet}---\n${policy(both)}`).map(({ severity }) => severity)).toEqual(['warning']);
    expect(messagesOn(rule, `${policy(one)}---\nkind: Deployment\nmetadata: { name: quiet }\n$patch: delete\n`, `${quiet}---\n${policy(both)}`)).toEqual([]);
  });

  test('fails when the port of the running pods is closed with the release, and keeps it open until they are replaced', () => {
    const [before, after] = [8080, 9090].map(port => `[{ ports: [{ protocol: TCP, port: ${port} }] }]`);
    const [{ message, fix, recipe }] = violationsOn(rule, `${ported(9090)}${policy(after)}`, policy(before));
    expect(message).toBe('NetworkPolicy web will allow no requests to the running pods of Deployment web at port 8080: as soon as the release is applied, no request to Service web gets a response.');
    expect(fix).toBe('Allow port 8080 as well until all pods are replaced.');
    expect(recipe!.map(({ edits }) => edits.map(edit => 'value' in edit && edit.value))).toEqual([
      [[{ ports: [{ protocol: 'TCP', port: 9090 }] }, { ports: [{ protocol: 'TCP', port: 8080 }] }]], [],
    ]);
  });

  test('fails when the pods move to a port that it does not allow', () => {
    const [{ message, recipe }] = violationsOn(rule, ported(9090).replace('---\n', ''), policy('[{ ports: [{ protocol: TCP, port: 8080 }] }]'));
    expect(message).toMatch(/ no requests to the new pods of Deployment web at port 9090: /);
    expect(recipeInWords(recipe!)).toContain('spec.ingress[0].ports of NetworkPolicy web set to [{ "protocol": "TCP", "port": 8080 }, { "protocol": "TCP", "port": 9090 }]');
  });
});

test('warns when a CiliumNetworkPolicy that only denies also blocks everything else, and suggests enableDefaultDeny', () => {
  const denying = (spec: string) => `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: no-metadata }\nspec: { endpointSelector: {}, egressDeny: [{ toCIDR: [169.254.169.254/32] }]${spec} }\n`;
  expect(violationsOn(rule, denying(''), '')).toMatchObject([{
    severity: 'warning',
    path: ['spec', 'egressDeny'],
    message: 'CiliumNetworkPolicy no-metadata will not allow the pods of Deployment web to connect to DNS: they cannot resolve names, and their calls for users\' requests fail as soon as the release is applied.',
    fix: 'Set spec.enableDefaultDeny.egress to false, so that the policy denies only what it lists.',
  }]);
  expect(violationsOn(rule, denying(', enableDefaultDeny: { egress: false }'), '')).toEqual([]);
});

describe('a namespaceSelector that no Namespace here matches', () => {
  const space = (name: string, labels: string) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: { ${labels} } }\n`;
  const after = (...parts: string[]) => [rule.examples.before, ...parts].join('\n---\n');
  const byLabels = (labels: string) => policy(`[{ from: [{ namespaceSelector: { matchLabels: { ${labels} } } }] }]`);
  const ROUTER = 'app.kubernetes.io/name: traefik';

  test('warns when the Namespace of the router is here and lacks the label', () => {
    const [{ severity, message, fix }] = violationsOn(rule, byLabels(ROUTER), after(space('traefik', 'name: traefik')));
    expect(severity).toBe('warning');
    expect(message).toBe('NetworkPolicy web will allow only requests from all pods of namespaces with { "app.kubernetes.io/name": "traefik" } to the pods of Deployment web: as soon as the release is applied, '
      + 'users\' requests to Service web get no response, unless Namespace traefik of the router (Traefik) gets such labels elsewhere: here it has others.');
    expect(fix).toBe('Allow the router before the policy is released: with namespaceSelector { "matchLabels": { "kubernetes.io/metadata.name": "traefik" } } in spec.ingress.');
  });

  test.each([
    ['the own Namespace has the label', 'tenant: shop', [space('traefik', ''), space('shop', 'tenant: shop')]],
    ['a podSelector is set as well', `${ROUTER} } }, podSelector: { matchLabels: { app: traefik`, [space('traefik', '')]],
  ])('warns where only %s', (_, labels, spaces) => {
    expect(violationsOn(rule, byLabels(labels), after(...spaces)).map(({ severity }) => severity)).toEqual(['warning']);
  });

  test.each([
    ['the Namespace of the router has the label', ROUTER, [space('traefik', ROUTER)]],
    ['the Namespace of the router is not here', ROUTER, [space('shop', '')]],
    ['another Namespace has the label', 'edge: yes', [space('traefik', ''), space('door', 'edge: yes')].map(text => text.replace(/yes/g, '"yes"'))],
    ['the Namespace is selected by its name', 'kubernetes.io/metadata.name: traefik', [space('traefik', '')]],
    ['one of another name is selected by its name', 'kubernetes.io/metadata.name: traefik-public', [space('traefik', '')]],
  ])('passes where %s', (_, labels, spaces) => {
    expect(messagesOn(rule, byLabels(labels.replace('yes', '"yes"')), after(...spaces))).toEqual([]);
  });

  test('passes where the policy was there before', () => {
    expect(messagesOn(rule, `${byLabels(ROUTER)}---\nkind: Deployment\nspec: { replicas: 4 }\n`, after(space('traefik', ''), byLabels(ROUTER)))).toEqual([]);
  });
});

test('names the port of the DNS pods of OpenShift where a policy allows only that of their Service', () => {
  const egress = (...ports: number[]) => 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: egress }\nspec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: '
    + `[{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: openshift-dns } } }], ports: [${ports.map(port => `{ port: ${port}, protocol: UDP }`).join(', ')}] }, { to: [{ podSelector: {} }], ports: [{ port: 8443 }] }] }\n`;
  const calling = 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, env: [{ name: PAYMENTS, value: "http://payments.pay.svc:8080" }] }] } } }\n---\n';
  const [{ severity, message, fix, recipe }] = violationsOn(rule, egress(53), calling + egress(5353));
  expect(severity).toBe('error');
  expect(message).toBe('NetworkPolicy egress will not allow the pods of Deployment web to connect to DNS: they cannot resolve names, and their calls for users\' requests fail as soon as the release is applied.');
  expect(fix).toBe('Allow it in spec.egress before the policy is released: port 5353 of UDP and TCP to the namespace openshift-dns, where the pods behind port 53 of the Service listen.');
  expect(recipeInWords(recipe!)).toBe('Release this change, but leave NetworkPolicy egress as it is now.');
  expect(messagesOn(rule, egress(53, 5353), calling + egress(5353))).toEqual([]);
});
