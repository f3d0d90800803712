import { rolebindingSubjectNotFound as rule } from '../../../../src/rules/check/config';
import { appliesTo, manifestsIn, messagesOn, TARGET, verdictsOn } from '../judging';

const RBAC = 'apiVersion: rbac.authorization.k8s.io/v1';
const account = (name: string, namespace = 'shop') => `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${name}, namespace: ${namespace} }\n---\n`;
const ROLE = `${RBAC}\nkind: Role\nmetadata: { name: leases, namespace: shop }\nrules: [{ apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get] }]\n---\n`;
const binding = (subjects: string, { name = 'leases', role = '{ kind: Role, name: leases }' } = {}) =>
  `${RBAC}\nkind: RoleBinding\nmetadata: { name: ${name}, namespace: shop }\nroleRef: ${role}\nsubjects: [${subjects}]\n---\n`;
const subject = (name: string, namespace = 'shop') => `{ kind: ServiceAccount, name: ${name}, namespace: ${namespace} }`;
const web = (name: string, token = true) => `kind: Deployment\nspec: { template: { spec: { serviceAccountName: ${name}, automountServiceAccountToken: ${token} } } }\n`;
const cart = (name: string) => '---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: cart, namespace: shop }\n'
  + `spec: { selector: { matchLabels: { app: cart } }, template: { metadata: { labels: { app: cart } }, spec: { serviceAccountName: ${name}, containers: [{ name: cart, image: a/cart:1 }] } } }\n`;
const RELEASE = account('custom') + ROLE;

test('fails where the pods with the name of the account run as another one', () => {
  expect(verdictsOn(rule, RELEASE + binding(subject('web')) + web('custom'))).toMatchObject([{
    object: { kind: 'RoleBinding' },
    violations: [{
      path: ['subjects', 0, 'name'],
      message: 'RoleBinding leases names ServiceAccount web, which is not in the manifests, but the pods of Deployment web run as custom: '
        + 'unless a binding elsewhere names that one, the API server refuses their requests with 403.',
      fix: 'Set subjects[0].name to custom.',
    }],
  }]);
});

test.each(['release-custom', 'custom-leader'])('fails where the only account of the pods is in no binding, and is part of the name %s', name => {
  expect(messagesOn(rule, RELEASE + binding(subject(name)) + web('custom'))).toHaveLength(1);
});

test('fails where the pods of the account are in another namespace', () => {
  expect(verdictsOn(rule, RELEASE + binding(subject('custom', 'default')) + web('custom'))).toMatchObject([{
    violations: [{
      path: ['subjects', 0, 'namespace'],
      message: expect.stringContaining('names ServiceAccount default/custom, which is not in the manifests, but the pods of Deployment web run as shop/custom'),
      fix: 'Set subjects[0].namespace to shop.',
    }],
  }]);
});

test.each([
  ['the account is in the manifests', account('web') + RELEASE + binding(subject('web')) + web('custom')],
  ['pods run as the account', RELEASE + binding(subject('leader')) + web('custom') + cart('leader')],
  ['the binding names both', RELEASE + binding(`${subject('web')}, ${subject('custom')}`) + web('custom')],
  ['another binding gives the role', RELEASE + binding(subject('web')) + binding(subject('custom'), { name: 'new' }) + web('custom')],
  ['the pods have no token', RELEASE + binding(subject('web')) + web('custom', false)],
  ['the role is elsewhere', RELEASE + binding(subject('web'), { role: '{ kind: ClusterRole, name: view }' }) + web('custom')],
  ['the account has a name of its own, such as that of a pipeline', RELEASE + binding(subject('github-actions')) + web('custom')],
  ['the names are alike but for their words', RELEASE + binding(subject('customs')) + web('custom')],
  ['the binding is of the namespace of its subject', RELEASE + binding(subject('custom', 'jobs')).replace('namespace: shop', 'namespace: jobs') + ROLE.replace('namespace: shop', 'namespace: jobs') + web('custom')],
  ['the pods have another name and several accounts', account('cart') + RELEASE + binding(subject('custom-leader')) + web('custom') + cart('cart')],
  ['another binding names the account of the pods', RELEASE + binding(subject('custom-leader')) + binding(subject('custom'), { name: 'view', role: '{ kind: ClusterRole, name: view }' }) + web('custom')],
  ['a user is named', RELEASE + binding('{ kind: User, name: web }') + web('custom')],
  ['the account of the pods is not in the manifests', ROLE + binding(subject('web')) + web('custom')],
])('passes where %s', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});

test('a chart without namespaces passes', () => {
  const chart = [account('custom'), ROLE, binding(subject('custom', 'release')), cart('custom')].join('').replaceAll(', namespace: shop }', ' }');
  expect(rule.judge(manifestsIn(chart), TARGET).flatMap(({ violations }) => violations)).toEqual([]);
});

test('other objects are not judged', () => {
  expect(appliesTo(rule, web('custom'))).toBe(false);
});
