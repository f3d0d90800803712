import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { healthCheckKeepsOldPath as rule } from '../../../../src/rules/diff/start';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const before = rule.examples.before;
const readiness = (fields: string) => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, readinessProbe: { ${fields} } }] } } }\n`;
const config = (path: string) => `---\nkind: Service\nmetadata: { annotations: { cloud.google.com/backend-config: '{"default": "web"}' } }\n---\napiVersion: cloud.google.com/v1\nkind: BackendConfig\nmetadata: { name: web }\nspec: { ${path} }\n`;
const MOVED = readiness('httpGet: { path: /healthz }');

test('warns when the load balancer keeps requesting the old path', () => {
  const [{ path, message, fix, recipe }] = violationsOn(rule, MOVED);
  expect(path).toEqual(['spec', 'template', 'spec', 'containers', 0, 'readinessProbe', 'httpGet', 'path']);
  expect(message).toBe('The health check of a Google Cloud load balancer was derived from the readiness probe when Ingress web was created, and keeps requesting /ready: if the new version does not answer it, every request is answered with 502.');
  expect(fix).toBe('Let the new version answer /ready as well, or first give Service web a BackendConfig with spec.healthCheck.requestPath, one release before spec.template.spec.containers[0].readinessProbe.httpGet.path changes.');
  expect(recipeInWords(recipe!)).toBe('Release this change, but with spec.template.spec.containers[0].readinessProbe.httpGet.path of Deployment web set to "/ready".');
});

test('warns where the BackendConfig does not state a health check', () => {
  expect(messagesOn(rule, MOVED, before + config('timeoutSec: 30'))).toHaveLength(1);
});

test('passes when only other fields of the probe change', () => {
  expect(messagesOn(rule, rule.examples.safe)).toEqual([]);
  expect(appliesTo(rule, rule.examples.safe)).toBe(true);
});

test.each([
  ['a BackendConfig states the path', MOVED, before + config('healthCheck: { requestPath: /ready }')],
  ['a BackendConfig that is not in the manifests may state it', MOVED, `${before}---\nkind: Service\nmetadata: { annotations: { cloud.google.com/backend-config: '{"default": "other"}' } }\n`],
  ['the probe has no path', readiness('$patch: replace, tcpSocket: { port: http }'), before],
  ['the load balancer is another one', MOVED, before.replace('kubernetes.io/ingress.class: gce', 'kubernetes.io/ingress.class: nginx')],
  ['the Ingress is created with the change', `${MOVED}---${before}`, ''],
])('does not apply where %s', (_, change, from) => {
  expect(appliesTo(rule, change, from)).toBe(false);
});
