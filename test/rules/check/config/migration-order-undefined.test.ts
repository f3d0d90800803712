import { migrationOrderUndefined } from '../../../../src/rules/check/config';
import { appliesTo, messagesOn } from '../judging';
import { job } from './migrations';
import { all, deployment, fixesOn, NO_SERVICE, object, pathsOn, pod } from '../placement/violations-on';

test('names the Deployment that should wait, and how', () => {
  expect(messagesOn(migrationOrderUndefined, job('migrate'))).toEqual([
    'Nothing makes Deployment web wait for the migration migrate: its new pods may serve before the schema that they need exists.',
  ]);
  expect(fixesOn(migrationOrderUndefined, job('migrate'))).toEqual([
    "Set metadata.annotations['argocd.argoproj.io/hook'] to PreSync, or metadata.annotations['helm.sh/hook'] to pre-install,pre-upgrade if Helm installs it, "
    + 'or make an init container of the Deployment wait for the schema.',
  ]);
  expect(pathsOn(migrationOrderUndefined, job('migrate'))).toEqual(['metadata.annotations']);
});

test.each([
  ['its name', job('web-db-migration')],
  ['its command', job('job', { command: ['bin/rails', 'db:migrate'] })],
  ['its arguments', job('job', { args: ['manage.py', 'migrate', '--noinput'] })],
  ['its image', job('job', { image: 'registry.example.com/schema-migrator:1' })],
  ...['flyway', 'liquibase', 'alembic', 'dbmate', 'sqitch', 'goose', 'sql-migrate', 'gh-ost', 'migrates', 'migrations', 'Migrate', 'dbmigrate', 'data_migration', 'runmigrations', 'databasemigrate', 'schemamigrate']
    .map(tool => [tool, job('job', { image: `registry.example.com/${tool}:1` })]),
])('a migration is recognized by %s', (_what, change) => {
  expect(messagesOn(migrationOrderUndefined, change)).toHaveLength(1);
});

test.each([
  ['an immigration office', job('immigration-report')],
  ['the word emigrate', job('migratory-birds')],
  ['a mongoose', job('mongoose')],
  ['any other Job', job('report')],
  ['something else', object('v1', 'ConfigMap', 'migrate')],
  ['a Job of another owner', object('example.com/v1', 'Job', 'migrate')],
  ['a generated name, which a pipeline creates', job(null as unknown as string, {}, { generateName: 'migrate-' })],
  ['another namespace', job('migrate', {}, { namespace: 'other' })],
  ['a Deployment that receives no requests', all(job('migrate'), NO_SERVICE)],
])('does not apply to %s', (_what, change) => {
  expect(appliesTo(migrationOrderUndefined, change)).toBe(false);
});

test.each([
  'helm.sh/hook', 'argocd.argoproj.io/hook', 'argocd.argoproj.io/sync-wave', 'kapp.k14s.io/change-group', 'kapp.k14s.io/change-rule', 'kapp.k14s.io/change-rule.db',
  'config.kubernetes.io/depends-on',
])('%s defines the order', key => {
  const annotations = { [key]: 'x' };
  expect(appliesTo(migrationOrderUndefined, job('migrate', {}, { annotations }))).toBe(true);
  expect(messagesOn(migrationOrderUndefined, job('migrate', {}, { annotations }))).toEqual([]);
  expect(messagesOn(migrationOrderUndefined, all(job('migrate'), deployment({}, { annotations })))).toEqual([]);
});

test('other annotations do not define an order', () => {
  expect(messagesOn(migrationOrderUndefined, job('migrate', {}, { annotations: { 'helm.sh/resource-policy': 'keep', 'kapp.k14s.io/x': 'z' } }))).toHaveLength(1);
});

test.each([
  ['name', { name: 'wait-for-schema' }],
  ['image', { image: 'registry.example.com/k8s-wait-for:1' }],
  ['command', { command: ['bin/rails', 'db:abort_if_pending_migrations'] }],
  ['arguments', { args: ['Schema', 'current'] }],
])('an init container may wait, as its %s says', (_what, fields) => {
  const init = (more: object): string => all(job('migrate'), pod({ initContainers: [{ name: 'init', image: 'registry.example.com/web:1.4.2', ...more }] }));
  expect(messagesOn(migrationOrderUndefined, init(fields))).toEqual([]);
  expect(messagesOn(migrationOrderUndefined, init({}))).toHaveLength(1);
});

