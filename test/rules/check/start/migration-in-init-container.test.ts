import { migrationInInitContainer as rule } from '../../../../src/rules/check/start';
import { saidBy, verdict, web } from '../stop/changes';

const init = (more: object) => web({}, { initContainers: [{ name: 'prepare', image: 'web:1', ...more }] });
const AT = 'spec.template.spec.initContainers[0]';

test('recommends a Job', () => {
  expect(saidBy(rule, init({ command: ['./manage.py'], args: ['migrate'] }))).toEqual([{
    at: AT,
    message: 'Container prepare seems to migrate the database before every start of a pod: in an update several pods migrate at once, and no pod can be replaced while the migration fails.',
    fix: `Move ${AT} to a Job that runs before the update.`,
  }]);
});

test.each([
  { name: 'migrate' }, { name: 'db-migration' }, { name: 'db-migrations' }, { image: 'flyway/flyway:11' }, { image: 'liquibase/liquibase' }, { command: ['alembic', 'upgrade', 'head'] },
  { command: ['npx', 'prisma', 'deploy'] }, { command: ['knex', 'up'] }, { command: ['typeorm', 'run'] }, { command: ['sequelize', 'up'] }, { command: ['dbmate', 'up'] }, { command: ['goose', 'up'] },
  { command: ['sqitch', 'deploy'] }, { command: ['phinx', 'up'] }, { command: ['sh', '-c', 'rails db:MIGRATE'] },
])('%j migrates', more => {
  expect(verdict(rule, init(more))).toBe('fails');
});

test.each([
  'wait', 'waits', 'waiting', 'check', 'status', 'verify', 'validate', 'info', 'plan', 'generate', 'current', 'history', 'kubectl',
])('an init container that only has to %s passes', word => {
  expect(verdict(rule, init({ command: ['./migrate', word] }))).toBe('passes');
});

test.each([{ command: ['./immigrate'] }, { command: ['migrated'] }, { command: ['./warm-up'] }, { image: 'registry.example.com/migrate/web:1' }])('%j does not migrate', more => {
  expect(verdict(rule, init(more))).toBe('passes');
});

test('does not apply without init containers', () => {
  expect(verdict(rule, web({}))).toBe('does not apply');
});
