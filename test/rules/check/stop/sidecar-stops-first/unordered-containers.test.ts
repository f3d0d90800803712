import { unorderedContainers as rule } from '../../../../../src/rules/check/stop/sidecar-stops-first/unordered-containers';
import { saidBy, verdict, web, WITHOUT_SERVICE } from '../changes';

const helper = (more: object = {}) => ({ name: 'database', image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.18.2', ...more });
const beside = (container: object) => web({}, { containers: [container] });
const AT = 'spec.template.spec.containers[1]';
const MESSAGE = 'Container database gets SIGTERM together with the application and stops at once: requests that still need it fail.';

test('recommends a native sidecar', () => {
  expect(saidBy(rule, beside(helper()))).toEqual([{
    at: AT, message: MESSAGE, fix: `Move ${AT} to spec.template.spec.initContainers and give it restartPolicy Always.`,
  }]);
});

test('recommends a hook to clusters without native sidecars', () => {
  expect(saidBy(rule, beside(helper()), { kubernetesMinor: 28 })).toEqual([{
    at: AT, message: MESSAGE, fix: `Give ${AT} a preStop hook that takes as long as the application needs to finish.`,
  }]);
  expect(saidBy(rule, beside(helper()), { kubernetesMinor: 29 })[0].fix).toContain('restartPolicy Always');
});

test.each([
  ['a hook', { lifecycle: { preStop: { sleep: { seconds: 40 } } } }],
  ['waiting for its last connection', { args: ['--max-sigterm-delay=40s'] }],
  ['waiting with the option of older versions', { args: ['-term_timeout=40s'] }],
])('%s passes', (_, more) => {
  expect(verdict(rule, beside(helper(more)))).toBe('passes');
});

test('another option does not pass', () => {
  expect(verdict(rule, beside(helper({ args: ['--port=5432', 'x--max-sigterm-delay'] })))).toBe('fails');
});

test('a native sidecar passes', () => {
  expect(verdict(rule, web({}, { initContainers: [helper({ restartPolicy: 'Always' })] }))).toBe('passes');
});

test.each([
  ['other containers', beside({ name: 'other', image: 'other:1' })],
  ['a helper that is the service itself', web({ image: 'pgbouncer:1' })],
  ['pods that receive no requests', beside(helper()) + WITHOUT_SERVICE],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});

const HOOK = { lifecycle: { preStop: { sleep: { seconds: 10 } } } };
const calling = (env: object[], sibling: object, container: object = {}) =>
  web({ ...HOOK, env, ...container }, { containers: [{ name: 'cache', image: 'redis:7.4.1', ports: [{ containerPort: 6379 }], ...sibling }] });
const CACHE = [{ name: 'CACHE_URL', value: 'redis://localhost:6379/0' }];

test.each([
  ['in a variable', calling(CACHE, {})],
  ['in its command', calling([], {}, { command: ['server', '--cache=127.0.0.1:6379'] })],
])('a container that the application calls %s is needed until its last request', (_, change) => {
  expect(saidBy(rule, change)).toMatchObject([{ at: AT, message: MESSAGE.replace('database', 'cache') }]);
});

test.each([
  ['another port', calling([{ name: 'CACHE_URL', value: 'redis://localhost:63790' }], {})],
  ['another host', calling([{ name: 'CACHE_URL', value: 'redis://cache:6379' }], {})],
  ['a collector of traces', calling([{ name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://localhost:6379' }], {})],
  ['an agent', calling(CACHE, { name: 'agent' })],
  ['an application behind a reverse proxy, which has a rule of its own', calling(CACHE, {}, { image: 'nginx:1.29.1' })],
  ['a pod whose containers all stop at once', calling(CACHE, {}, { lifecycle: null })],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});
