import { appliesTo, deployment, errorsOnTheWay, messagesOn, removed, said, service } from './steps';
import { constructPathRename as rule, workloadRenamed, serviceRenamed } from '../../../../src/rules/diff/identity';

const [OLD, NEW] = ['shop-cart-c8a1f2e3', 'shop-front-cart-c8b4d5e6'];
const AUTOSCALER = (target: string) => `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: cart }
spec: { minReplicas: 2, maxReplicas: 6, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${target} } }
`;
const CONFIG = (url: string) => `\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: urls }\ndata: { CART: '${url}' }\n`;
const CLAIM = (name: string, size: string = '1Gi') => `
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${name} }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: ${size} } } }
`;

test('fails when a moved construct renames a Deployment, and gives it and its autoscaler the old name', () => {
  const before = deployment(OLD, 'app: cart') + AUTOSCALER(OLD);
  const change = removed('Deployment', OLD) + deployment(NEW, 'app: cart') + AUTOSCALER(NEW);
  expect(said(rule, change, before)).toEqual([
    `error Deployment ${NEW}: Deployment ${OLD} is now called ${NEW}, because a construct was moved, renamed or given a name. For the cluster it is another object: `
    + `its pods are deleted while the new ones are still starting. Set metadata.name of the construct to ${OLD}. `
    + `Release this change, but with metadata.name of Deployment ${NEW} set to ${OLD} and with spec.scaleTargetRef.name of HorizontalPodAutoscaler cart set to ${OLD}.`,
  ]);
  expect(errorsOnTheWay(rule, change, before)).toEqual([]);
  expect(messagesOn(workloadRenamed, change, before)).toEqual([]);
});

test('the label by which cdk8s-plus selects pods gets its old value as well', () => {
  const [address, other] = ['c8a1f2e3', 'c8b4d5e6'].map(hash => `cdk8s.io/metadata.addr: shop-${hash}`);
  const before = deployment(OLD, address) + service('cart', address);
  const change = removed('Deployment', OLD) + deployment(NEW, other) + service('cart', other);
  expect(said(rule, change, before)[0]).toContain(`Release this change, but with metadata.name of Deployment ${NEW} set to ${OLD}, `
    + `with spec.selector['cdk8s.io/metadata.addr'] of Service cart set to shop-c8a1f2e3, with spec.selector.matchLabels['cdk8s.io/metadata.addr'] of Deployment ${NEW} set to shop-c8a1f2e3 `
    + `and with spec.template.metadata.labels['cdk8s.io/metadata.addr'] of Deployment ${NEW} set to shop-c8a1f2e3.`);
  expect(errorsOnTheWay(rule, change, before)).toEqual([]);
});

test('a Service gets its old name, also in addresses', () => {
  const before = deployment('cart', 'app: cart') + service(OLD, 'app: cart') + CONFIG(`http://${OLD}:80`);
  const change = removed('Service', OLD) + service(NEW, 'app: cart') + CONFIG(`http://${NEW}:80`);
  expect(said(rule, change, before)).toEqual([
    `error Service ${NEW}: Service ${OLD} is now called ${NEW}, because a construct was moved, renamed or given a name. For the cluster it is another object: `
    + `clients that use the old name or address get no response. Set metadata.name of the construct to ${OLD}. `
    + `Release this change, but with metadata.name of Service ${NEW} set to ${OLD} and with data.CART of ConfigMap urls as it is now.`,
  ]);
  expect(errorsOnTheWay(rule, change, before)).toEqual([]);
  expect(messagesOn(serviceRenamed, change, before)).toEqual([]);
});

test('both Services stay for one release where an address is in configuration with other changes', () => {
  const before = deployment('cart', 'app: cart') + service(OLD, 'app: cart');
  const change = removed('Service', OLD) + service(NEW, 'app: cart') + CONFIG(`http://${NEW}:80`);
  expect(said(rule, change, before)[0]).toContain(`Release 1: this change, but keep Service ${OLD}.`);
  expect(said(rule, change + '', before + CONFIG('http://other'))[0]).toContain(`Release 1: this change, but keep Service ${OLD}.`);
  expect(errorsOnTheWay(rule, change, before)).toEqual([]);
});

test('a Service gets its old name in the environment of pods', () => {
  const pod = (name: string) => deployment('front', 'app: front').replace('name: main', `name: main, env: [{ name: CART, value: 'http://${name}:80' }]`);
  const change = removed('Service', OLD) + service(NEW, 'app: cart') + pod(NEW);
  expect(said(rule, change, deployment('cart', 'app: cart') + service(OLD, 'app: cart') + pod(OLD))[0])
    .toContain(`and with spec.template.spec.containers[0].env[0].value of Deployment front set to http://${OLD}:80.`);
});

