import { podSecurityRaised as rule } from '../../../../src/rules/diff/cluster';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { messagesOn, violationsOn } from '../updating';

const all = (...parts: string[]) => parts.join('\n---\n');
const labelled = (level: string) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: ${level} } }`;
const PRIVILEGED = 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, securityContext: { allowPrivilegeEscalation: true } }] } } }';
const CURED = 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, securityContext: { allowPrivilegeEscalation: false } }] } } }';

test('fails when a namespace enforces a standard that its pods do not meet', () => {
  const [{ path, message, fix, recipe }] = violationsOn(rule, rule.examples.unsafe);
  expect(path).toEqual(['metadata', 'labels', 'pod-security.kubernetes.io/enforce']);
  expect(message).toBe('Namespace shop will enforce the standard restricted, which refuses every new pod of Deployment web: container web may gain privileges '
    + '(spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation). Running pods stay, but no pod that is lost or replaced comes back.');
  expect(`${fix} ${recipeInWords(recipe!)}`).toBe('Change the pods first, and enforce restricted one release later. '
    + 'Release this change, but leave out metadata.labels[\'pod-security.kubernetes.io/enforce\'] of Namespace shop.');
});

test('is a warning with two releases when the pods meet the standard in the same release', () => {
  const [{ severity, recipe }] = violationsOn(rule, all(labelled('restricted'), CURED), all(labelled('baseline'), PRIVILEGED));
  expect(severity).toBe('warning');
  expect(recipeInWords(recipe!)).toMatch(/^Release 1: this change, but with .* of Namespace shop set to baseline\. When its pods are ready, release 2: the rest of this change\.$/);
});

test('more than three reasons are counted', () => {
  const bare = 'kind: Deployment\nspec: { template: { spec: { securityContext: null, containers: [{ name: web, securityContext: null }] } } }';
  expect(messagesOn(rule, labelled('restricted'), bare)).toEqual([expect.stringContaining(', and 1 more. Running pods stay')]);
});

test.each([
  ['the pods meet it', all(labelled('restricted')), ''],
  ['it enforced it before', all(labelled('restricted'), 'kind: Deployment\nspec: { replicas: 4 }'), all(labelled('restricted'), PRIVILEGED)],
  ['it enforces less than before', labelled('baseline'), all(labelled('restricted'), 'kind: Deployment\nspec: { template: { spec: { hostPID: true } } }')],
  ['it only warns', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { pod-security.kubernetes.io/warn: restricted } }', PRIVILEGED],
  ['it is another namespace', labelled('restricted').replace('name: shop', 'name: blog'), PRIVILEGED],
  ['no pods run', all(labelled('restricted')), all(PRIVILEGED, 'kind: Deployment\nspec: { replicas: 0 }')],
])('passes where %s', (_, change, before) => {
  expect(messagesOn(rule, change, before)).toEqual([]);
});
