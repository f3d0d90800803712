import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { serviceAddressChanged as rule } from '../../../../src/rules/diff/routing';
import { appliesTo, messagesOn, violationsOn } from '../updating';

function spec(fields: string): string {
  return `kind: Service\nspec: { ${fields} }\n`;
}

const LB = 'type: LoadBalancer';
const REFUSED = 'the API server refuses it, while the rest of the release is applied.';

test('fails when an address becomes headless, and leaves the Service', () => {
  const [violation] = violationsOn(rule, spec('clusterIP: None'));
  expect(violation.message).toBe(`The Service changes from an address to None: ${REFUSED}`);
  expect(violation.path).toEqual(['spec', 'clusterIP']);
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Leave Service web as it is, and add a second one with another name for the change. '
    + 'Release this change, but leave Service web as it is now.');
});

test.each([
  ['from None to an address', 'clusterIP: None', 'clusterIP: 10.0.0.9', `The Service changes from None to "10.0.0.9": ${REFUSED}`],
  ['from one address to another', 'clusterIP: 10.0.0.8', 'clusterIP: 10.0.0.9', `The Service changes from "10.0.0.8" to "10.0.0.9": ${REFUSED}`],
  ['in its first IP family', 'ipFamilies: [IPv4]', 'ipFamilies: [IPv6, IPv4]', `The first IP family of the Service changes from IPv4 to IPv6: ${REFUSED}`],
  ['in its load balancer class', `${LB}, loadBalancerClass: example.com/a`, 'loadBalancerClass: example.com/b',
    `The load balancer class changes from example.com/a to example.com/b: ${REFUSED}`],
  ['by leaving out its load balancer class', `${LB}, loadBalancerClass: example.com/a`, 'loadBalancerClass: null',
    `The load balancer class changes from example.com/a to nothing: ${REFUSED}`],
  ['by getting a load balancer class', LB, 'loadBalancerClass: example.com/a', `The load balancer class changes from nothing to example.com/a: ${REFUSED}`],
  ['by getting the class that a webhook may have given it', LB, 'loadBalancerClass: service.k8s.aws/nlb',
    `The load balancer class changes from nothing to service.k8s.aws/nlb: unless a webhook wrote it there when the Service was created, ${REFUSED}`],
  ['from such a class to another', `${LB}, loadBalancerClass: service.k8s.aws/nlb`, 'loadBalancerClass: eks.amazonaws.com/nlb',
    `The load balancer class changes from service.k8s.aws/nlb to eks.amazonaws.com/nlb: ${REFUSED}`],
  ['in the address of its load balancer', `${LB}, loadBalancerIP: 192.0.2.1`, 'loadBalancerIP: 192.0.2.2',
    'The load balancer moves from 192.0.2.1 to 192.0.2.2: clients that know the old address fail until DNS and their caches have changed.'],
  ['from LoadBalancer to NodePort', LB, 'type: NodePort',
    'The Service changes from LoadBalancer to NodePort: its load balancer is deleted with its address, and clients outside the cluster fail.'],
  ['from LoadBalancer to the default', LB, 'type: null',
    'The Service changes from LoadBalancer to ClusterIP: its load balancer is deleted with its address, and clients outside the cluster fail.'],
  ['from NodePort to ClusterIP', 'type: NodePort', 'type: ClusterIP',
    'The Service changes from NodePort to ClusterIP: its node ports are closed, and clients outside the cluster that use them are refused.'],
  ['to an alias', 'type: ClusterIP, clusterIP: 10.0.0.8, ipFamilies: [IPv4]', 'type: ExternalName, externalName: shop.example.com, clusterIP: null, ipFamilies: [IPv6]',
    'The Service changes from ClusterIP to ExternalName: its address is released, and clients that have it from DNS, or keep connections to it, fail.'],
])('fails when the Service changes %s', (_, before, after, message) => {
  expect(messagesOn(rule, spec(after), spec(before))).toEqual([message]);
});

test('warns when an address is set that the Service may already have', () => {
  const [violation] = violationsOn(rule, spec('clusterIP: 10.0.0.9'));
  expect(violation.severity).toBe('warning');
  expect(violation.message).toBe('The Service gets the address 10.0.0.9: unless it already has this one, the API server refuses it.');
});

test.each([
  ['an address is left out, which stays', 'clusterIP: 10.0.0.8', 'clusterIP: null'],
  ['None is left out, which stays, too', 'clusterIP: None', 'clusterIP: null'],
  ['a second IP family is added', 'ipFamilies: [IPv4]', 'ipFamilies: [IPv4, IPv6]'],
  ['the families are left out, or written', 'ipFamilies: [IPv4]', 'ipFamilies: null'],
  ['the family of a headless Service changes', 'clusterIP: None, ipFamilies: [IPv4]', 'ipFamilies: [IPv6]'],
  ['it gets node ports', 'type: ClusterIP', 'type: NodePort'],
  ['it gets a load balancer with a class', 'type: NodePort', `${LB}, loadBalancerClass: example.com/a`],
  ['the address of the load balancer is written, or left out', LB, 'loadBalancerIP: 192.0.2.1'],
])('passes when %s', (_, before, after) => {
  expect(appliesTo(rule, spec(after), spec(before))).toBe(true);
  expect(messagesOn(rule, spec(after), spec(before))).toEqual([]);
  expect(messagesOn(rule, spec(before), spec(before))).toEqual([]);
});

test('does not apply to an alias', () => {
  expect(appliesTo(rule, spec('type: ClusterIP'), spec('type: ExternalName, externalName: shop.example.com'))).toBe(false);
});
