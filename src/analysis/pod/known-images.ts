import { imageName, imageParts } from './image-reference';
import { Container } from '../../manifests';

/** Forwards requests to another container of its pod, if there is one behind it. */
const REVERSE_PROXIES = new Set([
  'nginx', 'nginx-unprivileged', 'openresty', 'envoy', 'haproxy', 'traefik', 'caddy', 'httpd',
  'oauth2-proxy', 'kong',
]);
/** Intercepts the requests to the other containers of its pod, on any port. */
const MESH_PROXIES = new Set(['proxyv2', 'proxyv2-distroless', 'linkerd-proxy', 'linkerd2-proxy']);
const MESH_NAMES = new Set(['istio-proxy', 'linkerd-proxy']);
/** Helpers that an application calls while it answers requests. */
const HELPERS = new Set([
  'cloud-sql-proxy', 'cloudsql-proxy', 'gce-proxy', 'alloydb-auth-proxy', 'pgbouncer', 'pgcat', 'twemproxy',
  'mcrouter', 'vault', 'proxysql',
]);
/** Containers that neither answer users nor are needed for answers. */
const BYSTANDERS = /export|metric|monitor|log|fluent|vector|promtail|agent|collector|otel|telemetry|reload|sync|watch|backup|debug/;

/** Repositories of programs that only pass on logs, metrics or traces, and end as soon as they get SIGTERM. */
const SHIPPERS = new RegExp(`(?:^|/)(?:${[
  '(?:aws-for-)?fluent-bit(?:-plugin-loki)?', 'fluentd(?:-kubernetes-daemonset)?', 'filebeat(?:-oss)?', 'metricbeat', 'elastic-agent',
  'timberio/vector', 'promtail', 'grafana/(?:agent|alloy)', 'datadog(?:hq)?/(?:agent|dogstatsd)', 'telegraf', 'logstash(?:-oss)?',
  'opentelemetry-collector(?:-k8s|-contrib)?', 'aws-otel-collector', 'cloudwatch-agent', 'aws-xray-daemon', 'jaeger-agent',
].join('|')})$`);

/** Whether it passes on logs, metrics or traces of the other containers. */
export function isShipper({ image }: Container): boolean {
  return SHIPPERS.test(imageParts(image).repository);
}

export function isReverseProxy({ image }: Container): boolean {
  return REVERSE_PROXIES.has(imageName(image));
}

/** Whether it exports metrics of something else. */
export function isExporter({ image }: Container): boolean {
  return /(?:^|[-_])exporter(?:$|[-_])/.test(imageName(image));
}

export function isMeshProxy({ image, name }: Container): boolean {
  return MESH_PROXIES.has(imageName(image)) || MESH_NAMES.has(name);
}

export function isHelper({ image }: Container): boolean {
  return HELPERS.has(imageName(image));
}

export function isBystander({ image, name }: Container): boolean {
  return BYSTANDERS.test(name) || BYSTANDERS.test(imageName(image));
}
