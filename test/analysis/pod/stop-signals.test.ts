import { asksToFinish, knownImage, sameProgram, stopSignalOf, writtenSignal } from '../../../src/analysis/pod/stop-signals';
import { Container } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const NGINX = { called: 'nginx', graceful: 'SIGQUIT' };
const container = (image: string, preStop?: Container['preStop']): Container => ({ name: 'web', image, ports: [], path: [], preStop });

test.each<[string, ReturnType<typeof knownImage>]>([
  ['nginx:1.19.4', { ...NGINX, signal: 'SIGTERM' }],
  ['nginx:1.19.5', { ...NGINX, signal: 'SIGQUIT' }],
  ['docker.io/library/nginx', { ...NGINX, signal: 'SIGQUIT' }],
  ['nginxinc/nginx-unprivileged:1.18', { ...NGINX, signal: 'SIGTERM' }],
  ['nginxinc/nginx-unprivileged:1.25', { ...NGINX, signal: 'SIGQUIT' }],
  ['bitnami/nginx:1.27.4', { ...NGINX, signal: 'SIGTERM' }],
  ['bitnami/nginx:1.27.5', { ...NGINX, signal: 'SIGQUIT' }],
  ['bitnamilegacy/nginx:1.27.4', { ...NGINX, signal: 'SIGTERM' }],
  ['haproxy:0.1', { called: 'HAProxy', graceful: 'SIGUSR1', signal: 'SIGUSR1' }],
  ['httpd', { called: 'Apache httpd', graceful: 'SIGWINCH', signal: 'SIGWINCH' }],
  ['php:8.3-fpm-alpine', { called: 'PHP-FPM', graceful: 'SIGQUIT', signal: 'SIGQUIT' }],
  ['php:8.3-cli', undefined],
  ['php', undefined],
  ['web:1.19.4', undefined],
  ['registry.example.com/nginx:1.19.4', undefined],
])('the known facts about the image %s', (image, known) => {
  expect(knownImage(image)).toEqual(known);
});

test.each([
  ['SIGQUIT', 'lifecycle: { stopSignal: SIGQUIT }'], [undefined, 'lifecycle: { stopSignal: "" }'], [undefined, 'lifecycle: { stopSignal: null }'], [undefined, 'lifecycle: null'],
])('the signal %s that a manifest sets: %s', (signal, lifecycle) => {
  const [workload] = manifestsIn(exampleManifests(`kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ${lifecycle} }] } } }\n`)).workloads;
  expect(writtenSignal(workload, workload.containers[0])).toBe(signal);
});

test.each([
  ['the hook', 'lifecycle: { stopSignal: SIGINT, preStop: { sleep: null, exec: { command: [sh, -c, kill -QUIT 1 && while sleep 1; do :; done] } } }', 'SIGQUIT'],
  ['the hook, by another spelling', 'lifecycle: { preStop: { sleep: null, exec: { command: [kill, -s, SIGUSR1, "1"] } } }', 'SIGUSR1'],
  ['the hook of nginx', 'lifecycle: { preStop: { sleep: null, exec: { command: [sh, -c, sleep 10; nginx -s quit] } } }', 'SIGQUIT'],
  ['the hook, which waits for the end', 'lifecycle: { preStop: { sleep: null, exec: { command: [sh, -c, kill -HUP 1 && while sleep 1; do :; done] } } }', 'SIGHUP'],
  ['Kubernetes, since the hook only reloads', 'lifecycle: { preStop: { sleep: null, exec: { command: [kill, -HUP, "1"] } } }', 'SIGTERM'],
  ['Kubernetes, since the hook signals another process', 'lifecycle: { preStop: { sleep: null, exec: { command: [kill, -QUIT, "12"] } } }', 'SIGTERM'],
  ['stopSignal', 'lifecycle: { stopSignal: SIGINT, preStop: { sleep: { seconds: 5 } } }', 'SIGINT'],
  ['the image', 'image: nginx:1.27', 'SIGQUIT'],
  ['Kubernetes', 'image: web', 'SIGTERM'],
])('the signal that stops a container is that of %s', (_, fields, signal) => {
  const [workload] = manifestsIn(exampleManifests(`kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ${fields} }] } } }\n`)).workloads;
  expect(stopSignalOf(workload, workload.containers[0])).toBe(signal);
});

test.each([
  [['nginx', '-s', 'quit'], true], [['sh', '-c', 'nginx -s quit && sleep 5'], true], [['kill', '-SIGQUIT', '1'], true], [['kill', '-s', 'sigquit', '1'], true],
  [['kill', '-USR1', '1'], true], [['kill', '-SIGUSR1', '1'], true], [['kill', '-WINCH', '1'], true], [['apachectl', '-k', 'graceful-stop'], true],
  [['sleep', '10'], false], [['nginx', '-s', 'stop'], false], [['mosquitto', 'x'], false], [['quitter'], false], [['nginx', '-s', 'reload'], false],
])('the hook %j asks the server to finish: %s', (command, is) => {
  expect(asksToFinish(container('nginx', { kind: 'exec', command }))).toBe(is);
});

test.each<Container['preStop']>([undefined, { kind: 'sleep', seconds: 10 }, { kind: 'httpGet', path: '/quit', scheme: 'HTTP' }, { kind: 'unknown' }])('the hook %j does not ask the server to finish', preStop => {
  expect(asksToFinish(container('nginx', preStop))).toBe(false);
});

test('a hook of another kind is not read as a command', () => {
  expect(asksToFinish(container('nginx', { kind: 'unknown', command: ['quit'] } as unknown as Container['preStop']))).toBe(false);
});

test.each([['nginx:1', 'docker.io/library/nginx:2', true], ['nginx', 'haproxy', false], ['a/web', 'b/web@sha256:01', true]])('%s and %s are the same program: %s', (one, other, is) => {
  expect(sameProgram(container(one), container(other))).toBe(is);
});
