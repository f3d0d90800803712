import { saidBy, shellSleep, stating, verdict, web, WITHOUT_SERVICE } from './changes';
import { serverShutdownTimeoutMismatch as rule } from '../../../../src/rules/check/stop';

const COMMAND = 'spec.template.spec.containers[0].command';
const GRACE = 'spec.template.spec.terminationGracePeriodSeconds';
const gunicorn = (seconds: number) => ({ command: ['gunicorn', `--graceful-timeout=${seconds}`, 'app:app'] });
const variable = (name: string, value: string) => ({ env: [{ name: 'OTHER', value: '1' }, { name, value }] });

test('finds a server that stops waiting before its longest request ends', () => {
  expect(saidBy(rule, stating({ 'longest-request': '31s' }, gunicorn(30)))).toEqual([{
    at: COMMAND,
    message: 'With --graceful-timeout 30, the server in container web drops requests 30 s after SIGTERM, but some take up to 31 s.',
    fix: 'Set --graceful-timeout to 31.',
  }]);
  expect(verdict(rule, stating({ 'longest-request': '30s' }, gunicorn(30)))).toBe('passes');
});

test('finds a server that counts on more time than it has', () => {
  expect(saidBy(rule, web(gunicorn(36)))).toEqual([{
    at: COMMAND,
    message: 'With --graceful-timeout 36, the server in container web counts on 36 s after SIGTERM, but SIGKILL follows after 35 s and cuts the rest.',
    fix: `Set --graceful-timeout to 35, or ${GRACE} to at least 46.`,
  }]);
  expect(verdict(rule, web(gunicorn(35)))).toBe('passes');
});

test('recommends a shorter timeout only down to the longest request', () => {
  expect(saidBy(rule, stating({ 'longest-request': '20s' }, { ...gunicorn(60), ...shellSleep('9.5') }))[0].fix)
    .toBe(`Set --graceful-timeout to 20, or ${GRACE} to at least 70.`);
});

test('without a hook the whole grace period is left', () => {
  expect(verdict(rule, web({ ...gunicorn(45), lifecycle: null }))).toBe('passes');
  expect(verdict(rule, web({ ...gunicorn(46), lifecycle: null }))).toBe('fails');
});

test.each([
  [{ command: ['uvicorn', 'app:app', '--timeout-graceful-shutdown', '60'] }, '--timeout-graceful-shutdown', 'command'],
  [{ command: ['sh', '-c', 'exec gunicorn --graceful-timeout 60'] }, '--graceful-timeout', 'command'],
  [{ args: ['--graceful-timeout', '60'] }, '--graceful-timeout', 'command'],
  [variable('GUNICORN_CMD_ARGS', '--graceful-timeout=60 --bind=:8080'), '--graceful-timeout', 'env'],
  [variable('SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', '60s'), 'SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', 'env'],
])('finds it in %j', (container, option, field) => {
  expect(saidBy(rule, web(container))).toEqual([{
    at: `spec.template.spec.containers[0].${field}`,
    message: `With ${option} 60, the server in container web counts on 60 s after SIGTERM, but SIGKILL follows after 35 s and cuts the rest.`,
    fix: `Set ${option} to 35, or ${GRACE} to at least 70.`,
  }]);
});

test('finds it in a ConfigMap that the container reads', () => {
  const config = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: server }\ndata: { GUNICORN_CMD_ARGS: --graceful-timeout=60 }\n';
  expect(saidBy(rule, web({ envFrom: [{ configMapRef: { name: 'server' } }] }) + config)).toEqual([{
    at: 'spec.template.spec.containers[0].envFrom',
    message: 'With --graceful-timeout 60, the server in container web counts on 60 s after SIGTERM, but SIGKILL follows after 35 s and cuts the rest.',
    fix: `Set --graceful-timeout to 35, or ${GRACE} to at least 70.`,
  }]);
});

test.each([
  ['no such option', { command: ['gunicorn', 'app:app'] }],
  ['an option that is not a number', { command: ['gunicorn', '--graceful-timeout=long'] }],
  ['an option with a fraction of a second', { command: ['gunicorn', '--graceful-timeout=60.5'] }],
  ['another option', { command: ['gunicorn', '--no-graceful-timeout=60'] }],
  ['another unit', variable('SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', '2m')],
  ['an unknown unit', variable('SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', '60sec')],
  ['no duration', variable('SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', 'PT60s')],
  ['another variable', variable('TIMEOUT', '60s')],
])('does not apply to %s', (_, container) => {
  expect(verdict(rule, web(container))).toBe('does not apply');
});

test('does not apply without a grace period, or if the pods receive no requests', () => {
  expect(verdict(rule, web(gunicorn(60), { terminationGracePeriodSeconds: 0 }))).toBe('does not apply');
  expect(verdict(rule, web(gunicorn(60)) + WITHOUT_SERVICE)).toBe('does not apply');
});
