import { pruneBeforeReady as rule } from '../../../../src/rules/diff/config';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { appliesTo, messagesOn, verdictsOn, violationsOn } from '../updating';

const pod = (spec: string, kind = 'Deployment') => `kind: ${kind}\nspec: { template: { spec: { ${spec} } } }\n`;
const env = (name: string, more = '') => pod(`containers: [{ name: web, envFrom: [{ configMapRef: { name: ${name} ${more} } }] }]`);
const config = (name: string, kind = 'ConfigMap', metadata = '') => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name} ${metadata} }\n`;
const gone = (name: string, kind = 'ConfigMap') => `kind: ${kind}\nmetadata: { name: ${name} }\n$patch: delete\n`;
const all = (...parts: string[]) => parts.join('---\n');

const IMAGE = pod('containers: [{ name: web, image: \'registry.example.com/web:1.4.3\' }]');

test('fails when an object of old pods is removed in the release in which new ones use another', () => {
  const [verdict] = verdictsOn(rule, rule.examples.unsafe);
  const [violation] = verdict.violations;
  expect(verdict.object.name).toBe('web-settings');
  expect(verdict.workload?.name).toBe('web');
  expect(violation.path).toEqual(['metadata', 'name']);
  expect(violation.severity).toBeUndefined();
  expect(violation.message).toBe('ConfigMap web-settings is removed in the same release in which the pods of Deployment web stop using it: '
    + 'an old pod that is restarted or moved in the meantime does not start again, and no pod starts after a rollback.');
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Remove ConfigMap web-settings one release later than the last reference to it. '
    + 'Release 1: this change, but keep ConfigMap web-settings. When no pod of the old revision is left, release 2: the rest of this change.');
});

test('fails when an object is removed that pods still use', () => {
  const [violation] = violationsOn(rule, gone('web-settings'));
  expect(violation.message).toBe('ConfigMap web-settings is removed while the pods of Deployment web still need it: from then on no new one starts.');
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Keep ConfigMap web-settings as long as pods refer to it. '
    + 'Release this change, but keep ConfigMap web-settings.');
});

test.each([
  ['ConfigMap', 'web-config-5h2m9k4d7t', 'web-config-g9mhhd5b2k', 'warning'],
  ['Secret', 'web-key-v1', 'web-key-v2', 'warning'],
  ['ConfigMap', 'web-config-v1', 'web-config', undefined],
  ['ConfigMap', 'web-config', 'web-config-v2', undefined],
  ['ConfigMap', 'web-config-v1', 'web-settings-v2', undefined],
])('only warns where pods move to another generation: %s %s, %s', (kind, old, now, severity) => {
  const uses = (name: string) => pod(`containers: [{ name: web, envFrom: [{ ${kind === 'Secret' ? 'secretRef' : 'configMapRef'}: { name: ${name} } }] }]`);
  const [violation] = violationsOn(rule, all(uses(now), gone(old, kind), config(now, kind)), all(uses(old), config(old, kind)));
  expect(violation.severity).toBe(severity);
  expect(recipeInWords(violation.recipe!)).toContain('When no pod of the old revision is left, release 2: the rest of this change.');
});

test('fails where not all pods move to another generation, or where the next one is missing', () => {
  const jobs = (name: string) => 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: jobs }\nspec: { selector: { matchLabels: { app: jobs } }, template: { metadata: { labels: '
    + `{ app: jobs } }, spec: { containers: [{ name: jobs, image: 'jobs:1', envFrom: [{ configMapRef: { name: ${name} } }] }] } } }\n`;
  const severities = (change: string, before: string) => violationsOn(rule, change, before).map(({ severity }) => severity);
  const before = all(env('web-v1'), jobs('web-v1'), config('web-v1'), config('web-v2'));
  expect(severities(all(env('web-v2'), jobs('web-v2'), gone('web-v1')), before)).toEqual(['warning']);
  expect(severities(all(env('web-v2'), jobs('other'), gone('web-v1')), before)).toEqual([undefined]);
  expect(severities(all(env('web-v2'), gone('web-v1')), all(env('web-v1'), config('web-v1')))).toEqual([undefined]);
  expect(severities(gone('web-v1'), all(env('web-v1'), config('web-v1'), config('web-v2')))).toEqual([undefined]);
  expect(severities(all(env('web-v2'), gone('web-v1')), all(env('web-v1'), config('web-v1'), config('web-v2', 'Secret')))).toEqual([undefined]);
});

test.each([
  ['ConfigMap', 'envFrom', 'containers: [{ name: web, envFrom: [{ configMapRef: { name: old } }] }]'],
  ['Secret', 'envFrom', 'containers: [{ name: web, envFrom: [{ secretRef: { name: old } }] }]'],
  ['ConfigMap', 'env', 'containers: [{ name: web, env: [{ name: A, valueFrom: { configMapKeyRef: { name: old, key: a } } }] }]'],
  ['Secret', 'env', 'containers: [{ name: web, env: [{ name: A, valueFrom: { secretKeyRef: { name: old, key: a } } }] }]'],
  ['Secret', 'env of an init container', 'initContainers: [{ name: init, image: "i:1", env: [{ name: A, valueFrom: { secretKeyRef: { name: old, key: a } } }] }]'],
  ['ConfigMap', 'volumes', 'volumes: [{ name: v, configMap: { name: old } }]'],
  ['Secret', 'volumes', 'volumes: [{ name: v, secret: { secretName: old } }]'],
  ['Secret', 'mounted volumes', 'containers: [{ name: web, volumeMounts: [{ name: v, mountPath: /v }] }], volumes: [{ name: v, secret: { secretName: old } }]'],
  ['ConfigMap', 'projected volumes', 'volumes: [{ name: v, projected: { sources: [{ configMap: { name: old } }] } }]'],
  ['Secret', 'projected volumes', 'volumes: [{ name: v, projected: { sources: [{ secret: { name: old } }] } }]'],
  ['PersistentVolumeClaim', 'volumes', 'volumes: [{ name: v, persistentVolumeClaim: { claimName: old } }]'],
])('finds a %s in %s', (kind, _, spec) => {
  expect(messagesOn(rule, gone('old', kind), all(pod(spec), config('old', kind)))).toHaveLength(1);
  expect(appliesTo(rule, gone('old', kind), all(pod(spec.replaceAll('old', 'other')), config('old', kind)))).toBe(false);
});

test('states what happens to the data of a claim', () => {
  const claim = all(pod('volumes: [{ name: v, persistentVolumeClaim: { claimName: old } }]'), config('old', 'PersistentVolumeClaim'));
  expect(messagesOn(rule, all(pod('volumes: [{ name: v, $patch: delete }]'), gone('old', 'PersistentVolumeClaim')), claim)).toEqual([
    'PersistentVolumeClaim old is removed in the same release in which the pods of Deployment web stop using it: an old pod that is restarted or moved in the meantime does not start again, '
    + 'and no pod starts after a rollback; its data may be deleted with the last pod that uses it.',
  ]);
  expect(messagesOn(rule, gone('old', 'PersistentVolumeClaim'), claim)).toEqual([
    'PersistentVolumeClaim old is removed while the pods of Deployment web still need it: from then on no new one starts; '
    + 'its data may be deleted with the last pod that uses it.',
  ]);
});

test('names the pods that still use it, if there are any', () => {
  const jobs = (name: string) => 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: jobs }\nspec: { selector: { matchLabels: { app: jobs } }, template: { metadata: { labels: '
    + `{ app: jobs } }, spec: { containers: [{ name: jobs, image: 'jobs:1', envFrom: [{ configMapRef: { name: ${name} } }] }] } } }\n`;
  const before = all(env('old'), jobs('old'), config('old'), config('new'));
  expect(messagesOn(rule, all(env('new'), gone('old')), before)).toEqual([
    'ConfigMap old is removed while the pods of StatefulSet jobs still need it: from then on no new one starts.',
  ]);
  const [verdict] = verdictsOn(rule, all(env('new'), jobs('new'), gone('old')), before);
  expect(verdict.workload).toBeUndefined();
  expect(verdict.violations[0].message).toContain('the pods of Deployment web and 1 more stop using it');
});

test.each([
  ['that may be missing', env('old', ', optional: true'), ''],
  ['of a Deployment without pods', env('old') + '---\nkind: Deployment\nspec: { replicas: 0 }\n', ''],
])('does not apply to a reference %s', (_, reference) => {
  expect(appliesTo(rule, gone('old'), all(reference, config('old')))).toBe(false);
});

test('does not apply where the Deployment is removed as well, or where no pod refers to it', () => {
  expect(appliesTo(rule, all(gone('old'), 'kind: Deployment\n$patch: delete\n'), all(env('old'), config('old')))).toBe(false);
  expect(appliesTo(rule, gone('old'), config('old'))).toBe(false);
  expect(appliesTo(rule, gone('old', 'Secret'), all(env('old'), config('old', 'Secret'), config('old')))).toBe(false);
  expect(appliesTo(rule, IMAGE)).toBe(false);
});

test('passes when it stays one release longer', () => {
  expect(verdictsOn(rule, rule.examples.safe).map(({ object, violations }) => [object.name, violations])).toEqual([['web-settings', []]]);
});

test.each([
  ['helm.sh/resource-policy: keep'],
  ['argocd.argoproj.io/sync-options: \'Validate=false, Prune=false\''],
  ['argocd.argoproj.io/sync-options: Prune=confirm'],
  ['kustomize.toolkit.fluxcd.io/prune: disabled'],
  ['kustomize.toolkit.fluxcd.io/prune: Disabled'],
  ['helm.sh/hook: pre-install'],
])('passes when a tool keeps it in the cluster: %s', annotation => {
  const before = all(env('old'), config('old', 'ConfigMap', `, annotations: { ${annotation} }`), config('new'));
  expect(messagesOn(rule, all(env('new'), gone('old')), before)).toEqual([]);
  expect(appliesTo(rule, all(env('new'), gone('old')), before)).toBe(true);
});

test.each([['helm.sh/resource-policy: delete'], ['argocd.argoproj.io/sync-options: Replace=true'], ['kustomize.toolkit.fluxcd.io/prune: enabled']])(
  'fails when a tool does not: %s', annotation => {
    expect(messagesOn(rule, gone('old'), all(env('old'), config('old', 'ConfigMap', `, annotations: { ${annotation} }`)))).toHaveLength(1);
  });

test('passes when it is removed only after the rollout, but not when it is needed then', () => {
  const before = all(env('old'), config('old', 'ConfigMap', ', annotations: { argocd.argoproj.io/sync-options: PruneLast=true }'), config('new'));
  expect(messagesOn(rule, all(env('new'), gone('old')), before)).toEqual([]);
  expect(messagesOn(rule, gone('old'), before)).toHaveLength(1);
});

test.each([
  ['ExternalSecret', 'external-secrets.io/v1', 'metadata: { name: old }'],
  ['ExternalSecret', 'external-secrets.io/v1', 'metadata: { name: web }\nspec: { target: { name: old } }'],
  ['SealedSecret', 'bitnami.com/v1alpha1', 'metadata: { name: web }\nspec: { template: { metadata: { name: old } } }'],
  ['Certificate', 'cert-manager.io/v1', 'metadata: { name: web }\nspec: { secretName: old }'],
  ['VaultStaticSecret', 'secrets.hashicorp.com/v1beta1', 'metadata: { name: web }\nspec: { destination: { name: old } }'],
])('passes when a %s creates it from now on', (kind, apiVersion, rest) => {
  const before = all(pod('volumes: [{ name: v, secret: { secretName: old } }]'), config('old', 'Secret'));
  const maker = (text: string) => `apiVersion: ${apiVersion}\nkind: ${kind}\n${text}\n`;
  expect(messagesOn(rule, all(gone('old', 'Secret'), maker(rest)), before)).toEqual([]);
  expect(messagesOn(rule, all(gone('old', 'Secret'), maker(rest.replace('old', 'another'))), before)).toHaveLength(1);
});

test('for a CronJob, only a job that runs in the meantime is at risk', () => {
  const jobs = (name: string) => 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: jobs }\nspec: { schedule: "0 6 * * *", jobTemplate: { spec: { template: { spec: '
    + `{ restartPolicy: Never, containers: [{ name: jobs, image: 'jobs:1', envFrom: [{ configMapRef: { name: ${name} } }] }] } } } } }\n`;
  const before = all(jobs('old'), config('old'), config('new'));
  expect(violationsOn(rule, all(jobs('new'), gone('old')), before).map(({ severity }) => severity)).toEqual(['info']);
  expect(violationsOn(rule, gone('old'), before).map(({ severity }) => severity)).toEqual([undefined]);
  const both = violationsOn(rule, all(jobs('new'), env('new'), gone('old')), all(before, env('old')));
  expect(both.map(({ severity, message }) => [severity, message.includes('the pods of Deployment web stop')])).toEqual([[undefined, true]]);
});

test.each(['Job', 'Pod'])('does not apply to a %s', kind => {
  const spec = 'containers: [{ name: once, image: "once:1", envFrom: [{ configMapRef: { name: old } }] }]';
  const once = `apiVersion: ${kind === 'Pod' ? 'v1' : 'batch/v1'}\nkind: ${kind}\nmetadata: { name: once }\nspec: { ${kind === 'Pod' ? spec : `template: { spec: { ${spec} } }`} }\n`;
  expect(appliesTo(rule, gone('old'), all(once, config('old')))).toBe(false);
});
