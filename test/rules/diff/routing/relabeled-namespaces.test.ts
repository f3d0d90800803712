import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { networkpolicyRefusesCallers as rule } from '../../../../src/rules/diff/routing';
import { messagesOn, violationsOn } from '../updating';

const space = (labels: string, name = 'edge') => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: { ${labels} } }\n`;
const policy = (peers: string, direction = 'Ingress') => '---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web, namespace: shop }\n'
  + `spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [${direction}], ${direction === 'Ingress' ? `ingress: [{ from: ${peers} }]` : `egress: [{ to: ${peers} }]`} }\n`;
const ROUTER = '---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: router, namespace: edge }\nspec: { replicas: 2, selector: { matchLabels: { app: router } }, '
  + 'template: { metadata: { labels: { app: router } }, spec: { containers: [{ name: router, image: a/router:1 }] } } }\n';
const BY_LABEL = '[{ namespaceSelector: { matchLabels: { group: ingress } } }]';
const before = (peers = BY_LABEL, pods = ROUTER) => space('group: ingress') + policy(peers) + pods;

test('fails when the namespace of the router changes the label by which a policy selects it', () => {
  const [{ message, fix, recipe, path, severity }, ...others] = violationsOn(rule, space('group: hosts'), before());
  expect(others).toEqual([]);
  expect({ path, severity }).toEqual({ path: ['metadata', 'labels', 'group'], severity: undefined });
  expect(message).toBe('Namespace edge gets the label group=hosts instead of ingress: NetworkPolicy web no longer allows its pods to send requests to the pods of Deployment web, '
    + 'so these requests get no response as soon as the release is applied.');
  expect(fix).toBe('Select the namespace by kubernetes.io/metadata.name in NetworkPolicy web first, or keep the label.');
  expect(recipeInWords(recipe!)).toBe('Release this change, but leave Namespace edge as it is now.');
});

test('fails when the namespace loses the label', () => {
  const [{ message, path }] = violationsOn(rule, space('group: null, team: edge'), before());
  expect(path).toEqual(['metadata', 'labels']);
  expect(message).toContain('Namespace edge loses the label group=ingress: ');
});

test('fails when the namespace gets a label that a policy excludes', () => {
  const [{ message }] = violationsOn(rule, space('closed: "yes"'), before('[{ namespaceSelector: { matchExpressions: [{ key: closed, operator: DoesNotExist }] } }]'));
  expect(message).toContain('Namespace edge gets the label closed=yes: ');
});

test('warns where the pods of the namespace are not in the manifests', () => {
  expect(violationsOn(rule, space('group: hosts'), before(BY_LABEL, ''))).toMatchObject([{ severity: 'warning' }]);
});

test('fails when pods can no longer reach the namespace', () => {
  expect(messagesOn(rule, space('group: hosts'), space('group: ingress') + policy(BY_LABEL, 'Egress') + ROUTER))
    .toContainEqual(expect.stringContaining('NetworkPolicy web no longer allows its pods to receive requests of the pods of Deployment web'));
});

test.each([
  ['another entry selects it by name', space('group: hosts'), before('[{ namespaceSelector: { matchLabels: { group: ingress } } }, { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: edge } } }]')],
  ['another label changes', space('group: ingress, team: edge'), before()],
  ['the policy changes with it', space('group: hosts') + policy('[{ namespaceSelector: { matchLabels: { group: hosts } } }]'), before()],
  ['addresses are allowed as well', space('group: hosts'), before('[{ namespaceSelector: { matchLabels: { group: ingress } } }, { ipBlock: { cidr: 10.0.0.0/8 } }]')],
  ['none of its pods was allowed', space('group: hosts'), before('[{ namespaceSelector: { matchLabels: { group: ingress } }, podSelector: { matchLabels: { app: other } } }]')],
  ['the namespace was not allowed before', space('group: hosts'), before('[{ namespaceSelector: { matchLabels: { group: other } } }]')],
  ['the namespace only collects metrics', space('group: hosts', 'monitoring'), space('group: ingress', 'monitoring') + policy(BY_LABEL)],
])('passes when %s', (_, change, was) => {
  expect(messagesOn(rule, change, was).filter(message => message.startsWith('Namespace'))).toEqual([]);
});
