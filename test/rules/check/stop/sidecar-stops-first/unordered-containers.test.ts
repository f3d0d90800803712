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
  ['waiting with the option for the least delay', { args: ['--min-sigterm-delay=40s'] }],
  ['waiting with a variable', { env: [{ name: 'CSQL_PROXY_MAX_SIGTERM_DELAY', value: '40s' }] }],
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

describe('a helper with a hook of its own', () => {
  const sleeping = (seconds: number) => ({ lifecycle: { preStop: { sleep: { seconds } } } });
  const SHORT = 'Container database gets SIGTERM 4 s after the stop of a pod has begun, but the preStop hook of container web keeps serving for 10 s: requests that still need it fail.';
  const known = (own: object) => web(HOOK, { containers: [helper(own)] });

  test('fails when its hook is shorter than that of the application', () => {
    expect(saidBy(rule, known(sleeping(4)))).toEqual([{ at: AT, message: SHORT, fix: `Move ${AT} to spec.template.spec.initContainers and give it restartPolicy Always.` }]);
    expect(saidBy(rule, calling(CACHE, sleeping(4)))).toMatchObject([{ at: AT, message: SHORT.replace('database', 'cache') }]);
  });

  test.each([
    ['is as long', known(sleeping(10))],
    ['is longer', known(sleeping(12))],
    ['has an unknown length', known({ lifecycle: { preStop: { exec: { command: ['/wait-for-the-application'] } } } })],
    ['is shorter, but an option waits for the last connection', known({ ...sleeping(4), args: ['--max-sigterm-delay=40s'] })],
    ['is that of a called container and as long', calling(CACHE, sleeping(10))],
    ['is compared with one of unknown length', web({ lifecycle: { preStop: { $patch: 'replace', exec: { command: ['/drain'] } } } }, { containers: [helper(sleeping(4))] })],
  ])('passes when it %s', (_, change) => {
    expect(verdict(rule, change)).toBe('passes');
  });
});

