import { startupBudgetTooShort as rule } from '../../../../../src/rules/check/start';
import { verdictsOn } from '../../judging';

const LIVENESS = '{ httpGet: { path: /live, port: http }, periodSeconds: 10, failureThreshold: 3, timeoutSeconds: 5 }';
const started = (script: string, liveness = LIVENESS, startup = 'null') =>
  `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, command: [sh, -c, ${JSON.stringify(script)}], startupProbe: ${startup}, livenessProbe: ${liveness} }] } } }`;
const found = (change: string) => verdictsOn(rule, change).flatMap(({ violations }) => violations);

test('fails when the server starts after the liveness probe has given up', () => {
  const [{ message, severity, fix }, ...others] = found(started('sleep 60 && exec java -jar app.jar'));
  expect(others).toEqual([]);
  expect(severity).toBe('error');
  expect(message).toBe('Container web runs sleep 60 before its server, which therefore starts after 60 s, but its liveness probe may kill it after 20 s (0 + 2 × 10): '
    + 'each start is killed before the server answers.');
  expect(fix).toMatch(/startupProbe to .*"periodSeconds": 3, "failureThreshold": 31/);
});

test('is an info if the server starts as soon as its dependency answers', () => {
  const [{ message, severity }] = found(started('wait-for-it.sh db:5432 -t 120 -- ./server'));
  expect([severity, message]).toEqual(['info', expect.stringMatching(/starts after up to 120 s/)]);
});

test('warns if a migration may be interrupted', () => {
  const [{ message, severity, fix, edits, byHand }] = found(started('python manage.py migrate && exec gunicorn shop.wsgi'));
  expect(severity).toBe('warning');
  expect(message).toBe('Container web runs manage.py migrate before its server, but its liveness probe may kill it after 20 s (0 + 2 × 10): '
    + 'a longer migration is interrupted, and begins again at each restart.');
  expect(fix).toMatch(/^Set spec\.template\.spec\.containers\[0\]\.startupProbe to \{ "httpGet": \{ "path": "\/live", "port": "http" \}.*, or migrate in a Job that runs before the update\.$/);
  expect(edits).toHaveLength(1);
  expect(byHand).toBe('how long the longest migration takes');
});

test('warns for the script of a package that migrates', () => {
  expect(found(started('npm run migrate:deploy\nexec node server.js')).map(({ message }) => message)).toEqual([expect.stringContaining('runs npm run migrate:deploy before its server')]);
});

test.each([
  ['the migration is run only under a condition', started('[ -n "$MIGRATE" ] && ./manage.py migrate; ./server')],
  ['a startup probe waits longer', started('sleep 60 && ./server', LIVENESS, '{ httpGet: { path: /live, port: http }, periodSeconds: 5, failureThreshold: 30 }')],
  ['a startup probe waits for a migration', started('python manage.py migrate && ./server', LIVENESS, '{ httpGet: { path: /live, port: http }, periodSeconds: 5, failureThreshold: 3 }')],
  ['liveness waits for a minute', started('python manage.py migrate && ./server', LIVENESS.replace('{ httpGet', '{ initialDelaySeconds: 60, httpGet'))],
  ['the probe is a command', started('sleep 60 && ./server', '{ exec: { command: [pgrep, server] } }')],
  ['no probe restarts it', started('sleep 60 && ./server', 'null')],
])('passes if %s', (_, change) => {
  expect(found(change)).toEqual([]);
});

test('does not apply if the longest start is stated, which includes the delay', () => {
  const stated = `${started('sleep 60 && ./server')}\nmetadata: { annotations: { cdk8s-zero-downtime/startup-time: 90s } }`;
  expect(found(stated).map(({ message }) => message)).toEqual([expect.stringMatching(/^Container web may take 90 s to start/)]);
});
