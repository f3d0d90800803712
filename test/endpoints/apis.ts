import { App, Chart } from 'cdk8s';
import {
  ApiVersionOptions, GatewayImplementation, HealthCheck, Router, VersionedApi, VersionedApiProps, ZeroDowntimeService,
  ZeroDowntimeServiceProps,
} from '../../src';

export const IMAGE = 'registry.example.com/shop/orders:1.9.4';
export const SERVICE: ZeroDowntimeServiceProps = { image: IMAGE, healthCheck: HealthCheck.http('/healthcheck') };
export const GATEWAY = Router.httpRoute({ gateway: 'public', gatewayNamespace: 'infra', implementation: GatewayImplementation.envoy() });
export const INGRESS = Router.ingress({ className: 'traefik' });

/** Props as a caller without type checks may write them. */
export type Any<T> = { readonly [prop in keyof T]?: unknown } & { readonly [prop: string]: unknown };

export function apiIn(chart: Chart, props: Any<VersionedApiProps> = {}, id: string = 'orders'): VersionedApi {
  return new VersionedApi(chart, id, { host: 'api.example.com', router: GATEWAY, ...props } as any);
}

export function serviceIn(chart: Chart, id: string = 'web', props: Partial<ZeroDowntimeServiceProps> = {}): ZeroDowntimeService {
  return new ZeroDowntimeService(chart, id, { ...SERVICE, ...props });
}

/** The manifests of one API with these versions, each with a service of its own unless it says another. */
export function manifestsOf(
  props: Any<VersionedApiProps>, versions: { readonly [version: string]: ApiVersionOptions }, namespace: string | undefined = 'shop',
): any[] {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace });
  const api = apiIn(chart, props);
  for (const [version, options] of Object.entries(versions)) {
    api.addVersion(version, { ...options.service ? {} : { serviceProps: SERVICE }, ...options });
  }
  const problems = chart.node.findAll().flatMap(child => child.node.validate());
  if (problems.length > 0) { throw new Error(problems.join('\n')); }
  return chart.toJson();
}

export function routeOf(...given: Parameters<typeof manifestsOf>): any {
  return manifestsOf(...given).find(({ kind }) => kind === 'HTTPRoute' || kind === 'Ingress');
}
