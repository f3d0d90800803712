import { readinessChecksDependencies as rule } from '../../../../src/rules/check/start';
import { saidBy, verdict, web, WITHOUT_SERVICE } from '../stop/changes';

const AT = 'spec.template.spec.containers[0].readinessProbe.httpGet.path';
const asking = (path: string) => web({ readinessProbe: { httpGet: { path } } });

test('says what follows, and what to ask instead', () => {
  expect(saidBy(rule, asking('/health/db'))).toEqual([{
    at: AT,
    message: 'The readiness probe of container web asks /health/db, which seems to look at what all pods share: when that fails, no pod is ready, and every request fails.',
    fix: `Set ${AT} to one that asks only whether this process can answer.`,
  }]);
});

test.each([
  '/db', '/database', '/databases/ping', '/health/deep', '/full-check', '/dep', '/deps', '/dependency', '/dependencies', '/health/postgres', '/mysql', '/mongo', '/mongodb', '/redis',
  '/kafka', '/rabbitmq', '/upstream', '/upstreams', '/downstream', '/downstreams', '/health_db', '/health.db', '/health-DB', '/health?deep=1', '/health/db?x', '/actuator/health',
  '/actuator/health/', '/api/actuator/health', '/q/health', 'redis',
])('%s names what pods share', path => {
  expect(verdict(rule, asking(path))).toBe('fails');
});

test.each([
  '/ready', '/healthz', '/dbx', '/mydb', '/deeply', '/actuator/health/readiness', '/q/health/ready', '/a/b/actuator/health', '/actuator/healthy', '/fuller', '/independent', '/',
])('%s does not', path => {
  expect(verdict(rule, asking(path))).toBe('passes');
});

test('does not apply to other kinds of checks, or where nobody sends requests', () => {
  expect(verdict(rule, web({ readinessProbe: { httpGet: null, exec: { command: ['db'] } } }))).toBe('does not apply');
  expect(verdict(rule, web({ readinessProbe: null }))).toBe('does not apply');
  expect(verdict(rule, asking('/db') + WITHOUT_SERVICE)).toBe('does not apply');
});
