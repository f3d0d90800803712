import { serviceLinksEnabled } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = serviceLinksEnabled;

function pods(container = '', links = 'null'): string {
  return `kind: Deployment\nspec: { template: { spec: { enableServiceLinks: ${links}, containers: [{ name: web${container} }] } } }\n`;
}

function service(name: string, more = '', namespace = 'shop'): string {
  return `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { ports: [{ port: 80 }]${more} }\n`;
}

test('names the variable that is a URL', () => {
  expect(verdictsOn(rule, pods())[0].violations).toMatchObject([{
    path: ['spec', 'template', 'spec', 'enableServiceLinks'],
    message: 'Kubernetes sets WEB_PORT in container web to a URL, since there is a Service web: '
      + 'an application of this name that reads the variable as a port number cannot start.',
    fix: 'Set spec.template.spec.enableServiceLinks to false.',
  }]);
});

test.each([
  'registry.example.com/my-redis-cache:7', 'my-redis-cache', 'my-redis-cache@sha256:012', 'localhost:5000/my-redis-cache', 'a/my-redis-cache:7@sha256:012',
])('recognizes the application of %s', image => {
  expect(messagesOn(rule, `${pods(`, image: "${image}"`)}${service('my-redis-cache')}`)[0]).toContain('sets MY_REDIS_CACHE_PORT in');
});

test('passes without links', () => {
  expect(messagesOn(rule, pods('', 'false'))).toEqual([]);
  expect(messagesOn(rule, pods('', 'true'))).toHaveLength(1);
});

test.each([
  ['the container sets the variable itself', pods(', env: [{ name: WEB_PORT, value: "8080" }]')],
  ['the image has another name', pods(', image: other')],
  ['the image is known to read no such variable', `${pods(', image: docker.io/library/redis:7')}${service('redis')}`],
  ['the image exports metrics', `${pods(', image: prom/node-exporter:v1.8.2')}${service('node-exporter')}`],
  ['an argument is its port', pods(', args: ["--secure-port=6443"]')],
  ['an argument is its address', pods(', command: [web, --web.listen-address, "0.0.0.0:9090"]')],
  ['a headless Service has the name', `${pods(', image: cart')}${service('cart', ', clusterIP: None')}`],
  ['an ExternalName has the name', `${pods(', image: cart')}${service('cart', ', type: ExternalName, externalName: a.example.com')}`],
  ['the Service is in another namespace', `${pods(', image: cart')}${service('cart', '', 'other')}`],
])('does not apply if %s', (_, manifests) => {
  expect(appliesTo(rule, manifests)).toBe(false);
});

test.each(['--metrics-port=9090', '--port=$(PORT)', '--verbosity 80'])('the argument %s does not protect it', word => {
  expect(messagesOn(rule, pods(`, args: ["${word}"]`))).toHaveLength(1);
});

test('another variable does not protect it', () => {
  expect(messagesOn(rule, pods(', env: [{ name: PORT, value: "8080" }]'))).toHaveLength(1);
});
