import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { stopSignalChanged as rule } from '../../../../src/rules/diff/stop';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const image = (name: string, lifecycle = '') => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, image: '${name}'${lifecycle && `, lifecycle: { $patch: replace, ${lifecycle} }`} }] } } }\n`;
const CONTAINER = ['spec', 'template', 'spec', 'containers', 0];
const OWN = 'registry.example.com/web:1.4.2';

test('warns when the new image is stopped with another signal', () => {
  expect(violationsOn(rule, image('bitnami/nginx:1.25.5'), image('nginx:1.25.5'))).toEqual([{
    path: [...CONTAINER, 'image'],
    message: 'The image bitnami/nginx:1.25.5 (previously nginx:1.25.5) of container web is stopped with SIGTERM, at which nginx does not finish its requests: it does so at SIGQUIT.',
    fix: 'Use an image in spec.template.spec.containers[0].image whose STOPSIGNAL is SIGQUIT, or send it in the preStop hook.',
  }]);
});

test.each([
  ['nginx:1.19.4', 1], ['nginx:1.18', 1], ['nginx:0.9.9', 1], ['docker.io/library/nginx:1.19.4-alpine', 1], ['docker.io/nginxinc/nginx-unprivileged:1.18.0', 1],
  ['registry.example.com/mirror/nginx:1.18.0', 1], ['registry.example.com:5000/docker-hub/bitnami/nginx:1.26', 1], ['example.com/dockerhub/library/nginx:1.18', 1],
  ['bitnami/nginx:1.27.4', 1], ['docker.io/bitnamilegacy/nginx:1.26', 1],
  ['nginx:1.19.5', 0], ['nginx:1.19', 0], ['nginx:1.20.0', 0], ['nginx:2.0.0', 0], ['nginx:latest', 0], ['nginx', 0], ['bitnami/nginx:1.27.5', 0], ['bitnami/nginx:1.28', 0],
  ['registry.example.com/nginx:1.18', 0], ['mynginx:1.18', 0], ['nginx:1.18.0.1', 0],
  ['haproxy:3.0', 0], ['httpd:2.4', 0], ['php:8.3-fpm', 0],
])('knows the STOPSIGNAL of %s', (name, count) => {
  expect(messagesOn(rule, image(name), '')).toHaveLength(count);
  expect(appliesTo(rule, image(name), '')).toBe(true);
});

test.each([
  ['nginx:1.29', 'SIGQUIT', 0], ['nginx:1.18', 'SIGQUIT', 0], ['nginx:1.29', 'SIGTERM', 1],
  ['haproxy:3.0', 'SIGUSR1', 0], ['haproxy:3.0', 'SIGTERM', 1], ['httpd:2.4', 'SIGWINCH', 0], ['httpd:2.4', 'SIGQUIT', 1],
  ['php:8.3-fpm', 'SIGQUIT', 0], ['php:8.3-fpm', 'SIGTERM', 1], ['php:8.3-cli', 'SIGTERM', 0],
])('knows the signal at which %s finishes its requests: stopSignal %s', (name, signal, count) => {
  expect(messagesOn(rule, image(name, `stopSignal: ${signal}`), '')).toHaveLength(count);
});

test.each([['HAProxy', 'haproxy:3.0', 'SIGUSR1'], ['Apache httpd', 'httpd:2.4', 'SIGWINCH'], ['PHP-FPM', 'php:8.3-fpm', 'SIGQUIT']])('names %s', (called, name, graceful) => {
  expect(violationsOn(rule, image(name, 'stopSignal: SIGTERM'), image(name))).toEqual([{
    path: [...CONTAINER, 'lifecycle', 'stopSignal'],
    message: `The image ${name} of container web is stopped with SIGTERM, at which ${called} does not finish its requests: it does so at ${graceful}.`,
    fix: `Set spec.template.spec.containers[0].lifecycle.stopSignal to ${graceful}.`,
  }]);
});

test.each(['sleep 10; nginx -s quit', 'sleep 10; kill -s QUIT 1', 'kill -USR1 1', 'kill -WINCH 1', 'apachectl graceful-stop'])('passes where a hook asks the server to finish: %s', command => {
  expect(messagesOn(rule, image('nginx:1.18', `preStop: { exec: { command: [sh, -c, '${command}'] } }`), '')).toEqual([]);
});

test('passes where the signal was wrong before', () => {
  expect(messagesOn(rule, image('nginx:1.17'), image('nginx:1.18'))).toEqual([]);
  expect(messagesOn(rule, image('nginx:1.17'), image('nginx:1.18', 'preStop: { sleep: { seconds: 3 } }'))).toEqual([]);
  expect(messagesOn(rule, image('nginx:1.17', 'preStop: { sleep: { seconds: 3 } }'), image('nginx:1.18', 'preStop: { exec: { command: [nginx, -s, quit] } }'))).toHaveLength(1);
  expect(messagesOn(rule, image('nginx:1.17'), image('nginx:1.18', 'stopSignal: SIGTERM'))).toEqual([]);
});

test('informs when the new image has another server that stops gracefully with another signal', () => {
  expect(violationsOn(rule, image('httpd:2.4'), image('nginx:1.29'))).toEqual([{
    path: [...CONTAINER, 'image'],
    message: 'The image httpd:2.4 (previously nginx:1.29) of container web is stopped with SIGWINCH instead of SIGQUIT: hooks and scripts that were written for nginx no longer stop it.',
    fix: 'Make sure that no preStop hook or script of the image in spec.template.spec.containers[0].image counts on SIGQUIT.',
    severity: 'info',
  }]);
  expect(messagesOn(rule, image('nginx:1.29'), image('nginx:1.28'))).toEqual([]);
  expect(messagesOn(rule, image('httpd:2.4', 'stopSignal: SIGWINCH'), image('nginx:1.29'))).toEqual([]);
  expect(messagesOn(rule, image('httpd:2.4', 'stopSignal: SIGWINCH'), image('nginx:1.29', 'stopSignal: SIGWINCH'))).toEqual([]);
});

test('warns when the stop signal is removed, and keeps it', () => {
  const [violation] = violationsOn(rule, image(OWN, 'preStop: { sleep: { seconds: 10 } }'), image(OWN, 'stopSignal: SIGQUIT'));
  expect(violation).toMatchObject({
    path: [...CONTAINER, 'lifecycle', 'stopSignal'],
    message: 'The stop signal SIGQUIT of container web is removed: the container is stopped with the STOPSIGNAL of its image, mostly SIGTERM, which may not be the signal at which its server finishes its requests.',
    fix: 'Keep spec.template.spec.containers[0].lifecycle.stopSignal SIGQUIT, or make sure that the image has the right STOPSIGNAL.',
  });
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.template.spec.containers[0].lifecycle.stopSignal of Deployment web set to SIGQUIT.');
  expect(messagesOn(rule, image(OWN, 'preStop: { sleep: { seconds: 10 } }'), image(OWN, 'stopSignal: SIGTERM'))).toEqual([]);
  expect(messagesOn(rule, image('nginx:1.29', 'preStop: { sleep: { seconds: 10 } }'), image('nginx:1.29', 'stopSignal: SIGQUIT'))).toEqual([]);
  expect(messagesOn(rule, image(OWN, 'stopSignal: SIGINT'), image(OWN, 'stopSignal: SIGQUIT'))).toEqual([]);
});

test('informs when the stop signal stays for another program', () => {
  expect(violationsOn(rule, image('registry.example.com/api:2'), image(OWN, 'stopSignal: SIGQUIT'))).toEqual([{
    path: [...CONTAINER, 'lifecycle', 'stopSignal'],
    message: 'The image changes from registry.example.com/web:1.4.2 to registry.example.com/api:2, and SIGQUIT still stops container web: '
      + 'a program that does not expect that signal exits at once, and drops its requests.',
    fix: 'Make sure that the new program finishes its requests at SIGQUIT, or remove spec.template.spec.containers[0].lifecycle.stopSignal.',
    severity: 'info',
  }]);
  expect(messagesOn(rule, image('registry.example.com/api:2'), image(OWN, 'stopSignal: SIGTERM'))).toEqual([]);
  expect(messagesOn(rule, image('mirror.example.com/web:2'), image(OWN, 'stopSignal: SIGQUIT'))).toEqual([]);
  expect(messagesOn(rule, image('registry.example.com/api:2'), image(OWN))).toEqual([]);
});

test('does not apply where no container stays', () => {
  expect(appliesTo(rule, "kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, $patch: delete }, { name: app, image: 'app:1' }] } } }\n", '')).toBe(false);
});
