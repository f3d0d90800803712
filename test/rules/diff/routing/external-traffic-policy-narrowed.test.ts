import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { externalTrafficPolicyNarrowed as rule } from '../../../../src/rules/diff/routing';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const service = (spec: string, annotations = '') => `kind: Service\nmetadata: { annotations: { ${annotations} } }\nspec: { ${spec} }\n`;
const LOCAL = service('externalTrafficPolicy: Local');

test('warns when a load balancer keeps sending to nodes that drop its requests', () => {
  const [{ severity, path, message, fix, recipe }] = violationsOn(rule, LOCAL);
  expect(severity ?? rule.severity).toBe('warning');
  expect(path).toEqual(['spec', 'externalTrafficPolicy']);
  expect(message).toBe('Service web will be served only by nodes with a pod of web: other nodes drop requests as soon as the release is applied, and the load balancer keeps sending to them until its health checks have failed.');
  expect(fix).toBe('Leave spec.externalTrafficPolicy at Cluster, add a second Service with Local, and change the DNS record to its address. Remove the first Service when no client uses it.');
  expect(recipeInWords(recipe!)).toBe('Release this change, but leave out spec.externalTrafficPolicy of Service web.');
});

test('warns for a NodePort, and where Cluster was set explicitly', () => {
  expect(messagesOn(rule, LOCAL, service('type: NodePort, externalTrafficPolicy: Cluster'))).toHaveLength(1);
});

test.each([
  ['it was Local before', LOCAL, service('type: LoadBalancer, externalTrafficPolicy: Local')],
  ['it becomes Cluster', service('externalTrafficPolicy: Cluster'), service('type: LoadBalancer, externalTrafficPolicy: Local')],
  ['the default Cluster is set explicitly', service('externalTrafficPolicy: Cluster'), service('type: LoadBalancer')],
])('passes where %s', (_, change, before) => {
  expect(messagesOn(rule, change, before)).toEqual([]);
  expect(appliesTo(rule, change, before)).toBe(true);
});

test.each([
  ['the load balancer sends to the pods', LOCAL, service('type: LoadBalancer', 'service.beta.kubernetes.io/aws-load-balancer-type: external, service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip')],
  ['the Service is of type ClusterIP', LOCAL, service('type: ClusterIP')],
  ['the Service selects no known pods', LOCAL, service('type: LoadBalancer, selector: { app: other }')],
])('does not apply where %s', (_, change, before) => {
  expect(appliesTo(rule, change, before)).toBe(false);
});