test('a PersistentVolumeClaim gets its old name', () => {
  const [old, now] = ['shop-data-c8a1f2e3', 'shop-data-c8b4d5e6'];
  const pod = (name: string) => ({ pod: `volumes: [{ name: data, persistentVolumeClaim: { claimName: ${name} } }],` });
  const change = removed('PersistentVolumeClaim', old) + CLAIM(now) + deployment('cart', 'app: cart', pod(now));
  const before = CLAIM(old) + deployment('cart', 'app: cart', pod(old));
  expect(said(rule, change, before)).toEqual([
    `error PersistentVolumeClaim ${now}: PersistentVolumeClaim ${old} is now called ${now}, because a construct was moved, renamed or given a name. For the cluster it is another object: `
    + `the data of the old volume is deleted, and pods get a new, empty volume. Set metadata.name of the construct to ${old}. Release this change, but with metadata.name of `
    + `PersistentVolumeClaim ${now} set to ${old} and with spec.template.spec.volumes[0].persistentVolumeClaim.claimName of Deployment cart set to ${old}.`,
  ]);
  expect(errorsOnTheWay(rule, change, before)).toEqual([]);
  expect(said(rule, removed('PersistentVolumeClaim', old) + CLAIM(now, '2Gi'), CLAIM(old))[0]).toMatch(/Set metadata.name of the construct to shop-data-c8a1f2e3\.$/);
});

test.each([
  ['shop-cart-c8a1f2e3', 'shop-cart-c8b4d5e6', 1],
  ['shop-cart-c8a1f2e3', 'shop-cart', 1],
  ['shop-cart-c8a1f2e3', 'cart', 1],
  ['cart', 'shop-cart-c8a1f2e3', 1],
  ['shop-cart-c8a1f2e3', 'store-front-c8b4d5e6', 1],
  ['shop-cart-c8a1f2e3', 'store', 0],
  ['shop-cart', 'store-cart', 0],
  ['shop-cart-c8a1f2', 'shop-cart', 0],
])('distinguishes generated names of cdk8s from other names: %s -> %s', (old, now, found) => {
  const [before, change] = [deployment(old, 'app: cart'), removed('Deployment', old) + deployment(now, 'app: cart')];
  expect(messagesOn(rule, change, before)).toHaveLength(found);
  expect(messagesOn(workloadRenamed, change, before)).toHaveLength(1 - found);
});

describe('without a hash in the new name', () => {
  const before = deployment(OLD, 'app: cart') + AUTOSCALER(OLD);

  test('only known references change with the name', () => {
    const change = removed('Deployment', OLD) + deployment('shop-cart', 'app: cart', { pod: 'nodeSelector: {},' }) + AUTOSCALER('shop-cart');
    expect(said(rule, change, before)[0]).toMatch(new RegExp(`set to ${OLD} and with spec.scaleTargetRef.name of HorizontalPodAutoscaler cart set to ${OLD}.$`));
    expect(errorsOnTheWay(rule, change, before)).toEqual([]);
  });

  test('both stay for one release where another field may refer to it', () => {
    const change = removed('Deployment', OLD) + deployment('shop-cart', 'app: cart') + AUTOSCALER('shop-cart') + CONFIG('deployment/shop-cart');
    expect(said(rule, change, before)[0]).toMatch(new RegExp(`Release 1: this change, but keep Deployment ${OLD} and with .*overlapping-selectors.* When the pods of Deployment shop-cart are ready, release 2`));
    expect(errorsOnTheWay(rule, change, before)).toEqual([]);
    const services = [deployment('cart', 'app: cart') + service(OLD, 'app: cart'), removed('Service', OLD) + service('shop-cart', 'app: cart') + CONFIG('http://shop-cart')] as const;
    expect(said(rule, services[1], services[0])[0]).toContain(`Release 1: this change, but keep Service ${OLD}. When clients use the new name, release 2`);
    expect(errorsOnTheWay(rule, services[1], services[0])).toEqual([]);
  });

  test('labels are not references', () => {
    const own = deployment('shop-cart', 'app: shop-cart');
    expect(said(rule, removed('Deployment', OLD) + own, deployment(OLD, 'app: shop-cart'))[0])
      .toMatch(/Release this change, but with metadata.name of Deployment shop-cart set to shop-cart-c8a1f2e3\.$/);
  });
});

test('both stay for one release where the selector changed as well', () => {
  const change = removed('Deployment', OLD) + deployment(NEW, 'app: basket');
  expect(said(rule, change, deployment(OLD, 'app: cart'))[0]).toContain(`Release 1: this change, but keep Deployment ${OLD}.`);
  const recreated = { spec: 'strategy: { type: Recreate }' };
  expect(said(rule, removed('Deployment', OLD) + deployment(NEW, 'app: basket', recreated), deployment(OLD, 'app: cart', recreated))[0])
    .toMatch(/Set metadata.name of the construct to shop-cart-c8a1f2e3\.$/);
});

test('passes when a construct is added or the old one had no pods', () => {
  expect(messagesOn(rule, deployment(NEW, 'app: cart'), deployment(OLD, 'app: cart'))).toEqual([]);
  expect(appliesTo(rule, deployment(NEW, 'app: cart'), deployment(OLD, 'app: cart'))).toBe(true);
  expect(messagesOn(rule, removed('Deployment', OLD) + deployment(NEW, 'app: cart'), deployment(OLD, 'app: cart', { spec: 'replicas: 0' }))).toEqual([]);
});
