import { imageName } from './image-reference';
import { Container } from '../../manifests';

/** Forwards requests to another container of its pod, when it stands before one. */
const REVERSE_PROXIES = new Set([
  'nginx', 'nginx-unprivileged', 'openresty', 'envoy', 'haproxy', 'traefik', 'caddy', 'httpd',
  'oauth2-proxy', 'kong',
]);
/** Catches the requests to the other containers of its pod, whatever port they are sent to. */
const MESH_PROXIES = new Set(['proxyv2', 'proxyv2-distroless', 'linkerd-proxy', 'linkerd2-proxy']);
const MESH_NAMES = new Set(['istio-proxy', 'linkerd-proxy']);
/** What an application asks while it answers requests. */
const HELPERS = new Set([
  'cloud-sql-proxy', 'cloudsql-proxy', 'gce-proxy', 'alloydb-auth-proxy', 'pgbouncer', 'pgcat', 'twemproxy',
  'mcrouter', 'vault', 'proxysql',
]);
/** Neither answers users nor is needed to. */
const BYSTANDERS = /export|metric|monitor|log|fluent|vector|promtail|agent|collector|otel|telemetry|reload|sync|watch|backup|debug/;

export function isReverseProxy({ image }: Container): boolean {
  return REVERSE_PROXIES.has(imageName(image));
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
