import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { loadBalancerRecreated as rule } from '../../../../src/rules/diff/routing';
import { LOAD_BALANCER_SETTINGS } from '../../../../src/rules/diff/routing/service-lb-annotations';
import { appliesTo, messagesOn, violationsOn } from '../updating';

type Annotations = { readonly [key: string]: string | null };

const AWS = 'service.beta.kubernetes.io/aws-load-balancer';
const AZURE = 'service.beta.kubernetes.io/azure';
const GKE = 'networking.gke.io';
const ALB = 'alb.ingress.kubernetes.io';

function service(annotations: Annotations, spec: string = ''): string {
  return `kind: Service\nmetadata: { annotations: ${JSON.stringify(annotations)} }\nspec: { type: LoadBalancer${spec} }\n`;
}

function ingress(annotations: Annotations, className: string = 'alb'): string {
  return `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, annotations: ${JSON.stringify(annotations)} }\nspec: { ingressClassName: ${className} }\n`;
}

const EXTERNAL = { [`${AWS}-type`]: 'external' };

test('fails when a public load balancer becomes an internal one, and leaves the annotation', () => {
  const key = `${AZURE}-load-balancer-internal`;
  const [violation] = violationsOn(rule, service({ [key]: 'true' }), service({}));
  expect(violation.severity).toBe('error');
  expect(violation.message).toBe(`The annotation ${key} changes from false to true: the load balancer gets another address, and clients fail until DNS and all caches have it.`);
  expect(violation.path).toEqual(['metadata', 'annotations', key]);
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe(`Leave metadata.annotations['${key}'] unchanged, add a second Service with the new one, and change the DNS record to its address. `
    + 'Remove the first when no client uses it (https://learn.microsoft.com/azure/aks/internal-lb). '
    + `Release this change, but leave out metadata.annotations['${key}'] of Service web.`);
});

test.each<[string, string, Annotations, Annotations]>([
  ['another controller', 'error', { [`${AWS}-type`]: 'nlb' }, { [`${AWS}-type`]: 'external' }],
  ['another controller from the default', 'error', {}, { [`${AWS}-type`]: 'external' }],
  ['another scheme', 'error', { ...EXTERNAL, [`${AWS}-scheme`]: 'internal' }, { [`${AWS}-scheme`]: 'internet-facing' }],
  ['another scheme than the default', 'error', EXTERNAL, { [`${AWS}-scheme`]: 'internet-facing' }],
  ['another scheme in the old annotation', 'error', { ...EXTERNAL, [`${AWS}-internal`]: 'true' }, { [`${AWS}-internal`]: 'false' }],
  ['other targets', 'warning', { ...EXTERNAL, [`${AWS}-nlb-target-type`]: 'instance' }, { [`${AWS}-nlb-target-type`]: 'ip' }],
  ['another subnet', 'error', { [`${AZURE}-load-balancer-internal`]: 'true', [`${AZURE}-load-balancer-internal-subnet`]: 'a' }, { [`${AZURE}-load-balancer-internal-subnet`]: 'b' }],
  ['another address', 'error', { [`${AZURE}-load-balancer-ipv4`]: '192.0.2.1' }, { [`${AZURE}-load-balancer-ipv4`]: '192.0.2.2' }],
  ['another IPv6 address', 'error', { [`${AZURE}-load-balancer-ipv6`]: '2001:db8::1' }, { [`${AZURE}-load-balancer-ipv6`]: '2001:db8::2' }],
  ['another public IP', 'error', { [`${AZURE}-pip-name`]: 'a' }, { [`${AZURE}-pip-name`]: 'b' }],
  ['an internal one', 'error', {}, { [`${GKE}/load-balancer-type`]: 'Internal' }],
  ['an internal one by the old annotation', 'error', { 'cloud.google.com/load-balancer-type': 'Internal' }, { 'cloud.google.com/load-balancer-type': null }],
  ['another subnet of Google', 'error', { [`${GKE}/internal-load-balancer-subnet`]: 'a' }, { [`${GKE}/internal-load-balancer-subnet`]: 'b' }],
  ['other addresses of Google', 'error', { [`${GKE}/load-balancer-ip-addresses`]: 'a' }, { [`${GKE}/load-balancer-ip-addresses`]: 'b' }],
  ['another network tier', 'warning', {}, { 'cloud.google.com/network-tier': 'Standard' }],
])('finds %s of a Service (%s)', (_, severity, before, after) => {
  expect(violationsOn(rule, service(after), service(before)).map(violation => violation.severity)).toEqual([severity]);
});

