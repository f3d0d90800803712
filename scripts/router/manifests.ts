import { RouteManifest, RuleManifest } from './version-sets';
import { GatewayImplementation, Router } from '../../src';

export interface Gateway {
  readonly namespace: string;
  readonly name: string;
}

/** How the constructs lead requests through it. */
export function routerOf({ namespace, name }: Gateway): Router {
  return Router.httpRoute({
    gateway: name,
    gatewayNamespace: namespace,
    implementation: GatewayImplementation.envoy(),
    gatewayApiVersion: '1.3',
  });
}

export function httpRoute({ name, hosts, rules }: RouteManifest, gateway: Gateway): object {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name },
    spec: { parentRefs: [gateway], hostnames: hosts, rules: rules.map(httpRule) },
  };
}

function httpRule({ version, matches, strip }: RuleManifest): object {
  const rewrite = { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } };
  return { matches, filters: strip ? [rewrite] : undefined, backendRefs: [{ name: version, port: 80 }] };
}

/** A version that answers at once, and says which one it is. */
export function backend(version: string, image: string): object[] {
  const labels = { app: version };
  const container = {
    name: 'app',
    image,
    // Of either application that the scripts ask for.
    env: Object.entries({ APP_VERSION: version, SERVICE_MS: '0', VERSIONS: version, ROOT: 'yes' }).map(([name, value]) => ({ name, value })),
    resources: { requests: { cpu: '20m' } },
    readinessProbe: { httpGet: { path: '/healthcheck', port: 8080 }, periodSeconds: 1 },
  };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: version },
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: version },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container] } } },
    },
  ];
}