test('passes if one Deployment waits for the migration', () => {
  const other = object('apps/v1', 'Deployment', 'api', {
    spec: {
      selector: { matchLabels: { app: 'web', tier: 'api' } },
      template: {
        metadata: { labels: { app: 'web', tier: 'api' } },
        spec: { initContainers: [{ name: 'wait', image: 'x:1' }], containers: [{ name: 'api', image: 'x:1' }] },
      },
    },
  });
  expect(messagesOn(migrationOrderUndefined, all(job('migrate'), other))).toEqual([]);
});

const LATE = { annotations: { 'helm.sh/hook': 'post-install,post-upgrade' } };
const waiting = (fields: object) => pod({ initContainers: [{ name: 'init', image: 'registry.example.com/web:1.4.2', ...fields }] });
const WAITING = waiting({ name: 'wait-for-migrations' });

test('fails when pods wait for a migration that Helm runs after them', () => {
  const change = all(job('migrate', {}, LATE), WAITING);
  expect(messagesOn(migrationOrderUndefined, change)).toEqual([
    'Container wait-for-migrations of Deployment web seems to wait for the migration migrate, which Helm with --wait (and Flux) runs only when the new pods are ready (post-install,post-upgrade): neither starts, and the release fails.',
  ]);
  expect(pathsOn(migrationOrderUndefined, change)).toEqual(["metadata.annotations['helm.sh/hook']"]);
  expect(fixesOn(migrationOrderUndefined, change)).toEqual(["Set metadata.annotations['helm.sh/hook'] to \"pre-install,pre-upgrade\"."]);
});

test('fails when pods wait for a migration that Argo CD runs after them', () => {
  const change = all(job('migrate', {}, { annotations: { 'argocd.argoproj.io/hook': 'PostSync' } }), WAITING);
  expect(messagesOn(migrationOrderUndefined, change)).toEqual([expect.stringContaining('which Argo CD runs only when the new pods are ready (PostSync)')]);
  expect(fixesOn(migrationOrderUndefined, change)).toEqual(["Set metadata.annotations['argocd.argoproj.io/hook'] to PreSync."]);
});

test.each([
  ['a loop in an init container', waiting({ command: ['sh', '-c', 'until python manage.py migrate --check; do sleep 2; done'] })],
  ['a check of pending migrations', waiting({ command: ['bin/rails', 'db:abort_if_pending_migrations'] })],
  ['kubectl', waiting({ command: ['kubectl', 'wait', '--for=condition=complete', 'job/migrate'] })],
  ['an image that waits for the Job', waiting({ image: 'registry.example.com/k8s-wait-for:1', args: ['job', 'migrate'] })],
  ['the container itself', pod({ containers: [{ name: 'web', command: ['sh', '-c', 'until bin/schema current; do sleep 1; done; exec web'] }] })],
])('fails when %s waits for it', (_what, change) => {
  expect(messagesOn(migrationOrderUndefined, all(job('migrate', {}, LATE), change))).toHaveLength(1);
});

test.each([
  ['the migration runs before the release, too', all(job('migrate', {}, { annotations: { 'helm.sh/hook': 'pre-upgrade,post-install' } }), WAITING)],
  ['the migration runs before the release in Argo CD', all(job('migrate', {}, { annotations: { ...LATE.annotations, 'argocd.argoproj.io/hook': 'PreSync' } }), WAITING)],
  ['no pod waits', job('migrate', {}, LATE)],
  ['an init container waits for the database and migrates itself', all(job('migrate', {}, LATE), waiting({ command: ['sh', '-c', 'wait-for-it db:5432 && python manage.py migrate'] }))],
  ['an init container starts the migration when the database answers', all(job('migrate', {}, LATE), waiting({ command: ['wait-for-it', 'db:5432', '--', './manage.py', 'migrate'] }))],
  ['the pods are in another namespace', all(job('migrate', {}, { ...LATE, namespace: 'other' }), WAITING)],
])('passes if %s', (_what, change) => {
  expect(messagesOn(migrationOrderUndefined, change)).toEqual([]);
});
