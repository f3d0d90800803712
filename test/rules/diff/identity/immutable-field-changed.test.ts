import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { showPath } from '../../../../src/manifests';
import { updateOf } from '../../../../src/rules/diff';
import { releaseManifests } from '../../../../src/rules/diff/apply-recipe';
import { immutableFieldChanged as rule } from '../../../../src/rules/diff/identity';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { read, TARGET } from '../../check/judging';
import { updateBetween } from '../updating';

/** A manifest before and after a change, and the path that the API server refuses; undefined if it accepts the change. */
interface FieldChange {
  readonly what: string;
  readonly path?: string;
  readonly before: string;
  readonly after: string;
}

const FIELD_CHANGES = load(readFileSync(join(__dirname, 'immutable-fields.yaml'), 'utf8')) as FieldChange[];

function found(before: string, after: string) {
  return rule.judge(updateBetween(before, after), TARGET).flatMap(({ violations }) => violations);
}

function said(before: string, after: string): string[] {
  return found(before, after).map(({ message, fix, recipe }) => `${message} ${fix}${recipe ? ` ${recipeInWords(recipe)}` : ''}`);
}

test.each(FIELD_CHANGES.filter(({ path }) => path !== undefined))('fails for $what', ({ path, before, after }) => {
  expect(before).not.toBe(after);
  expect(found(before, after).map(violation => showPath(violation.path))).toEqual([path]);
  expect(found(after, after)).toEqual([]);
});

test.each(FIELD_CHANGES.filter(({ path }) => path === undefined))('passes for $what', ({ before, after }) => {
  expect(before).not.toBe(after);
  expect(found(before, after)).toEqual([]);
  expect(rule.judge(updateBetween(before, after), TARGET)).toHaveLength(1);
});

test.each(FIELD_CHANGES.filter(({ path }) => path !== undefined))('its recipe is accepted for $what', ({ before, after }) => {
  const update = updateBetween(before, after);
  for (const { recipe } of rule.judge(update, TARGET).flatMap(({ violations }) => violations)) {
    for (const release of recipe ?? []) { expect(found(before, releaseManifests(update, release))).toEqual([]); }
  }
});

const JOB = (image: string, more: string = '', metadata: string = '') => `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate${metadata} }
spec: { ${more}template: { spec: { restartPolicy: Never, containers: [{ name: main, image: '${image}' }] } } }
`;

test('adds the version to the name of a Job', () => {
  expect(said(JOB('web:1.4.2'), JOB('web:1.5.0'))).toEqual([
    'In Job migrate spec.template.spec.containers[0].image changes from web:1.4.2 to web:1.5.0: the API server refuses it, while the rest of the release is applied. '
    + 'Set metadata.name to migrate-1-5-0: each version needs its own Job. Release this change, but with metadata.name of Job migrate set to migrate-1-5-0.',
  ]);
});

test('names the fields that differ in a long template instead of printing both templates', () => {
  const job = (version: string, args: string): string => `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate }
spec:
  template:
    metadata: { labels: { app.kubernetes.io/name: web, app.kubernetes.io/component: migration, app.kubernetes.io/version: '${version}' } }
    spec: { restartPolicy: Never, containers: [{ name: main, image: 'registry.example.com/web:${version}', args: [${args}] }] }
`;
  const [text] = said(job('1.4.2', 'up'), job('1.5.0', 'up, --all'));
  expect(text).toMatch(new RegExp('^In Job migrate spec\\.template\\.metadata\\.labels\\[\'app\\.kubernetes\\.io/version\'\\], '
    + 'spec\\.template\\.spec\\.containers\\[0\\]\\.image and spec\\.template\\.spec\\.containers\\[0\\]\\.args change: the API server refuses it'));
});

test.each(['web', 'web:', `web:${'a'.repeat(60)}`, 'web:migrate@sha256:abc', 'web:--'])('gives no name without a version in the image: %s', image => {
  const [text] = said(JOB('web:1', '', ''), JOB(image).replace('name: migrate ', 'name: x-migrate ').replace('x-', ''));
  if (image.includes('migrate@')) { expect(text).toContain('migrate-migrate'); return; }
  expect(text).toMatch(/Set metadata\.name to another name in each release, such as migrate- followed by a hash of the content\.$/);
});

