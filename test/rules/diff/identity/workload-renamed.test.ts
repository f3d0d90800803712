import { appliesTo, deployment, errorsOnTheWay, messagesOn, removed, said, service, verdictsOn } from './steps';
import { workloadRenamed as rule, serviceRenamed } from '../../../../src/rules/diff/identity';
import { serviceSelectorTightened } from '../../../../src/rules/diff/routing';

const CART = deployment('cart', 'app: cart') + service('cart', 'app: cart');
const GONE = removed('Deployment', 'cart');
const AUTOSCALER = (target: string) => `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${target} }
spec: { minReplicas: 2, maxReplicas: 6, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${target} } }
`;

// Both select the same pods until then.
const BESIDE = ' and with metadata.annotations[\'cdk8s-zero-downtime/acknowledge.overlapping-selectors\'] of Deployment cart'
  + ' set to "until the pods of Deployment shop are ready"';

test('fails when a Deployment is removed in the release that adds one with the same labels', () => {
  expect(said(rule, GONE + deployment('shop', 'app: cart'), CART)).toEqual([
    'error Deployment shop: Deployment cart is removed in the same release in which Deployment shop replaces it: its pods are deleted while the new ones are still starting, '
    + 'and until they are ready Service cart has no pod to send to. If applied without pruning, the old pods keep serving beside the new ones. '
    + 'Keep Deployment cart until the pods of Deployment shop are ready. '
    + `Release 1: this change, but keep Deployment cart${BESIDE}. When the pods of Deployment shop are ready, release 2: the rest of this change.`,
  ]);
  expect(errorsOnTheWay(rule, GONE + deployment('shop', 'app: cart'), CART)).toEqual([]);
});

test('points at the name of the new one, whose acknowledgements count', () => {
  const [verdict] = verdictsOn(rule, GONE + deployment('shop', 'app: cart'), CART);
  expect(verdict.violations[0].path).toEqual(['metadata', 'name']);
  expect(verdict.workload?.object).toBe(verdict.object);
});

test.each([
  ['the same Service sends to it', deployment('shop', 'app: cart, color: green', { image: 'other.example.com/x:1' }), deployment('cart', 'app: cart, color: blue') + service('cart', 'app: cart')],
  ['its selector is the same', deployment('shop', 'app: cart', { image: 'other.example.com/x:1' }), deployment('cart', 'app: cart')],
  ['it runs the same image', deployment('shop', 'app: shop'), deployment('cart', 'app: cart')],
  ['it is a StatefulSet', deployment('shop', 'app: cart', { kind: 'StatefulSet' }), deployment('cart', 'app: cart', { kind: 'StatefulSet' })],
])('fails when another workload of its kind replaces it: %s', (_, added, before) => {
  expect(messagesOn(rule, removed(before.includes('StatefulSet') ? 'StatefulSet' : 'Deployment', 'cart') + added, before)).toHaveLength(1);
});

test.each([
  ['it has other labels, images and Services', deployment('shop', 'app: shop', { image: 'registry.example.com/shop:1' }), CART],
  ['only a widely used image is the same', deployment('shop', 'app: shop', { image: 'nginx:1' }), deployment('cart', 'app: cart', { image: 'nginx:1' })],
  ['others run the same image', deployment('shop', 'app: shop'), deployment('cart', 'app: cart') + deployment('third', 'app: third')],
  ['it does something else with the image', deployment('shop', 'app: shop', { pod: 'initContainers: [],' }).replace('image:', 'command: [bin/other], image:'), deployment('cart', 'app: cart')],
  ['it has no Service, and the old one had', deployment('shop', 'app: shop'), CART],
])('passes when %s', (_, added, before) => {
  expect(messagesOn(rule, GONE + added, before)).toEqual([]);
  expect(appliesTo(rule, GONE + added, before)).toBe(true);
});

test('a public image is evidence if the names are alike', () => {
  expect(messagesOn(rule, GONE + deployment('shop-cart', 'app: shop', { image: 'nginx:1' }), deployment('cart', 'app: cart', { image: 'nginx:1' }))).toHaveLength(1);
});

