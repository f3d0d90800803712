import { departuresFrom } from '../../../src/analysis/traffic/departures';
import { admitsLookups, losesLookups } from '../../../src/analysis/traffic/lookups';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const spaces = (...names: string[]) => `namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [${names.join(', ')}] }] }`;
const to = (peer: string, ...ports: (number | string)[]) =>
  `{ ${peer === '' ? '' : `to: [{ ${peer} }], `}ports: [${ports.map(port => `{ port: ${port}, protocol: UDP }`).join(', ')}] }`;
const OPENSHIFT = 'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: openshift-dns } }';
const WEB = to('podSelector: {}', 8443);

function departures(...rules: string[]) {
  const manifests = manifestsIn(exampleManifests(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: {}, policyTypes: [Egress], egress: [${rules.join(', ')}] }`));
  return departuresFrom(manifests, manifests.workloads[0])!;
}

test.each<[string, string[]]>([
  ['port 53 to any pod', [to('', 53)]],
  ['port 53 to any namespace', [to('namespaceSelector: {}', 53)]],
  ['port 53 to kube-system', [to(spaces('kube-system'), 53)]],
  ['port 53 to the DNS of two distributions', [to(spaces('openshift-dns', 'kube-system'), 53)]],
  ['port 53 to all other namespaces', [to('namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [shop] }] }', 53)]],
  ['port 53 to an address', [to('ipBlock: { cidr: 10.96.0.10/32 }', 53)]],
  ['port 53 to namespaces with another label', [to('namespaceSelector: { matchLabels: { dns: "true" } }', 53)]],
  ['port 5353 to the DNS of OpenShift', [to(OPENSHIFT, 5353)]],
  ['the name of the port to the DNS of OpenShift', [to(OPENSHIFT, 'dns')]],
  ['both ports to the DNS of OpenShift', [to(OPENSHIFT, 53, 5353)]],
  ['the DNS of OpenShift at any port', [`{ to: [{ ${OPENSHIFT} }] }`]],
  ['port 53 to the DNS of OpenShift, and port 53 to all', [to(OPENSHIFT, 53), to('', 53)]],
  ['port 5353 to any pod', [to('', 5353)]],
  ['all addresses', ['{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }']],
])('%s allows lookups', (_, rules) => {
  expect(admitsLookups(departures(WEB, ...rules))).toBe(true);
});

test.each<[string, string[]]>([
  ['nothing', []],
  ['all pods of its own namespace', ['{ to: [{ podSelector: {} }] }']],
  ['port 53 to pods of its own namespace', [to('podSelector: {}', 53)]],
  ['port 53 to the DNS of OpenShift', [to(OPENSHIFT, 53)]],
  ['port 53 to the DNS of OpenShift, as an expression', [to(spaces('openshift-dns'), 53)]],
  ['port 5353 to another namespace', [to(spaces('kube-system'), 5353)]],
])('%s allows no lookups', (_, rules) => {
  expect(admitsLookups(departures(WEB, ...rules))).toBe(false);
});

test.each<[string, string[], string[], boolean]>([
  ['5353 becomes 53', [to(OPENSHIFT, 5353)], [to(OPENSHIFT, 53)], true],
  ['5353 becomes 53 to any pod', [to(OPENSHIFT, 5353)], [to('', 53)], true],
  ['5353 is removed beside 53', [to(OPENSHIFT, 53, 5353)], [to(OPENSHIFT, 53)], true],
  ['53 gets 5353', [to(OPENSHIFT, 53)], [to(OPENSHIFT, 53, 5353)], false],
  ['it was 53 before', [to(OPENSHIFT, 53)], [to(OPENSHIFT, 53)], false],
  ['5353 is allowed to all namespaces now', [to(OPENSHIFT, 5353)], [to('namespaceSelector: {}', 5353)], false],
  ['rules for two distributions become those for one', [to(OPENSHIFT, 5353), to(spaces('kube-system'), 53)], [to(spaces('kube-system'), 53)], false],
  ['53 to any pod becomes 5353 to the DNS of OpenShift', [to('', 53)], [to(OPENSHIFT, 5353)], false],
  ['53 to any pod is removed', [to('', 53)], [], true],
])('lookups are lost or not when %s', (_, was, is, isLost) => {
  expect(losesLookups(departures(WEB, ...was), departures(WEB, ...is))).toBe(isLost);
});

test('pods of the namespace of the DNS pods need no namespaceSelector', () => {
  const policy = { name: 'dns', namespace: 'kube-system' };
  const [departure] = departures(to('podSelector: {}', 53));
  expect(admitsLookups([{ ...departure, policy: { ...departure.policy, ...policy } }])).toBe(true);
});

test('a first policy blocks lookups unless it allows them', () => {
  expect(losesLookups(undefined, departures(to(OPENSHIFT, 53)))).toBe(true);
  expect(losesLookups(undefined, departures(to(OPENSHIFT, 5353)))).toBe(false);
});