test('does not suggest a name that is in use', () => {
  const other = JOB('web:2').replace('name: migrate', 'name: migrate-2');
  expect(said(`${JOB('web:1')}---${other}`, `${JOB('web:2')}---${other}`)[0]).toContain('Set metadata.name to another name');
  const own = (version: number) => JOB(`web:${version}`).replace('name: migrate', 'name: migrate-2');
  expect(said(own(1), own(2))[0]).toContain('such as migrate-2- followed by a hash');
});

test.each([
  ['the old Job is deleted when it is done', JOB('web:1', 'ttlSecondsAfterFinished: 60, '), JOB('web:2')],
  ['it was suspended', JOB('web:1', 'suspend: true, '), JOB('web:2')],
  ['Helm makes it anew', JOB('web:1'), JOB('web:2', '', ', annotations: { helm.sh/hook: pre-upgrade }')],
  ['Argo CD replaces it', JOB('web:1'), JOB('web:2', '', ', annotations: { argocd.argoproj.io/sync-options: "Force=true,Replace=true" }')],
  ['Flux replaces it', JOB('web:1'), JOB('web:2', '', ', annotations: { kustomize.toolkit.fluxcd.io/force: enabled }')],
  ['kapp replaces it', JOB('web:1'), JOB('web:2', '', ', annotations: { kapp.k14s.io/update-strategy: fallback-on-replace }')],
])('passes when %s', (_, before, after) => {
  expect(found(before, after)).toEqual([]);
});

test.each([
  ', annotations: { argocd.argoproj.io/sync-options: PruneLast=true }', ', annotations: { kustomize.toolkit.fluxcd.io/force: disabled }',
  ', annotations: { kapp.k14s.io/update-strategy: default }', ', annotations: { other: enabled }',
])('fails with other tool annotations: %s', metadata => {
  expect(found(JOB('web:1'), JOB('web:2', '', metadata))).toHaveLength(1);
});

test('gives a binding to another role another name', () => {
  const binding = (role: string) => `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: web }\nroleRef: { kind: Role, name: '${role}' }\n`;
  expect(said(binding('view'), binding('edit:all'))).toEqual([
    'In RoleBinding web roleRef.name changes from view to edit:all: the API server refuses it, while the rest of the release is applied. '
    + 'Set metadata.name to web-edit-all: each role needs its own binding. Release this change, but with metadata.name of RoleBinding web set to web-edit-all.',
  ]);
});

test('leaves all changed fields of a StatefulSet, and states how to change them', () => {
  const set = (service: string, policy: string) => `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\nspec: { serviceName: ${service}${policy} }\n`;
  expect(said(set('a', ''), set('b', ', podManagementPolicy: Parallel'))).toEqual([
    'In StatefulSet db spec.serviceName changes from a to b: the API server refuses it, while the rest of the release is applied. The same applies to spec.podManagementPolicy. '
    + 'Leave spec.serviceName and spec.podManagementPolicy unchanged. To change it, run kubectl delete statefulset db --cascade=orphan, which keeps the pods, and apply it again. '
    + 'Release this change, but with spec.serviceName of StatefulSet db set to a and leave out spec.podManagementPolicy of StatefulSet db.',
  ]);
});

test('suggests another name for an immutable ConfigMap', () => {
  const config = (value: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\nimmutable: true\ndata: { A: ${value} }\n`;
  expect(said(config('a'), config('b'))).toEqual([
    'In ConfigMap web data.A changes: the API server refuses it, while the rest of the release is applied. '
    + 'Set metadata.name to another name in each release, such as web- followed by a hash of the content, and refer to it in the pods.',
  ]);
});

test('does not apply to mutable fields', () => {
  expect(rule.judge(updateBetween('apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: a }\n', 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: a }\n'), TARGET)).toEqual([]);
});

test.each(['spec: 7', 'spec: [a]', 'spec: { volumeClaimTemplates: [7, a], serviceName: {} }', 'spec: { volumeClaimTemplates: { a: b } }', 'data: 8', 'stringData: { a: {} }'])(
  'expects nothing of what is written: %s', text => {
    for (const [apiVersion, kind] of [['apps/v1', 'StatefulSet'], ['batch/v1', 'Job'], ['v1', 'Secret'], ['v1', 'PersistentVolumeClaim'], ['v1', 'ConfigMap']]) {
      const manifest = (more: string) => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n${more}\n`;
      const [odd, plain] = [manifest(text), manifest('immutable: true')].map(yaml => read(yaml).cluster);
      expect(() => [rule.judge(updateOf(odd, plain), TARGET), rule.judge(updateOf(plain, odd), TARGET)]).not.toThrow();
    }
  });
