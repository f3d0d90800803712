import { isHook, isMigrationJob, isOrdered, isReplaced } from '../../../src/analysis/config/migrations';
import { ManifestObject } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { job } from '../../rules/check/config/migrations';
import { manifestsIn } from '../../rules/check/judging';
import { object } from '../../rules/check/placement/violations-on';

const found = (change: string): ManifestObject => manifestsIn(exampleManifests(change)).objects.slice(-1)[0];
const image = (name: string): string => job('job', { image: `registry.example.com/${name}:1` });

test.each([
  ['its name', job('web-db-migration')],
  ['its command', job('job', { command: ['bin/rails', 'db:migrate'] })],
  ['its arguments', job('job', { args: ['manage.py', 'migrate', '--noinput'] })],
  ['its image', image('schema-migrator')],
  ['one of its containers', object('batch/v1', 'Job', 'job', { spec: { template: { spec: { containers: [{ name: 'a', image: 'a' }, { name: 'b', image: 'flyway' }] } } } })],
])('a migration is recognized by %s', (_, change) => {
  expect(isMigrationJob(found(change))).toBe(true);
});

test.each([
  'flyway', 'liquibase', 'alembic', 'dbmate', 'sqitch', 'goose', 'sql-migrate', 'gh-ost', 'migrate', 'migrates', 'migration', 'migrations', 'migrator', 'Migrate', 'dbmigrate', 'data_migration', 'runmigrations', 'databasemigrate',
  'schemamigrate', 'run-migrations', 'my-goose-2',
])('the word %s indicates a migration', word => {
  expect(isMigrationJob(found(image(word)))).toBe(true);
});

test.each(['immigration', 'migratory', 'emigrate', 'mongoose', 'gooseberry', 'report', 'flyways', 'ghost', 'migrated'])('the word %s does not indicate a migration', word => {
  expect(isMigrationJob(found(image(word)))).toBe(false);
});

test.each([
  ['of objects to the stored version of a CustomResourceDefinition, which runs after the release', job('storage-version-migration-serving', { image: 'registry.example.com/storageversion/cmd/migrate:1' })],
  ['of the files of a volume', job('volume-migration', { args: ['-c', 'cp -r /mnt/old/. /mnt/new'] })],
  ['of a claim', job('pvc-migrate-web')],
])('a migration %s does not change a schema', (_, change) => {
  expect(isMigrationJob(found(change))).toBe(false);
});

test('only a Job is a migration', () => {
  expect(isMigrationJob(found(object('v1', 'ConfigMap', 'migrate')))).toBe(false);
  expect(isMigrationJob(found(object('batch/v1', 'CronJob', 'migrate', { spec: {} })))).toBe(false);
  expect(isMigrationJob(found(object('example.com/v1', 'Job', 'migrate', { spec: {} })))).toBe(false);
});

test('a Job without containers is recognized by its name', () => {
  expect(isMigrationJob(found(object('batch/v1', 'Job', 'migrate')))).toBe(true);
  expect(isMigrationJob(found(object('batch/v1', 'Job', 'job')))).toBe(false);
});

test('only the beginning of a command is read', () => {
  const script = (before: number): string => job('job', { image: 'a', command: [`${'x'.repeat(before)} flyway`] });
  expect(isMigrationJob(found(script(2000 - 'a '.length - ' flyway'.length)))).toBe(true);
  expect(isMigrationJob(found(script(2000 - 'a '.length - ' flyway'.length + 1)))).toBe(false);
  const containers = (before: number): string => object('batch/v1', 'Job', 'job', {
    spec: { template: { spec: { containers: [...Array.from({ length: before }, (_, i) => ({ name: `a${i}`, image: 'a' })), { name: 'last', image: 'flyway' }] } } },
  });
  expect(isMigrationJob(found(containers(9)))).toBe(true);
  expect(isMigrationJob(found(containers(10)))).toBe(false);
});

const annotated = (key: string, value: string): ManifestObject => ({ annotations: { note: 'a', [key]: value } }) as unknown as ManifestObject;

test.each([
  ['helm.sh/hook', 'pre-upgrade', true], ['argocd.argoproj.io/hook', 'PreSync', true], ['argocd.argoproj.io/hook', '', true],
  ['helm.sh/resource-policy', 'keep', false], ['argocd.argoproj.io/sync-wave', '1', false],
])('a tool creates an object with the annotation %s: %s again: %s', (key, value, is) => {
  expect(isHook(annotated(key, value))).toBe(is);
});

test.each([
  ['argocd.argoproj.io/sync-options', 'Replace=true'], ['argocd.argoproj.io/sync-options', 'Prune=false,Force=true'], ['kustomize.toolkit.fluxcd.io/force', 'enabled'], ['kustomize.toolkit.fluxcd.io/force', 'Enabled'],
  ['kustomize.toolkit.fluxcd.io/force', 'true'], ['kapp.k14s.io/update-strategy', 'fallback-on-replace'], ['kapp.k14s.io/update-strategy', 'always-replace'],
])('a tool replaces an object with the annotation %s: %s', (key, value) => {
  expect(isReplaced(annotated(key, value))).toBe(true);
});

test.each([
  ['argocd.argoproj.io/sync-options', 'Prune=false'], ['argocd.argoproj.io/sync-wave', 'Replace=true'], ['kustomize.toolkit.fluxcd.io/force', 'disabled'], ['kustomize.toolkit.fluxcd.io/force', 'not enabled'],
  ['kustomize.toolkit.fluxcd.io/force', 'enabled?'], ['kapp.k14s.io/update-strategy', 'default'], ['note', 'Replace=true'], ['note', 'true'], ['other', 'always-replace'],
])('no tool replaces an object with the annotation %s: %s', (key, value) => {
  expect(isReplaced(annotated(key, value))).toBe(false);
});

test.each([
  'helm.sh/hook', 'argocd.argoproj.io/hook', 'argocd.argoproj.io/sync-wave', 'kapp.k14s.io/change-group', 'kapp.k14s.io/change-rule', 'kapp.k14s.io/change-rule.db', 'kapp.k14s.io/change-group.db', 'config.kubernetes.io/depends-on',
])('%s defines an order', key => {
  expect(isOrdered(annotated(key, ''))).toBe(true);
});

test.each(['helm.sh/hooks', 'helm.sh/resource-policy', 'kapp.k14s.io/update-strategy', 'kapp.k14s.io/change', 'x.kapp.k14s.io/change-group'])('%s does not define an order', key => {
  expect(isOrdered(annotated(key, ''))).toBe(false);
});
