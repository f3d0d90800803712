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
  ['a headless Service has the name', `${pods(', image: redis')}${service('redis', ', clusterIP: None')}`],
  ['an ExternalName has the name', `${pods(', image: redis')}${service('redis', ', type: ExternalName, externalName: a.example.com')}`],
  ['the Service is in another namespace', `${pods(', image: redis')}${service('redis', '', 'other')}`],
])('does not apply if %s', (_, manifests) => {
  expect(appliesTo(rule, manifests)).toBe(false);
});

test('another variable does not protect it', () => {
  expect(messagesOn(rule, pods(', env: [{ name: PORT, value: "8080" }]'))).toHaveLength(1);
});
