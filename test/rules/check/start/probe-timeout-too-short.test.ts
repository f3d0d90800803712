import { probeTimeoutTooShort as rule } from '../../../../src/rules/check/start';
import { verdictsOn } from '../judging';
import { saidBy, verdict, web, WITHOUT_SERVICE } from '../stop/changes';

const CONTAINER = 'spec.template.spec.containers[0]';
const live = (more: object) => web({ livenessProbe: { tcpSocket: { port: 8080 }, timeoutSeconds: 5, ...more } });

test('readiness', () => {
  expect(saidBy(rule, web({ readinessProbe: { timeoutSeconds: null } }))).toEqual([{
    at: `${CONTAINER}.readinessProbe.timeoutSeconds`,
    message: 'The readiness probe of container web waits 1 s for an answer: a slightly longer pause, as under load, takes working pods out of service.',
    fix: `Set ${CONTAINER}.readinessProbe.timeoutSeconds to 2.`,
  }]);
});

test('liveness', () => {
  expect(saidBy(rule, live({ timeoutSeconds: 1 }))).toEqual([{
    at: `${CONTAINER}.livenessProbe.timeoutSeconds`,
    message: 'The liveness probe of container web waits 1 s for an answer: a slightly longer pause, as under load, restarts working pods.',
    fix: `Set ${CONTAINER}.livenessProbe.timeoutSeconds to 5.`,
  }]);
  expect(saidBy(rule, live({ timeoutSeconds: 1, periodSeconds: 3 }))[0].fix).toBe(`Set ${CONTAINER}.livenessProbe.timeoutSeconds to 3.`);
});

test('passes a startup probe, which has more checks', () => {
  expect(verdict(rule, web({ startupProbe: { timeoutSeconds: 1 } }))).toBe('passes');
});

test('passes a check that is repeated each second', () => {
  expect(verdict(rule, live({ timeoutSeconds: 1, periodSeconds: 1 }))).toBe('passes');
  expect(verdict(rule, live({ timeoutSeconds: 1, periodSeconds: 2 }))).toBe('fails');
});

test('finds a timeout longer than the period', () => {
  expect(saidBy(rule, web({ startupProbe: { periodSeconds: 3, timeoutSeconds: 4 } }))).toEqual([{
    at: `${CONTAINER}.startupProbe.timeoutSeconds`,
    message: 'The startup probe of container web waits 4 s for an answer but runs every 3 s: a hung process is detected later than the numbers suggest.',
    fix: `Set ${CONTAINER}.startupProbe.timeoutSeconds to 3.`,
  }]);
  expect(verdict(rule, web({ startupProbe: { periodSeconds: 3, timeoutSeconds: 3 } }))).toBe('passes');
});

test('two seconds pass', () => {
  expect(verdict(rule, web({ readinessProbe: { timeoutSeconds: 2 } }))).toBe('passes');
});

test('does not apply without probes, or if the pods receive no requests', () => {
  expect(verdict(rule, web({ readinessProbe: null, startupProbe: null }))).toBe('does not apply');
  expect(verdict(rule, web({ readinessProbe: { timeoutSeconds: 1 } }) + WITHOUT_SERVICE)).toBe('does not apply');
});

const liveness = (command: string, timing = 'periodSeconds: 10') => `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, livenessProbe: { exec: { command: [${command}] }, httpGet: null, timeoutSeconds: 1, ${timing} } }] } } }
`;
const ofLiveness = (change: string) => verdictsOn(rule, change).flatMap(({ violations }) => violations)
  .filter(({ path }) => path.includes('livenessProbe'));

test.each(['timeout, "1", redis-cli, ping', 'bash, -ec, "test \\"$(PASS=x redis-cli ping)\\" = PONG"', 'sh, -c, "set -e; exec pg_isready -U app"', 'redis-cli, ping', 'sh, -c, redis-cli ping | grep PONG', '/opt/bitnami/scripts/pg_isready, -U, app', 'python, health.py'])('fails when a liveness probe starts %s within 1 s, as a warning', command => {
  expect(ofLiveness(liveness(command))).toMatchObject([{
    severity: 'warning',
    message: 'The liveness probe of container web starts a program at each check and gives it 1 s: on a busy node the start alone takes longer, and working pods are restarted.',
    fix: 'Set spec.template.spec.containers[0].livenessProbe.timeoutSeconds to 5.',
  }]);
});

test.each(['pgrep, node', 'pidof, php', 'ls, /usr/bin/node', 'sh, -c, ps aux | grep python3', 'sh, -c, test -x /usr/bin/curl', 'cat, /tmp/alive', 'pgrep, java-agent', 'test, -f, /data/python.pid'])('a liveness probe with %s stays an info', command => {
  expect(ofLiveness(liveness(command))).toMatchObject([{ message: expect.stringContaining('waits 1 s for an answer') }]);
  expect(ofLiveness(liveness(command))[0].severity).toBeUndefined();
});
