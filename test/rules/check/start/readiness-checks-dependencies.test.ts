import { readinessChecksDependencies as rule } from '../../../../src/rules/check/start';
import { saidBy, verdict, web, WITHOUT_SERVICE } from '../stop/changes';

const AT = 'spec.template.spec.containers[0].readinessProbe.httpGet.path';
const asking = (path: string) => web({ readinessProbe: { httpGet: { path } } });

test('says what happens, and the remedy', () => {
  expect(saidBy(rule, asking('/health/db'))).toEqual([{
    at: AT,
    message: 'The readiness probe of container web requests /health/db, which seems to check a dependency that all pods share: when that fails, no pod is ready and every request fails.',
    fix: `Set ${AT} to one that checks only whether this process can answer.`,
  }]);
});

test.each([
  '/db', '/database', '/databases/ping', '/health/deep', '/full-check', '/dep', '/deps', '/dependency', '/dependencies', '/health/postgres', '/mysql', '/mongo', '/mongodb', '/redis',
  '/kafka', '/rabbitmq', '/upstream', '/upstreams', '/downstream', '/downstreams', '/health_db', '/health.db', '/health-DB', '/health?deep=1', '/health/db?x', '/actuator/health',
  '/actuator/health/', '/api/actuator/health', '/q/health', 'redis',
])('%s names a shared dependency', path => {
  expect(verdict(rule, asking(path))).toBe('fails');
});

test.each([
  '/ready', '/healthz', '/dbx', '/mydb', '/deeply', '/actuator/health/readiness', '/q/health/ready', '/a/b/actuator/health', '/actuator/healthy', '/fuller', '/independent', '/',
])('%s does not name one', path => {
  expect(verdict(rule, asking(path))).toBe('passes');
});

test('does not apply to other kinds of checks, or if the pods receive no requests', () => {
  expect(verdict(rule, web({ readinessProbe: { httpGet: null, exec: { command: ['db'] } } }))).toBe('does not apply');
  expect(verdict(rule, web({ readinessProbe: null }))).toBe('does not apply');
  expect(verdict(rule, asking('/db') + WITHOUT_SERVICE)).toBe('does not apply');
});
