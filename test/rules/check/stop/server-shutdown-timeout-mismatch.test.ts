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
  [variable('DOTNET_SHUTDOWNTIMEOUTSECONDS', '60'), 'DOTNET_SHUTDOWNTIMEOUTSECONDS', 'env'],
])('finds it in %j', (container, option, field) => {
  expect(saidBy(rule, web(container))).toEqual([{
    at: `spec.template.spec.containers[0].${field}`,
    message: `With ${option} 60, the server in container web counts on 60 s after SIGTERM, but SIGKILL follows after 35 s and cuts the rest.`,
    fix: `Set ${option} to 35, or ${GRACE} to at least 70.`,
  }]);
});

test.each([
  ['is longer than the grace period', [{ name: 'TERMINATION_DRAIN_DURATION_SECONDS', value: '310' }], 'fails'],
  ['fits into it', [{ name: 'TERMINATION_DRAIN_DURATION_SECONDS', value: '35' }], 'passes'],
  ['does not count', [{ name: 'TERMINATION_DRAIN_DURATION_SECONDS', value: '310' }, { name: 'EXIT_ON_ZERO_ACTIVE_CONNECTIONS', value: 'true' }], 'does not apply'],
])('the drain duration of a gateway of Istio %s', (_, env, expected) => {
  expect(verdict(rule, web({ env }))).toBe(expected);
});

const GRACE_TIMEOUT = '--entryPoints.websecure.transport.lifeCycle.graceTimeOut';

test.each([
  [{ args: [`${GRACE_TIMEOUT}=60s`] }, GRACE_TIMEOUT, 'command'],
  [{ args: ['--entryPoints.web.transport.lifeCycle.graceTimeOut=20', `${GRACE_TIMEOUT}=1m`, '--ping=true'] }, GRACE_TIMEOUT, 'command'],
  [{ args: [GRACE_TIMEOUT.toLowerCase(), '60'] }, GRACE_TIMEOUT.toLowerCase(), 'command'],
  [variable('TRAEFIK_ENTRYPOINTS_WEB_TRANSPORT_LIFECYCLE_GRACETIMEOUT', '60s'), 'TRAEFIK_ENTRYPOINTS_WEB_TRANSPORT_LIFECYCLE_GRACETIMEOUT', 'env'],
  [variable('SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', '60s'), 'SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', 'env'],
  [variable('SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', '1m'), 'SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', 'env'],
  [variable('SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', 'PT60S'), 'SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', 'env'],
  [variable('SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', '60000'), 'SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', 'env'],
  [variable('QUARKUS_SHUTDOWN_TIMEOUT', '60'), 'QUARKUS_SHUTDOWN_TIMEOUT', 'env'],
  [{ args: ['-server.graceful-shutdown-timeout=60s'] }, '-server.graceful-shutdown-timeout', 'command'],
  [{ args: ['-http.maxGracefulShutdownDuration=1m'] }, '-http.maxGracefulShutdownDuration', 'command'],
  [{ args: ['query', '--http-grace-period=1m'] }, '--http-grace-period', 'command'],
])('finds one with a unit in %j', (container, option, field) => {
  expect(saidBy(rule, web(container))).toEqual([{
    at: `spec.template.spec.containers[0].${field}`,
    message: `With ${option} 60s, the server in container web counts on 60 s after SIGTERM, but SIGKILL follows after 35 s and cuts the rest.`,
    fix: `Set ${option} to 35s, or ${GRACE} to at least 70.`,
  }]);
  expect(verdict(rule, web(container, { terminationGracePeriodSeconds: 70 }))).toBe('passes');
});

test.each([
  ['nginx.conf', 'worker_processes auto;\nworker_shutdown_timeout 1m;\n', 'worker_shutdown_timeout'],
  ['haproxy.cfg', 'global\n  hard-stop-after 60s # for long polls\ndefaults\n', 'hard-stop-after'],
  ['haproxy.cfg', 'global\n  hard-stop-after 60000\n', 'hard-stop-after'],
  ['traefik.yml', 'entryPoints:\n  web:\n    transport:\n      lifeCycle:\n        graceTimeOut: "60s"\n', 'graceTimeOut'],
  ['traefik.toml', '[entryPoints.web.transport.lifeCycle]\n  graceTimeOut = 60\n', 'graceTimeOut'],
  ['application.yaml', 'spring:\n  lifecycle:\n    timeout-per-shutdown-phase: 60s\n', 'timeout-per-shutdown-phase'],
])('finds it in the file %s: %j', (file, text, option) => {
  const config = `---\n${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'server' }, data: { [file]: text } })}\n`;
  const change = web({ volumeMounts: [{ name: 'config', mountPath: '/etc/server' }] }, { volumes: [{ name: 'config', configMap: { name: 'server' } }] }) + config;
  expect(saidBy(rule, change)).toEqual([{
    at: 'spec.template.spec.containers[0].volumeMounts',
    message: `With ${option} 60s, the server in container web counts on 60 s after SIGTERM, but SIGKILL follows after 35 s and cuts the rest.`,
    fix: `Set ${option} to 35s, or ${GRACE} to at least 70.`,
  }]);
});

test.each(['$(POD_NAMESPACE)/controller', 'shop/controller'])('finds it in the ConfigMap of ingress-nginx: %s', name => {
  const config = (data: object) => `---\n${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'controller' }, data })}\n`;
  const controller = web({ args: ['/nginx-ingress-controller', `--configmap=${name}`] });
  expect(saidBy(rule, controller + config({ 'worker-shutdown-timeout': '240s' }))).toEqual([{
    at: 'spec.template.spec.containers[0].args',
    message: 'With worker-shutdown-timeout 240s, the server in container web counts on 240 s after SIGTERM, but SIGKILL follows after 35 s and cuts the rest.',
    fix: `Set worker-shutdown-timeout to 35s, or ${GRACE} to at least 250.`,
  }]);
  expect(verdict(rule, controller + config({ 'worker-shutdown-timeout': '30' }))).toBe('passes');
  expect(verdict(rule, controller + config({}))).toBe('does not apply');
  expect(verdict(rule, controller)).toBe('does not apply');
});

test('Traefik begins to wait when it no longer accepts requests', () => {
  const traefik = (seconds: number) => web({ args: ['--entryPoints.web.transport.lifeCycle.requestAcceptGraceTimeout=10s', `--entryPoints.web.transport.lifeCycle.graceTimeOut=${seconds}s`] });
  expect(verdict(rule, traefik(25))).toBe('passes');
  expect(saidBy(rule, traefik(26))[0]).toMatchObject({ message: expect.stringContaining('SIGKILL follows after 25 s'), fix: expect.stringContaining('at least 46.') });
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
  ['a drain of Envoy, which does not follow SIGTERM', { args: ['--drain-time-s', '600'] }],
  ['a duration without a unit, which the server refuses', { args: ['-server.graceful-shutdown-timeout=60'] }],
  ['an unknown unit', variable('SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', '60sec')],
  ['no duration', variable('SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE', 'long')],
  ['another variable', variable('TIMEOUT', '60s')],
])('does not apply to %s', (_, container) => {
  expect(verdict(rule, web(container))).toBe('does not apply');
});

test('does not apply without a grace period, or if the pods receive no requests', () => {
  expect(verdict(rule, web(gunicorn(60), { terminationGracePeriodSeconds: 0 }))).toBe('does not apply');
  expect(verdict(rule, web(gunicorn(60)) + WITHOUT_SERVICE)).toBe('does not apply');
});
