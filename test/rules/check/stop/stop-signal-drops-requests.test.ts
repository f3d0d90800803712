import { hook, saidBy, shellSleep, stating, verdict, web, WITHOUT_SERVICE } from './changes';
import { stopSignalDropsRequests as rule } from '../../../../src/rules/check/stop';

const CONTAINER = 'spec.template.spec.containers[0]';

test('finds an old nginx', () => {
  expect(saidBy(rule, web({ image: 'nginx:1.18', ...shellSleep(15) }))).toEqual([{
    at: `${CONTAINER}.image`,
    message: 'The image nginx:1.18 of container web is stopped with SIGTERM, on which nginx drops the requests that it is answering.',
    fix: `Set ${CONTAINER}.lifecycle.preStop to { "exec": { "command": ["/bin/sh", "-c", "sleep 15; nginx -s quit; tail -f /dev/null"] } }, `
      + `or set ${CONTAINER}.image to nginx 1.19.5 or newer.`,
  }]);
});

test('without a hook the remedy sleeps as long as routers need', () => {
  expect(saidBy(rule, stating({ 'deregistration-delay': '25s' }, { image: 'nginx:1.18', lifecycle: null }))[0].fix)
    .toMatch(/"sleep 25; nginx -s quit; tail -f \/dev\/null"\] } }, and spec.template.spec.terminationGracePeriodSeconds to 70, or set /);
});

test.each([
  'nginx:1.19.4', 'nginx:1.18.0-alpine', 'nginx:1.9', 'nginx:0.9.1', 'docker.io/library/nginx:1.17', 'library/nginx:1.17', 'docker.io/nginx:1.17@sha256:0a',
  'registry.example.com/dockerhub/nginx:1.17', 'mirror.example.com:5000/library/nginx:1.17', 'example.com/docker-hub/nginx:1.17', 'example.com/mirror/nginx:1.17',
])('%s stops at once on SIGTERM', image => {
  expect(verdict(rule, web({ image }))).toBe('fails');
});

test.each(['nginx:1.19.5', 'nginx:1.19.5-alpine', 'nginx:1.19', 'nginx:1.20.0', 'nginx:2.0', 'nginx', 'nginx:latest', 'nginx:stable', 'nginx@sha256:0a', 'nginx:1.2.3.4', 'nginx:v1.2', 'mirror:1.1/library/nginx'])(
  '%s passes', image => {
    expect(verdict(rule, web({ image }))).toBe('passes');
  });

test.each(['example.com/nginx:1.18', 'mynginx:1.18', 'registry.example.com/library/nginx-exporter:1.1', 'library/nginx/web:1.18', 'example.com/mylibrary/nginx:1.18'])(
  'the build of %s is unknown', image => {
    expect(verdict(rule, web({ image }))).toBe('does not apply');
  });

test.each([
  ['a hook that quits', hook({ exec: { command: ['sh', '-c', 'sleep 10; nginx  -s quit'] } })],
  ['a hook that sends the signal', hook({ exec: { command: ['sh', '-c', 'sleep 10; kill -QUIT 1'] } })],
  ['its own signal', { lifecycle: { stopSignal: 'SIGQUIT' } }],
])('%s passes', (_, container) => {
  expect(verdict(rule, web({ image: 'nginx:1.18', ...container }))).toBe('passes');
});

test('another signal does not pass', () => {
  expect(verdict(rule, web({ image: 'nginx:1.18', lifecycle: { stopSignal: 'SIGTERM' } }))).toBe('fails');
});

test('finds uWSGI', () => {
  expect(saidBy(rule, web({ command: ['uwsgi', '--http', ':8080'] }))).toEqual([{
    at: `${CONTAINER}.command`,
    message: 'The command of container web is uwsgi without --die-on-term: it reloads on SIGTERM, and keeps running until SIGKILL cuts its requests.',
    fix: `Add "--hook-master-start" and "unix_signal:15 gracefully_kill_them_all" to ${CONTAINER}.command.`,
  }]);
});

test.each([
  [['/usr/bin/uwsgi', '--http', ':8080'], 'fails'],
  [['uwsgi', '--die-on-term'], 'passes'],
  [['uwsgi', '--hook-master-start', 'unix_signal:15 gracefully_kill_them_all'], 'passes'],
  [['uwsgi', 'app.ini'], 'does not apply'],
  [['uwsgi', 'app.yml'], 'does not apply'],
  [['uwsgi', '--ini', '/etc/app'], 'does not apply'],
  [['uwsgi', '-ini=/etc/app'], 'does not apply'],
  [['uwsgi', '--module', 'x.init'], 'fails'],
  [['python', 'uwsgi'], 'does not apply'],
])('%j: %s', (command, expected) => {
  expect(verdict(rule, web({ command }))).toBe(expected);
});

test('does not apply to other servers, nor if the pods receive no requests', () => {
  expect(verdict(rule, web({}))).toBe('does not apply');
  expect(verdict(rule, web({ image: 'nginx:1.18' }) + WITHOUT_SERVICE)).toBe('does not apply');
});