test('passes when the new one is added beside the old one, and when the old one is removed later', () => {
  expect(messagesOn(rule, deployment('shop', 'app: cart'), CART)).toEqual([]);
  expect(messagesOn(rule, GONE, CART + deployment('shop', 'app: cart'))).toEqual([]);
});

test('passes when the old one has no pods', () => {
  const none = deployment('cart', 'app: cart', { spec: 'replicas: 0' }) + service('cart', 'app: cart');
  expect(messagesOn(rule, GONE + deployment('shop', 'app: cart'), none)).toEqual([]);
  expect(messagesOn(rule, GONE + deployment('shop', 'app: cart'), none + AUTOSCALER('cart'))).toHaveLength(1);
});

test('warns for pods without requests', () => {
  expect(said(rule, GONE + deployment('shop', 'app: cart'), deployment('cart', 'app: cart'))).toEqual([
    'warning Deployment shop: Deployment cart is removed in the same release in which Deployment shop replaces it: its pods are deleted while the new ones are still starting, '
    + 'and until they are ready no pod does its work. Keep Deployment cart until the pods of Deployment shop are ready. '
    + `Release 1: this change, but keep Deployment cart${BESIDE}. When the pods of Deployment shop are ready, release 2: the rest of this change.`,
  ]);
});

test.each([[1, 0], [2, 0], [4, 1]])('states how many pods remain for the Service: %i of a canary are removed', (replicas, found) => {
  const before = deployment('cart-1', 'app: cart, v: a', { spec: `replicas: ${replicas}` }) + deployment('cart-2', 'app: cart, v: b', { spec: 'replicas: 2' }) + service('cart', 'app: cart');
  const messages = messagesOn(rule, removed('Deployment', 'cart-1') + deployment('cart-3', 'app: cart, v: a'), before);
  expect(messages).toHaveLength(found);
  if (found) { expect(messages[0]).toContain('until they are ready Service cart has 2 of 6 pods. If applied without pruning,'); }
});

describe('keeps the objects that only the old one needs', () => {
  const CONFIG = (name: string) => `\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { A: a }\n`;
  const ACCOUNT = (name: string) => `
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name} }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: ${name} }
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: ${name} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${name} }
subjects: [{ kind: ServiceAccount, name: ${name} }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name} }
spec: { podSelector: { matchLabels: { app: ${name} } }, ingress: [{}] }
`;
  const BUDGET = (name: string) => `
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name} }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: ${name} } } }
`;
  const all = (name: string) => deployment(name, `app: ${name}`, { spec: 'minReadySeconds: 1', pod: `serviceAccountName: ${name}, volumes: [{ name: c, configMap: { name: ${name} } }],` })
    + service(name, `app: ${name}`) + AUTOSCALER(name) + CONFIG(name) + ACCOUNT(name) + BUDGET(name);
  const goes = ['Deployment', 'Service', 'HorizontalPodAutoscaler', 'ConfigMap', 'ServiceAccount', 'Role', 'RoleBinding', 'NetworkPolicy', 'PodDisruptionBudget']
    .map(kind => removed(kind, 'cart')).join('');

  test('autoscaler, budget, configuration, permissions, policies and Service', () => {
    const [text] = said(rule, goes + all('shop'), all('cart'));
    expect(text).toContain('Release 1: this change, but keep Deployment cart, keep Service cart, keep HorizontalPodAutoscaler cart, keep PodDisruptionBudget cart, keep ConfigMap cart, '
      + 'keep ServiceAccount cart, keep RoleBinding cart, keep Role cart and keep NetworkPolicy cart. When the pods');
    expect(errorsOnTheWay(rule, goes + all('shop'), all('cart'))).toEqual([]);
    expect(errorsOnTheWay(serviceRenamed, goes + all('shop'), all('cart'))).toEqual([]);
  });

  test('no second budget for the same pods', () => {
    const other = BUDGET('cart').replace('name: cart', 'name: shop');
    expect(said(rule, GONE + removed('PodDisruptionBudget', 'cart') + deployment('shop', 'app: cart') + other, CART + BUDGET('cart'))[0]).not.toContain('keep PodDisruptionBudget');
  });

  const INGRESS = (name: string, backend: string) => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name} }
spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${backend}, port: { number: 80 } } } }] } }] }
`;

  test('routes keep leading to the old pods', () => {
    const before = CART + INGRESS('front', 'cart');
    const change = GONE + removed('Service', 'cart') + deployment('shop', 'app: shop') + service('shop', 'app: shop');
    expect(said(rule, change + INGRESS('front', 'shop'), before)[0]).toContain('but keep Deployment cart, keep Service cart and leave Ingress front as it is now.');
    expect(errorsOnTheWay(rule, change + INGRESS('front', 'shop'), before)).toEqual([]);
    expect(said(rule, change + removed('Ingress', 'front') + INGRESS('entry', 'shop'), before)[0])
      .toContain('but keep Deployment cart, keep Service cart, keep Ingress front and without Ingress entry.');
  });
});

test('leaves a Service that switches to pods that do not run yet to the rule about selectors', () => {
  const before = deployment('cart', 'app: cart, color: blue') + service('cart', 'app: cart, color: blue');
  const change = GONE + deployment('shop', 'app: cart, color: green') + '---\nkind: Service\nmetadata: { name: cart }\nspec: { selector: { color: green } }\n';
  expect(messagesOn(rule, change, before)).toEqual([]);
  expect(appliesTo(rule, change, before)).toBe(true);
  expect(errorsOnTheWay(serviceSelectorTightened, change, before)).toEqual([]);
});

test('does not change a Service that selects other running pods instead of the old ones', () => {
  const before = deployment('cart', 'app: cart, color: blue') + deployment('other', 'app: cart, color: green, x: z', { spec: 'replicas: 1' }) + service('cart', 'app: cart, color: blue');
  const change = GONE + deployment('shop', 'app: cart, color: green') + '---\nkind: Service\nmetadata: { name: cart }\nspec: { selector: { color: green } }\n';
  expect(said(rule, change, before)[0]).toContain('but keep Deployment cart and leave Service cart as it is now.');
});

describe('suggests keeping the name where old and new pods cannot run at the same time', () => {
  test.each([
    ['its strategy is Recreate, so old and new pods must not run at the same time', { spec: 'strategy: { type: Recreate }' }, ''],
    ['its pods use host ports, so old and new ones cannot run on the same node', { pod: 'hostNetwork: true,' }, ''],
    ['the volume of PersistentVolumeClaim data can be attached to only one node at a time', { pod: 'volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }],' }, ''],
  ])('%s', (reason, options, more) => {
    expect(said(rule, GONE + deployment('shop', 'app: cart', options), deployment('cart', 'app: cart', options) + service('cart', 'app: cart') + more)[0])
      .toMatch(new RegExp(`beside the new ones. Set metadata.name to cart again: ${reason}.$`));
  });

  test('its volumes belong to its name', () => {
    const options = { kind: 'StatefulSet', spec: 'volumeClaimTemplates: [{ metadata: { name: data } }]' };
    expect(said(rule, removed('StatefulSet', 'cart') + deployment('shop', 'app: cart', options), deployment('cart', 'app: cart', options))[0])
      .toContain('Set metadata.name to cart again: its volumes belong to its name, and pods of another name get new, empty ones.');
  });

  test('its pods use host ports', () => {
    const withPort = (name: string, port: number) => deployment(name, 'app: cart').replace('name: main', `name: main, ports: [{ containerPort: 8080, hostPort: ${port} }]`);
    expect(said(rule, GONE + withPort('shop', 8080), withPort('cart', 8080))[0]).toContain('use host ports');
    expect(said(rule, GONE + withPort('shop', 8080), withPort('cart', 0))[0]).toContain('Release 1');
  });

  test('but not where the volume can be attached to several nodes', () => {
    const options = { pod: 'volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }],' };
    const claim = '\n---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { accessModes: [ReadWriteMany] }\n';
    expect(said(rule, GONE + deployment('shop', 'app: cart', options), deployment('cart', 'app: cart', options) + claim)[0]).toContain('Release 1');
  });
});