test.each<[string, string, string, Annotations, Annotations]>([
  ['another scheme', 'alb', 'error', { [`${ALB}/scheme`]: 'internal' }, { [`${ALB}/scheme`]: 'internet-facing' }],
  ['another scheme than the default', 'alb', 'error', {}, { [`${ALB}/scheme`]: 'internet-facing' }],
  ['another group', 'alb', 'error', {}, { [`${ALB}/group.name`]: 'shops' }],
  ['other targets', 'alb', 'warning', {}, { [`${ALB}/target-type`]: 'ip' }],
  ['another global address', 'gce', 'error', { 'kubernetes.io/ingress.global-static-ip-name': 'a' }, { 'kubernetes.io/ingress.global-static-ip-name': 'b' }],
  ['another regional address', 'gce', 'error', { 'kubernetes.io/ingress.regional-static-ip-name': 'a' }, { 'kubernetes.io/ingress.regional-static-ip-name': 'b' }],
])('finds %s of an Ingress of class %s (%s)', (_, className, severity, before, after) => {
  expect(violationsOn(rule, ingress(after, className), ingress(before, className)).map(violation => violation.severity))
    .toEqual([severity]);
  expect(appliesTo(rule, ingress(after, 'traefik'), ingress(before, 'traefik'))).toBe(false);
});

test.each<[string, Annotations, Annotations]>([
  ['one annotation becomes another that means the same', { ...EXTERNAL, [`${AWS}-internal`]: 'true' }, { [`${AWS}-internal`]: null, [`${AWS}-scheme`]: 'internal' }],
  ['the type is written in its new form', { [`${AWS}-type`]: 'nlb-ip' }, { ...EXTERNAL, [`${AWS}-nlb-target-type`]: 'ip' }],
  ['the default is written', { ...EXTERNAL }, { [`${AWS}-scheme`]: 'internal' }],
  ['the controller before AWS\' own is told another scheme', { [`${AWS}-internal`]: 'true' }, { [`${AWS}-internal`]: 'false' }],
  ['an address is written', {}, { [`${AZURE}-load-balancer-ipv4`]: '192.0.2.1', [`${AZURE}-pip-name`]: 'a', [`${GKE}/load-balancer-ip-addresses`]: 'a' }],
  ['a public load balancer names a subnet', { [`${AZURE}-load-balancer-internal-subnet`]: 'a' }, { [`${AZURE}-load-balancer-internal-subnet`]: 'b' }],
  ['the spelling changes', { [`${GKE}/load-balancer-type`]: 'Internal' }, { [`${GKE}/load-balancer-type`]: 'internal' }],
  ['the name or the subnets change', { ...EXTERNAL, [`${AWS}-name`]: 'a', [`${AWS}-subnets`]: 'a' }, { [`${AWS}-name`]: 'b', [`${AWS}-subnets`]: 'b' }],
])('passes when %s', (_, before, after) => {
  expect(appliesTo(rule, service(after), service(before))).toBe(true);
  expect(messagesOn(rule, service(after), service(before))).toEqual([]);
});

test('ignores the type annotation when loadBalancerClass is set, but not other settings', () => {
  const withClass = ', loadBalancerClass: service.k8s.aws/nlb';
  expect(messagesOn(rule, service({ [`${AWS}-type`]: 'external' }, withClass), service({}, withClass))).toEqual([]);
  expect(messagesOn(rule, service({ [`${AWS}-scheme`]: 'internet-facing' }, withClass), service({}, withClass))).toHaveLength(1);
  expect(messagesOn(rule, service({ [`${AWS}-nlb-target-type`]: 'ip' }, withClass), service({}, withClass))).toHaveLength(1);
});

test('passes when another Ingress of the group may set the scheme', () => {
  expect(messagesOn(rule, ingress({ [`${ALB}/scheme`]: null }), ingress({ [`${ALB}/scheme`]: 'internet-facing', [`${ALB}/group.name`]: 'shops' }))).toEqual([]);
});

test('does not apply to a Service without a load balancer', () => {
  const key = { [`${AZURE}-load-balancer-internal`]: 'true' };
  expect(appliesTo(rule, service(key), '')).toBe(false);
  expect(appliesTo(rule, service(key).replace('LoadBalancer', 'ClusterIP'), service({}))).toBe(false);
});

test('restores all annotations at once', () => {
  const change = service({ [`${AZURE}-pip-name`]: 'b', [`${AZURE}-load-balancer-ipv4`]: '192.0.2.2' });
  const violations = violationsOn(rule, change, service({ [`${AZURE}-pip-name`]: 'a', [`${AZURE}-load-balancer-ipv4`]: '192.0.2.1' }));
  expect(violations.map(({ recipe }) => recipe![0].edits.length)).toEqual([2, 2]);
});

test('has a link to the documentation of each setting', () => {
  expect(LOAD_BALANCER_SETTINGS.filter(({ reference }) => !/^https:\/\/[^ ]+$/.test(reference))).toEqual([]);
});
