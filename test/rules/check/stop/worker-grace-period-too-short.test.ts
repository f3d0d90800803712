import { workerGracePeriodTooShort as rule } from '../../../../src/rules/check/stop';
import { appliesTo, verdictsOn } from '../judging';

const worker = (command: string, more = '', annotations = '{}') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: worker, annotations: ${annotations} }
spec:
  selector: { matchLabels: { app: worker } }
  template:
    metadata: { labels: { app: worker } }
    spec: { ${more}containers: [{ name: worker, image: 'registry.example.com/worker:1', command: ${command} }] }
`;
const found = (change: string) => verdictsOn(rule, change)
  .flatMap(({ violations }) => violations.map(({ message, edits }) => [message, edits?.[0].value]));

test.each([
  ['--time-limit=600', '[celery, worker, --time-limit=600]', 600],
  ['--soft-time-limit 50', '[celery, worker, --soft-time-limit, "50"]', 50],
  ['the longer of two', '[celery, worker, --soft-time-limit=50, --time-limit=70]', 70],
  ['a script', '[sh, -c, exec celery worker --time-limit 90]', 90],
])('fails when a worker may work longer than its grace period (%s)', (_, command, seconds) => {
  expect(found(worker(command))).toEqual([[
    `A job may take ${seconds} s, but spec.template.spec.terminationGracePeriodSeconds is 30: each update, scale-down and drain kills running jobs, which are lost or start again.`,
    seconds + 5,
  ]]);
});

test('the annotation overrides the command', () => {
  const annotations = "{ cdk8s-zero-downtime/longest-job: '10m' }";
  expect(found(worker('[celery, worker, --time-limit=5]', '', annotations))).toEqual([[expect.stringContaining('A job may take 600 s'), 605]]);
});

test('the preStop hook also runs inside the grace period', () => {
  const hooked = worker('[celery, worker, --time-limit=20]').replace('command:', 'lifecycle: { preStop: { sleep: { seconds: 10 } } }, command:');
  expect(found(hooked)).toEqual([[expect.any(String), 35]]);
});

test('passes a grace period with room for the job and the exit', () => {
  expect(found(worker('[celery, worker, --time-limit=600]', 'terminationGracePeriodSeconds: 605, '))).toEqual([]);
  expect(found(worker('[celery, worker, --time-limit=600]', 'terminationGracePeriodSeconds: 604, '))).toHaveLength(1);
});

test.each([
  ['a process that is not a worker', worker('[server, --time-limit=600]')],
  ['a service', ''],
])('does not apply to %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});

test('a worker with the default grace period, of whose jobs nothing is said, is a warning', () => {
  const silent = worker('[celery, worker]').replace(/terminationGracePeriodSeconds: \d+,?/, '');
  const violated = verdictsOn(rule, silent).flatMap(({ violations }) => violations);
  expect(violated.map(({ severity, message }) => [severity, message])).toEqual([[
    'warning',
    'The pods take jobs from a queue, but spec.template.spec.terminationGracePeriodSeconds is not set and defaults to 30: each update, scale-down and drain kills jobs that take longer.',
  ]]);
});

const severities = (change: string) => verdictsOn(rule, change)
  .flatMap(({ violations }) => violations.map(({ severity }) => severity ?? rule.severity));

test.each([
  ['the default that is written', worker('[celery, -A, shop, worker]', 'terminationGracePeriodSeconds: 30, ')],
  ['Laravel', worker('[php, artisan, "queue:work", redis]')],
  ['Horizon', worker('[php, artisan, horizon]')],
  ['delayed_job', worker('[bundle, exec, rake, "jobs:work"]')],
  ['a port for metrics', worker('[celery, worker]').replace('command:', 'ports: [{ containerPort: 9540 }], command:')],
])('warns of %s', (_, change) => {
  expect(severities(change)).toEqual(['warning']);
});

test('states the configured grace period', () => {
  expect(found(worker('[celery, worker]', 'terminationGracePeriodSeconds: 20, '))[0][0]).toMatch(/terminationGracePeriodSeconds is 20: /);
});

test.each([
  ['a longer one, which says that jobs were thought of', worker('[celery, worker]', 'terminationGracePeriodSeconds: 60, ')],
  ['what only plans jobs', worker('[celery, -A, shop, beat]')],
  ['what only shows them', worker('[celery, -A, shop, flower]')],
  ['sidekiq, which gives jobs back in time', worker('[bundle, exec, sidekiq]')],
])('passes %s', (_, change) => {
  expect(severities(change)).toEqual([]);
});

test('Laravel stops a job after its timeout', () => {
  expect(found(worker('[php, artisan, "queue:work", --timeout=300]'))).toEqual([[expect.stringMatching(/^A job may take 300 s/), 305]]);
});

test.each([
  ['its time-out is longer than the grace period', worker('[bundle, exec, sidekiq, -t, "120"]'), 'error', 125],
  ['the grace period is shorter than its default', worker('[bundle, exec, sidekiq]', 'terminationGracePeriodSeconds: 10, '), 'warning', 30],
])('fails when Sidekiq cannot return jobs: %s', (_, change, severity, needed) => {
  expect(severities(change)).toEqual([severity]);
  expect(found(change)).toEqual([[expect.stringMatching(/^Sidekiq returns running jobs to the queue \d+ s after SIGTERM/), needed]]);
});

test('passes if the grace period covers the timeout of Sidekiq', () => {
  expect(severities(worker('[bundle, exec, sidekiq, --timeout=120]', 'terminationGracePeriodSeconds: 125, '))).toEqual([]);
});
