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
