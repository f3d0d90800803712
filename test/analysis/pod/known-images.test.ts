import { isBystander, isHelper, isMeshProxy, isReverseProxy } from '../../../src/analysis/pod/known-images';
import { Container } from '../../../src/manifests';

const container = (image: string, name = 'app'): Container => ({ name, image, ports: [], path: [] });

test.each<[string, (container: Container) => boolean, string[], string[]]>([
  ['a reverse proxy', isReverseProxy, ['nginx:1.25', 'docker.io/envoyproxy/envoy:v1.30', 'quay.io/oauth2-proxy/oauth2-proxy'], ['web:1', 'my-nginx', 'nginx/app', '']],
  ['a helper', isHelper, ['gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11', 'edoburu/pgbouncer', 'hashicorp/vault:1.17'], ['web:1', 'my-vault', 'vault/app', '']],
  ['the proxy of a mesh', isMeshProxy, ['docker.io/istio/proxyv2:1.22', 'cr.l5d.io/linkerd/linkerd-proxy'], ['web:1', 'proxyv2/app', '']],
  ['a container without requests', isBystander, ['fluent/fluent-bit:3', 'prom/statsd-exporter', 'grafana/promtail', 'otel/opentelemetry-collector'], ['web:1', 'metrics/app', '']],
])('%s is recognized by its image', (_, is, those, others) => {
  expect(those.filter(image => is(container(image)))).toEqual(those);
  expect(others.filter(image => is(container(image)))).toEqual([]);
});

test.each(['istio-proxy', 'linkerd-proxy'])('a container that is called %s is the proxy of a mesh, whatever its image', name => {
  expect(isMeshProxy(container('registry.example.com/proxy:1', name))).toBe(true);
  expect(isMeshProxy(container('registry.example.com/proxy:1', `${name}-init`))).toBe(false);
});

test.each(['metrics', 'log-shipper', 'git-sync', 'config-reloader'])('a container that is called %s gets no requests, whatever its image', name => {
  expect(isBystander(container('registry.example.com/app:1', name))).toBe(true);
});

test.each(['nginx', 'vault'])('a container that is called %s is not recognized by its name', name => {
  expect([isReverseProxy, isHelper].some(is => is(container('registry.example.com/app:1', name)))).toBe(false);
});