describe('a helper with a hook that does not wait', () => {
  const exec = (...command: string[]) => ({ exec: { command } });
  const shell = (script: string) => exec('sh', '-c', script);
  const quit = { httpGet: { path: '/quitquitquit', port: 9092 } };
  const hooked = (preStop: object, more: object = {}) => helper({ image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.18.2-alpine', lifecycle: { preStop }, ...more });
  const known = (preStop: object, more: object = {}) => web(HOOK, { containers: [hooked(preStop, more)] });
  const FIX = `Move ${AT} to spec.template.spec.initContainers and give it restartPolicy Always, and remove its lifecycle.preStop.`;

  test.each([
    ['does not wait, so it stops at once', quit],
    ['does not wait, so it stops at once', { sleep: { seconds: 0 } }],
    ['does not wait, so it stops at once', exec('wget', '-qO-', 'http://127.0.0.1:9092/quitquitquit')],
    ['stops it at once', shell('curl -X POST http://127.0.0.1:9092/quitquitquit')],
    ['stops it at once', shell('kill -TERM 1; sleep 30')],
    ['stops it at once', shell('pkill cloud-sql-proxy && sleep 30')],
  ])('fails when the hook %s: %j', (how, preStop) => {
    const expected = [{ at: AT, message: `Container database has a preStop hook that ${how}, before the application has finished: requests that still need it fail.`, fix: FIX }];
    expect(saidBy(rule, known(preStop))).toEqual(expected);
    expect(saidBy(rule, web({ lifecycle: null }, { containers: [hooked(preStop)] }))).toEqual(expected);
  });

  test('recommends another hook to clusters without native sidecars', () => {
    expect(saidBy(rule, known(quit), { kubernetesMinor: 28 })[0].fix).toBe(`Give ${AT} instead a preStop hook that takes as long as the application needs to finish.`);
  });

  test.each([
    ['waits before it stops it', known(shell('sleep 15; kill -TERM 1'))],
    ['waits in the background', known(shell('sleep 15 &'))],
    ['has an unknown length', known(shell('while pgrep web; do sleep 1; done; kill 1'))],
    ['asks another path', known({ httpGet: { path: '/wait', port: 9092 } })],
    ['does not end it, and waits', known(shell('kill -HUP 1; sleep 15'))],
    ['ends it, but an option waits for the last connection', known(quit, { args: ['--max-sigterm-delay=40s'] })],
    ['ends it, but a variable waits for the last connection', known(quit, { env: [{ name: 'CSQL_PROXY_MIN_SIGTERM_DELAY', value: '40s' }] })],
    ['sends a signal that PgBouncer answers by serving its connections', known(shell('killall -INT pgbouncer; sleep 30'), { image: 'edoburu/pgbouncer:v1.23.1-p2' })],
  ])('passes when it %s', (_, change) => {
    expect(verdict(rule, change)).toBe('passes');
  });

  const native = (preStop: object, more: object = {}) => web(HOOK, { initContainers: [hooked(preStop, { restartPolicy: 'Always', ...more })] });
  const NATIVE = 'spec.template.spec.initContainers[0].lifecycle.preStop';

  test('fails when a native sidecar stops itself, since its hook runs together with the others', () => {
    expect(saidBy(rule, native(shell('kill -TERM 1')))).toEqual([{
      at: `${NATIVE}.exec.command`,
      message: 'The preStop hook of container database stops it as soon as the stop of a pod begins, although it is a native sidecar: requests that still need it fail.',
      fix: `Remove ${NATIVE}.`,
    }]);
  });

  test.each([
    ['waits first', native(shell('sleep 15; kill -TERM 1'))],
    ['does nothing', native(exec('true'))],
    ['ends it, but an option waits for the last connection', native(shell('kill -TERM 1'), { args: ['--max-sigterm-delay=40s'] })],
  ])('a native sidecar passes when its hook %s', (_, change) => {
    expect(verdict(rule, change)).toBe('passes');
  });
});

describe('a service that Envoy asks about each request', () => {
  const filter = (port: string, more: object = {}) => ({ name: 'wake-agent', image: 'registry.example.com/wake-agent:1.12.0', ports: [{ name: port, containerPort: 9902 }], ...more });
  const envoy = (sibling: object, image = 'envoyproxy/envoy:v1.35.0') => web({ image, ...HOOK }, { containers: [sibling] });
  const shorter = { lifecycle: { preStop: { sleep: { seconds: 4 } } } };

  test.each(['ext-proc', 'ext-authz', 'grpc-ext-authz', 'extproc'])('is needed as long as Envoy serves: %s', port => {
    expect(verdict(rule, envoy(filter(port, shorter)))).toBe('fails');
    expect(verdict(rule, envoy(filter(port)))).toBe('fails');
  });

  test.each([
    ['has a longer hook', envoy(filter('ext-proc', { lifecycle: { preStop: { sleep: { seconds: 45 } } } }))],
  ])('passes when it %s', (_, change) => {
    expect(verdict(rule, change)).toBe('passes');
  });

  test.each([
    ['another port', envoy(filter('http', shorter))],
    ['a port with such a word in it', envoy(filter('next-proc', shorter))],
    ['another proxy', envoy(filter('ext-proc', shorter), 'nginx:1.29')],
    ['an image that is not Envoy', envoy(filter('ext-proc', shorter), 'registry.example.com/envoy-demo:1')],
    ['Envoy without a hook', web({ image: 'envoyproxy/envoy:v1.35.0', lifecycle: null }, { containers: [filter('ext-proc')] })],
    ['a native sidecar', web({ image: 'envoyproxy/envoy:v1.35.0', ...HOOK }, { initContainers: [filter('ext-proc', { restartPolicy: 'Always' })] })],
  ])('does not apply to %s', (_, change) => {
    expect(verdict(rule, change)).toBe('does not apply');
  });
});
