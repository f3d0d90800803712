import { isQueueWorker } from '../../../src/analysis/pod/queue-worker';
import { hasUsers } from '../../../src/analysis/traffic/router';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const workload = (container: object) => manifestsIn(exampleManifests(JSON.stringify({
  kind: 'Deployment',
  spec: { template: { spec: { containers: [{ name: 'web', ports: null, ...container }] } } },
}))).workloads[0];

test.each([
  ['celery as its command', { command: ['celery', '-A', 'shop', 'worker'] }],
  ['a script that is named after celery', { command: ['/bin/sh'], args: ['-c', 'sh /app/run_celery_sms.sh'] }],
  ['sidekiq behind bundler', { command: ['bundle', 'exec', 'sidekiq'] }],
  ['rq worker', { args: ['rq', 'worker', 'default'] }],
])('is %s, whose Service sends no requests', (_, container) => {
  expect(isQueueWorker(workload(container))).toBe(true);
  expect(hasUsers(workload(container))).toBe(false);
});

test.each([
  ['a server of another name', { command: ['gunicorn', 'shop'] }],
  ['celery with a port that it declares', { command: ['celery', 'flower'], ports: [{ containerPort: 5555 }] }],
  ['a program whose name only begins like one', { command: ['celerytree'] }],
])('is not %s', (_, container) => {
  expect(isQueueWorker(workload(container))).toBe(false);
  expect(hasUsers(workload(container))).toBe(true);
});
