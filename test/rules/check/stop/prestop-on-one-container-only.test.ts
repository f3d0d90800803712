import { hook, saidBy, shellSleep, stating, verdict, web, WITHOUT_SERVICE } from './changes';
import { prestopOnOneContainerOnly as rule } from '../../../../src/rules/check/stop';

const NGINX = { image: 'nginx:1.29' };
const beside = (web_: object, ...containers: object[]) => web(web_, { containers });
const app = (image = 'app:1', more: object = {}) => ({ name: 'app', image, ...more });

test('finds the application behind a proxy', () => {
  expect(saidBy(rule, beside({ ...NGINX, ...hook({ sleep: { seconds: 15 } }) }, app()))).toEqual([{
    at: 'spec.template.spec.containers[1].lifecycle.preStop',
    message: 'Container app has no preStop hook: it gets SIGTERM at once, while container web keeps passing requests to it, and these fail.',
    fix: 'Set spec.template.spec.containers[1].lifecycle.preStop.sleep.seconds to 15.',
  }]);
});

test('finds the proxy of a mesh in front of the application', () => {
  expect(saidBy(rule, beside({}, { name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.27.0' }))).toEqual([{
    at: 'spec.template.spec.containers[1].lifecycle.preStop',
    message: 'Container istio-proxy has no preStop hook: it gets SIGTERM at once and refuses the requests for container web, and these fail.',
    fix: 'Set spec.template.spec.containers[1].lifecycle.preStop.sleep.seconds to 10.',
  }]);
});

test('recommends to older clusters only what they support, in whole seconds', () => {
  expect(saidBy(rule, beside({ ...NGINX, ...shellSleep('9.5') }, app()), { kubernetesMinor: 29 })[0].fix)
    .toBe('Set spec.template.spec.containers[1].lifecycle.preStop.exec.command to ["/bin/sh", "-c", "sleep 10"].');
});

test('recommends the delay that routers need if the length of the other hook is unknown', () => {
  const change = stating({ 'deregistration-delay': '25s' }, { ...NGINX, ...hook({ exec: { command: ['./drain'] } }) }, { containers: [app()] });
  expect(saidBy(rule, change)[0].fix).toContain('to 25, and spec.template.spec.terminationGracePeriodSeconds to 70.');
});

test.each([
  'nginx', 'nginxinc/nginx-unprivileged:1', 'openresty/openresty:1', 'envoyproxy/envoy:v1', 'haproxy:3', 'traefik:v3', 'caddy:2', 'httpd:2.4', 'oauth2-proxy/oauth2-proxy:v7', 'kong:3',
])('%s passes requests on', image => {
  expect(verdict(rule, beside({ image }, app()))).toBe('fails');
});

test.each([
  ['istio-proxy', 'private/proxy:1'], ['linkerd-proxy', 'private/proxy:1'], ['proxy', 'istio/proxyv2'], ['proxy', 'istio/proxyv2-distroless'],
  ['proxy', 'linkerd/linkerd-proxy:1'], ['proxy', 'linkerd/linkerd2-proxy'],
])('%s of %s receives requests', (name, image) => {
  expect(verdict(rule, beside({}, { name, image }))).toBe('fails');
});

test.each([
  'example.com/cloud-sql-proxy:2', 'cloudsql-proxy', 'cloudsql-docker/gce-proxy:1', 'alloydb-auth-proxy', 'pgbouncer:1', 'pgcat', 'twemproxy', 'mcrouter', 'hashicorp/vault:1', 'proxysql/proxysql',
  'nginx/nginx-prometheus-exporter', 'metrics:1', 'monitor', 'log-shipper', 'fluent-bit', 'timberio/vector', 'promtail', 'datadog/agent', 'otel/collector', 'otel', 'telemetry',
  'configmap-reload', 'git-sync', 'watcher', 'backup', 'debug-tools',
])('%s beside a proxy does not receive its requests', image => {
  expect(verdict(rule, beside(NGINX, app(image)))).toBe('does not apply');
  expect(verdict(rule, beside(NGINX, app(image), { name: 'second', image: 'app:2' }))).toBe('fails');
});

test('a helper container is also recognized by its name', () => {
  expect(verdict(rule, beside(NGINX, { name: 'metrics', image: 'app:1' }))).toBe('does not apply');
});

test('the application is recognized beside a mesh proxy', () => {
  const mesh = { name: 'istio-proxy', image: 'proxyv2', lifecycle: { preStop: { sleep: { seconds: 10 } } } };
  expect(saidBy(rule, beside(NGINX, mesh, app()))).toMatchObject([{ at: 'spec.template.spec.containers[2].lifecycle.preStop' }]);
});

test('the same hook on both passes', () => {
  expect(verdict(rule, beside(NGINX, app('app:1', { lifecycle: { preStop: { sleep: { seconds: 10 } } } })))).toBe('passes');
});

test.each([
  ['two applications behind a proxy, of which either may be meant', beside(NGINX, app(), { name: 'second', image: 'app:2' })],
  ['two containers without a proxy', beside({}, app())],
  ['a proxy alone', beside(NGINX)],
  ['no hook at all, which another rule reports', beside({ ...NGINX, lifecycle: null }, app())],
  ['pods that receive no requests', beside(NGINX, app()) + WITHOUT_SERVICE],
  ['a proxy that stops after the application', `kind: Deployment
spec:
  template:
    spec:
      containers:
        - { name: web, $patch: delete }
        - { name: app, image: app:1 }
      initContainers:
        - { name: web, image: nginx, restartPolicy: Always, ports: [{ name: http, containerPort: 8080 }], lifecycle: { preStop: { sleep: { seconds: 10 } } } }
`],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});
