import { serviceaccountReplaced as rule } from '../../../../src/rules/diff/config';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { appliesTo, messagesOn, verdictsOn, violationsOn } from '../updating';

const pod = (spec: string) => `kind: Deployment\nspec: { template: { spec: { ${spec} } } }\n`;
const gone = (kind: string, name = 'web') => `kind: ${kind}\nmetadata: { name: ${name} }\n$patch: delete\n`;
const all = (...parts: string[]) => parts.join('---\n');
const IMAGE = pod('containers: [{ name: web, image: \'registry.example.com/web:1.4.3\' }]');
const SWITCH = pod('serviceAccountName: shop');

const role = (kind = 'Role', name = 'web') => `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nrules: [{ apiGroups: [""], resources: [pods], verbs: [get] }]\n`;
const binding = (kind = 'RoleBinding', { name = 'web', of = 'Role', subject = '{ kind: ServiceAccount, name: web, namespace: shop }' } = {}) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${of}, name: web }\nsubjects: [${subject}]\n`;

test('fails when the ServiceAccount is removed in the release in which new pods use another', () => {
  const [verdict] = verdictsOn(rule, rule.examples.unsafe);
  const [violation] = verdict.violations;
  expect(verdict.object.name).toBe('web');
  expect(verdict.workload?.name).toBe('web');
  expect(violation.path).toEqual(['metadata', 'name']);
  expect(violation.severity).toBeUndefined();
  expect(violation.message).toBe('ServiceAccount web is removed in the same release in which the pods of Deployment web stop using it: '
    + 'the tokens of its running pods are refused at once, and an old pod that is lost in the meantime is not replaced, and a rollback creates no pod.');
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Remove ServiceAccount web one release later than the last pod that uses it. '
    + 'Release 1: this change, but keep ServiceAccount web. When no pod of the old revision is left, release 2: the rest of this change.');
});

test('fails when a ServiceAccount is removed that pods still use', () => {
  const [violation] = violationsOn(rule, gone('ServiceAccount'));
  expect(violation.message).toBe('ServiceAccount web is removed while the pods of Deployment web still use it: '
    + 'the tokens of its running pods are refused at once, and no new one can be created.');
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Keep ServiceAccount web as long as pods use it. Release this change, but keep ServiceAccount web.');
});

test('keeps the objects that are removed with it, without a finding for each', () => {
  const before = all(rule.examples.before, role(), binding(), role('Role', 'other'), binding('RoleBinding', { name: 'other', subject: '{ kind: ServiceAccount, name: other }' }));
  const found = violationsOn(rule, all(rule.examples.unsafe, gone('Role'), gone('RoleBinding'), gone('Role', 'other'), gone('RoleBinding', 'other')), before);
  expect(found.map(({ recipe }) => recipe![0].edits.map(({ object: { kind, name } }) => `${kind} ${name}`))).toEqual([
    ['ServiceAccount web', 'RoleBinding web', 'Role web'],
  ]);
});

test.each([
  ['of the pods', 'automountServiceAccountToken: false', ''],
  ['of the ServiceAccount', 'automountServiceAccountToken: null', 'kind: ServiceAccount\nmetadata: { name: web }\nautomountServiceAccountToken: false\n'],
])('is milder where the pods have no token, as stated %s', (_, spec, account) => {
  const before = all(rule.examples.before, pod(spec), account || IMAGE);
  const [violation] = violationsOn(rule, rule.examples.unsafe, before);
  expect(violation.severity).toBe('warning');
  expect(violation.message).toBe('ServiceAccount web is removed in the same release in which the pods of Deployment web stop using it: '
    + 'an old pod that is lost in the meantime is not replaced, and a rollback creates no pod.');
  const [lasting] = violationsOn(rule, gone('ServiceAccount'), before);
  expect(lasting.severity).toBeUndefined();
  expect(lasting.message).toBe('ServiceAccount web is removed while the pods of Deployment web still use it: no new one can be created.');
});

test('a token in a projected volume counts as well', () => {
  const volume = pod('automountServiceAccountToken: false, volumes: [{ name: t, projected: { sources: [{ serviceAccountToken: { path: t } }] } }]');
  expect(violationsOn(rule, rule.examples.unsafe, all(rule.examples.before, volume))[0].severity).toBeUndefined();
});

test('the old name of the field means the same', () => {
  expect(messagesOn(rule, gone('ServiceAccount'), all(rule.examples.before, pod('serviceAccountName: null, serviceAccount: web')))).toHaveLength(1);
});

test('passes when it stays one release longer, or in the cluster', () => {
  expect(verdictsOn(rule, rule.examples.safe).map(({ object, violations }) => [object.name, violations])).toEqual([['web', []]]);
  const kept = all(rule.examples.before, 'kind: ServiceAccount\nmetadata: { name: web, annotations: { helm.sh/resource-policy: keep } }\n');
  expect(messagesOn(rule, rule.examples.unsafe, kept)).toEqual([]);
});

test('does not apply to one that no running pod uses', () => {
  expect(appliesTo(rule, gone('ServiceAccount', 'shop'))).toBe(false);
  expect(appliesTo(rule, IMAGE)).toBe(false);
  expect(appliesTo(rule, gone('ServiceAccount', 'default'), 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: default }\n' + all('', pod('serviceAccountName: default')))).toBe(false);
});

describe('the permissions of a ServiceAccount', () => {
  const before = all(rule.examples.before, role(), binding());

  test.each([
    ['RoleBinding', before],
    ['ClusterRoleBinding', all(rule.examples.before, role('ClusterRole'), binding('ClusterRoleBinding', { of: 'ClusterRole' }))],
    ['RoleBinding', all(rule.examples.before, role(), binding('RoleBinding', { subject: '{ kind: ServiceAccount, name: web }' }))],
  ])('are a warning when its %s is removed while old pods run', (kind, running) => {
    const found = verdictsOn(rule, all(IMAGE, gone(kind)), running).filter(({ violations }) => violations.length > 0);
    expect(found.map(({ object, workload }) => [object.kind, workload?.name])).toEqual([[kind, 'web']]);
    const [violation] = found[0].violations;
    expect(violation.severity).toBe('warning');
    expect(violation.path).toEqual(['metadata', 'name']);
    expect(violation.message).toBe(`${kind} web is removed while old pods of Deployment web still run: they lose its permissions before they are replaced.`);
    expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe(`Remove ${kind} web one release later than the code that needs it. `
      + `Release 1: this change, but keep ${kind} web. When no pod of the old revision is left, release 2: the rest of this change.`);
  });

  test('are one finding when the role and its binding are removed', () => {
    expect(messagesOn(rule, all(IMAGE, gone('RoleBinding'), gone('Role')), before)).toHaveLength(1);
  });

  test.each([
    ['another binding is there', all(IMAGE, gone('RoleBinding'), binding('RoleBinding', { name: 'web-2' }))],
    ['the pods stay as they are, and another binding is there', all(gone('RoleBinding'), binding('RoleBinding', { name: 'web-2' }))],
    ['the Role of another is removed', all(IMAGE, gone('Role', 'other'))],
  ])('are not judged where %s', (_, change) => {
    expect(messagesOn(rule, change, all(before, role('Role', 'other')))).toEqual([]);
  });

  test.each([
    ['it is another\'s', binding('RoleBinding', { subject: '{ kind: ServiceAccount, name: other, namespace: shop }' })],
    ['it is of another namespace', binding('RoleBinding', { subject: '{ kind: ServiceAccount, name: web, namespace: blog }' })],
    ['it is a user\'s', binding('RoleBinding', { subject: '{ kind: User, name: web, namespace: shop }' })],
  ])('are not judged where %s', (_, other) => {
    expect(messagesOn(rule, all(IMAGE, gone('RoleBinding')), all(rule.examples.before, other))).toEqual([]);
  });

  test('are not missed where the role only grants PodSecurityPolicies', () => {
    const psp = (resources: string) => all(before, `kind: Role\nrules: [{ apiGroups: [policy], resources: ${resources}, verbs: [use] }]\n`);
    expect(messagesOn(rule, all(IMAGE, gone('RoleBinding'), gone('Role')), psp('[podsecuritypolicies]'))).toEqual([]);
    expect(messagesOn(rule, gone('RoleBinding'), psp('[podsecuritypolicies]'))).toEqual([]);
    expect(messagesOn(rule, all(IMAGE, gone('RoleBinding'), gone('Role')), psp('[podsecuritypolicies, pods]'))).toHaveLength(1);
    expect(messagesOn(rule, all(IMAGE, gone('RoleBinding'), gone('Role')), psp('[]'))).toHaveLength(1);
  });

  test('are lost despite another binding whose role is removed as well, or of another kind', () => {
    expect(messagesOn(rule, all(IMAGE, gone('RoleBinding'), gone('Role'), binding('RoleBinding', { name: 'web-2' })), before)).toHaveLength(1);
    expect(messagesOn(rule, all(IMAGE, gone('RoleBinding'), binding('ClusterRoleBinding', { of: 'ClusterRole' })), before)).toHaveLength(1);
    expect(messagesOn(rule, all(IMAGE, gone('RoleBinding'), binding('RoleBinding', { name: 'web-2', subject: '{ kind: ServiceAccount, name: other }' })), before)).toHaveLength(1);
  });

  test('are kept when a tool is configured to keep them', () => {
    expect(messagesOn(rule, all(IMAGE, gone('RoleBinding')), all(before, 'kind: RoleBinding\nmetadata: { annotations: { helm.sh/resource-policy: keep } }\n'))).toEqual([]);
  });

  test('are not reported when the ServiceAccount of the old pods is removed too', () => {
    expect(messagesOn(rule, all(SWITCH, gone('RoleBinding')), before)).toHaveLength(1);
  });

  test('are a warning when the last binding is removed while the pods stay the same, with their token', () => {
    expect(messagesOn(rule, all(gone('RoleBinding')), before)).toEqual([
      'RoleBinding web is removed, and no other binding here names the ServiceAccount of Deployment web, whose pods still mount its token: the API server refuses their requests at once.',
    ]);
    expect(messagesOn(rule, 'kind: RoleBinding\nsubjects: [{ kind: User, name: web }]', before)).toEqual([
      'RoleBinding web drops the ServiceAccount of Deployment web, whose pods still mount its token: the API server refuses their requests at once.',
    ]);
    expect(messagesOn(rule, all(gone('RoleBinding')), all(before, pod('automountServiceAccountToken: false')))).toEqual([]);
  });
});

describe('the cloud identity of a ServiceAccount', () => {
  const account = (annotations: string) => `kind: ServiceAccount\nmetadata: { name: web, annotations: { ${annotations} } }\n`;
  const before = (annotations: string) => all(rule.examples.before, account(annotations));

  test.each([
    ['eks.amazonaws.com/role-arn', 'arn:aws:iam::111122223333:role/web', 'pods of Deployment web that start from then on have no identity in AWS'],
    ['iam.gke.io/gcp-service-account', 'web@shop.iam.gserviceaccount.com', 'the pods of Deployment web, including the running ones, have no identity in Google Cloud'],
    ['azure.workload.identity/client-id', '7c1f', 'pods of Deployment web that start from then on have no identity in Azure'],
  ])('is an error when %s is removed, and a warning when it changes', (key, value, whose) => {
    const running = before(`${key}: "${value}"`);
    const [lost] = violationsOn(rule, account(`${key}: null`), running);
    expect([lost.severity, lost.message]).toEqual(['error', `ServiceAccount web loses the annotation ${key}: ${whose}, which refuses their requests.`]);
    const [changed] = violationsOn(rule, account(`${key}: other`), running);
    expect([changed.severity, changed.path]).toEqual(['warning', ['metadata', 'annotations', key]]);
    expect(messagesOn(rule, account('team: shop'), running)).toEqual([]);
  });

  test('is not judged where no pod uses the ServiceAccount, or pods move to another one', () => {
    const running = before('eks.amazonaws.com/role-arn: web');
    const moved = all(account('eks.amazonaws.com/role-arn: null'), 'kind: ServiceAccount\nmetadata: { name: shop, annotations: { eks.amazonaws.com/role-arn: web } }\n', pod('serviceAccountName: shop'));
    expect(messagesOn(rule, moved, running)).toEqual([]);
    expect(messagesOn(rule, account('eks.amazonaws.com/role-arn: null'), all(running, pod('serviceAccountName: shop')))).toEqual([]);
  });
});

describe('the cloud identity of pods that move to another ServiceAccount', () => {
  const KEY = 'eks.amazonaws.com/role-arn';
  const identity = (name: string, annotations: string) => `kind: ServiceAccount\nmetadata: { name: ${name}, annotations: { ${annotations} } }\n`;
  const running = (annotations: string) => all(rule.examples.before, identity('web', annotations));
  const env = (name: string) => pod(`containers: [{ name: web, env: [{ name: ${name}, value: x }] }]`);
  const association = (spec: string) => `apiVersion: eks.services.k8s.aws/v1alpha1\nkind: PodIdentityAssociation\nmetadata: { name: shop }\nspec: ${spec}\n`;

  test('is a warning where the other one does not have it', () => {
    const found = verdictsOn(rule, SWITCH, running(`${KEY}: web`)).filter(({ violations }) => violations.length > 0);
    expect(found.map(({ object, workload }) => [object.name, workload?.name])).toEqual([['shop', 'web']]);
    const [{ message, fix, severity, recipe }] = found[0].violations;
    expect(severity).toBe('warning');
    expect(message).toBe(`New pods of Deployment web use ServiceAccount shop, which does not have the annotation ${KEY} of ServiceAccount web: `
      + 'they have no identity in AWS, which refuses their requests unless it is granted elsewhere.');
    expect(fix).toBe(`First allow ServiceAccount shop in the trust policy of the role, and set its annotation ${KEY} to web. `
      + 'If the pods send no requests to AWS, or have another identity there, acknowledge this.');
    expect(recipe![0].edits).toMatchObject([{ kind: 'set', object: { name: 'shop' }, path: ['metadata', 'annotations', KEY], value: 'web' }]);
  });

  test.each(['iam.gke.io/gcp-service-account', 'azure.workload.identity/client-id'])('is a warning for %s', key => {
    expect(messagesOn(rule, SWITCH, running(`${key}: web`))).toHaveLength(1);
  });

  test('is a warning where pods move to the default ServiceAccount, if that is known', () => {
    const known = (name: string) => all(running(`${KEY}: web`), `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${name} }\n`);
    const change = pod('serviceAccountName: null');
    expect(messagesOn(rule, change, known('default'))).toHaveLength(1);
    expect(messagesOn(rule, change, known('other'))).toEqual([]);
  });

  test.each([
    ['has the same one', identity('shop', `${KEY}: web`)],
    ['has one of its own', identity('shop', `${KEY}: shop`)],
    ['has one in another cloud', identity('shop', 'iam.gke.io/gcp-service-account: shop')],
    ['has a role by EKS Pod Identity', association('{ serviceAccount: shop, namespace: shop, roleARN: x }')],
    ['is for pods with keys of their own', env('AWS_ACCESS_KEY_ID')],
    ['is for pods that name the role themselves', env('AWS_ROLE_ARN')],
  ])('is not reported where the other one %s', (_, change) => {
    expect(messagesOn(rule, all(SWITCH, change), running(`${KEY}: web`))).toEqual([]);
  });

  test.each([
    ['the association is for another ServiceAccount', association('{ serviceAccount: web, namespace: shop }')],
    ['the pods have credentials for another cloud', env('GOOGLE_APPLICATION_CREDENTIALS')],
  ])('is reported although %s', (_, change) => {
    expect(messagesOn(rule, all(SWITCH, change), running(`${KEY}: web`))).toHaveLength(1);
  });

  test('is not reported where it is unknown, or where the pods had none', () => {
    expect(messagesOn(rule, pod('serviceAccountName: elsewhere'), running(`${KEY}: web`))).toEqual([]);
    expect(messagesOn(rule, SWITCH)).toEqual([]);
  });
});
