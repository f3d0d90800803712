import { admissionsTo, admitsPods, admitsPort } from '../../../src/analysis/traffic/admissions';
import { asNetworkPolicies } from '../../../src/analysis/traffic/cilium-policies';
import { admitsOutside, departuresFrom } from '../../../src/analysis/traffic/departures';
import { admitsLookups } from '../../../src/analysis/traffic/lookups';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const policy = (spec: string, kind = 'CiliumNetworkPolicy') => `apiVersion: cilium.io/v2\nkind: ${kind}\nmetadata: { name: web }\nspec: ${spec}\n`;
const manifestsWith = (spec: string, kind?: string) => manifestsIn(exampleManifests(policy(spec, kind)));
const admissions = (spec: string, kind?: string) => {
  const manifests = manifestsWith(spec, kind);
  return admissionsTo(manifests, manifests.podOwners[0]);
};
const departures = (spec: string) => {
  const manifests = manifestsWith(spec);
  return departuresFrom(manifests, manifests.podOwners[0]);
};

test.each([
  ['no rule for ingress', '{ endpointSelector: {}, egress: [{}] }'],
  ['an empty list', '{ endpointSelector: {}, ingress: [] }'],
  ['other pods', '{ endpointSelector: { matchLabels: { app: other } }, ingress: [{}] }'],
  ['no default', '{ endpointSelector: {}, enableDefaultDeny: { ingress: false }, ingress: [{}] }'],
  ['nodes', '{ nodeSelector: {}, ingress: [{}] }'],
  ['rules that deny, and no default', '{ endpointSelector: {}, enableDefaultDeny: { ingress: false }, ingressDeny: [{ fromEntities: [world] }] }'],
  ['rules that deny the other way', '{ endpointSelector: {}, egressDeny: [{ toEntities: [world] }] }'],
])('a Cilium policy with %s does not limit callers of the pods', (_, spec) => {
  expect(admissions(spec)).toBeUndefined();
});

test('deny rules allow no other traffic, unless another rule does', () => {
  expect(admissions('{ endpointSelector: {}, ingressDeny: [{ fromEntities: [world] }] }')).toEqual([]);
  expect(admissions('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }], ingressDeny: [{ fromEntities: [world] }] }')).toHaveLength(1);
  const all = departures('{ endpointSelector: {}, egressDeny: [{ toCIDR: [169.254.169.254/32] }] }')!;
  expect([admitsOutside(all), admitsLookups(all)]).toEqual([false, false]);
});

test.each([
  ['an empty rule', '[{}]', 0],
  ['no endpoint', '[{ fromEndpoints: [] }]', 0],
  ['the API server', '[{ fromEntities: [kube-apiserver] }]', 1],
  ['the health checks of Cilium', '[{ fromEntities: [health] }]', 0],
  ['ports for all', '[{ toPorts: [{ ports: [{ port: "8080" }] }] }]', 1],
  ['two kinds of peers', '[{ fromEndpoints: [{}], fromCIDR: [10.0.0.0/8] }]', 2],
])('%s of a Cilium policy', (_, ingress, count) => {
  expect(admissions(`{ endpointSelector: { matchLabels: { "k8s:app": web } }, ingress: ${ingress} }`)).toHaveLength(count);
});

test('the entity of the API server does not match pods', () => {
  const [admission] = admissions('{ endpointSelector: {}, ingress: [{ fromEntities: [kube-apiserver] }] }')!;
  expect(admitsPods(admission, { namespace: admission.policy.namespace, podLabels: { app: 'web' } })).toBe(false);
  expect(departures('{ endpointSelector: {}, egress: [{ toEntities: [kube-apiserver] }] }')).toEqual([]);
});

test('a Cilium policy states ports as text, as ranges, and for any protocol', () => {
  const [admission] = admissions('{ endpointSelector: {}, ingress: [{ toPorts: [{ ports: [{ port: "8000", endPort: 8100, protocol: TCP }, { port: "53" }] }] }] }')!;
  const admits = (number: number, protocol: string) => admitsPort(admission, { number, protocol });
  expect([admits(8080, 'TCP'), admits(8080, 'UDP'), admits(53, 'UDP'), admits(9090, 'TCP')]).toEqual([true, false, true, false]);
  const [all] = admissions('{ endpointSelector: {}, ingress: [{ toPorts: [{ ports: [{ port: "0", protocol: TCP }] }] }] }')!;
  expect(admitsPort(all, { number: 8080, protocol: 'TCP' })).toBe(true);
});

test('a Cilium policy applies to its own namespace, unless a namespace label selects another', () => {
  const [own, other] = admissions('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { app: a } }, { matchLabels: { "k8s:io.kubernetes.pod.namespace": edge } }] }] }')!;
  const pods = (namespace: string | undefined) => ({ namespace, podLabels: { app: 'a' } });
  expect([admitsPods(own, pods(own.policy.namespace)), admitsPods(own, pods('edge')), admitsPods(other, pods('edge'))]).toEqual([true, false, true]);
});

test('a cluster-wide Cilium policy selects pods of all namespaces, or of those that it states', () => {
  const kind = 'CiliumClusterwideNetworkPolicy';
  expect(admissions('{ endpointSelector: {}, ingress: [{}] }', kind)).toEqual([]);
  expect(admissions('{ endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": other } }, ingress: [{}] }', kind)).toBeUndefined();
});

test('toFQDNs and the entity world are outside of the cluster, and its DNS is not', () => {
  for (const rule of ['{ toFQDNs: [{ matchPattern: "*" }] }', '{ toEntities: [world] }']) {
    const found = departures(`{ endpointSelector: {}, egress: [${rule}] }`)!;
    expect([admitsOutside(found), admitsLookups(found)]).toEqual([true, false]);
  }
  const all = departures('{ endpointSelector: {}, egress: [{ toEntities: [all] }] }')!;
  expect([admitsOutside(all), admitsLookups(all)]).toEqual([true, true]);
});

test('several specs of a Cilium policy are several policies', () => {
  const { objects } = manifestsIn('apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: web }\nspecs: [{ endpointSelector: {}, ingress: [{}] }, { endpointSelector: {}, egress: [{}] }]\n');
  expect(asNetworkPolicies(objects[0])!.map(({ policyTypes }) => policyTypes)).toEqual([['Ingress'], ['Egress']]);
});
