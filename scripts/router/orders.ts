import { App, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Gateway, routerOf } from './manifests';
import { Exposure, HealthCheck, Retirement, VersionedApi, ZeroDowntimeService } from '../../src';

/** One service of the API, as a release makes it. */
export interface Orders {
  readonly name: string;
  /** The versions that its pods know, by the first segment of the path. */
  readonly knows: string;
  /** Whether its pods know paths without a version. */
  readonly knowsRoot?: boolean;
  readonly build?: number;
}

/** A version, and the service that answers for it. */
export interface Served {
  readonly by: string;
  readonly retirement?: Retirement;
  readonly stripPrefix?: boolean;
  /** The service of the next build, for half of the requests. */
  readonly next?: string;
}

/** What a release of the API is made from. */
export interface Release {
  readonly services: readonly Orders[];
  readonly versions: { readonly [version: string]: Served };
  readonly byDefault?: string;
}

export interface Place {
  readonly image: string;
  readonly gateway: Gateway;
}

export const HOST = 'orders.example.com';
/** What the application says of itself in each answer. */
const OWN_LINK = '<https://docs.example.com/orders>; rel="help"';

export const ANNOUNCED = Retirement.announced({
  deprecated: '2026-12-01', sunset: '2027-06-30', successor: 'v2', guide: 'https://docs.example.com/orders/v2',
});

/** The manifests of a release, from the constructs. */
export function manifestsOf({ services, versions, byDefault }: Release, { image, gateway }: Place): string {
  const app = new App();
  const chart = new Chart(app, 'orders');
  const made = new Map(services.map(service => [service.name, serviceIn(chart, service, image)]));
  const api = new VersionedApi(chart, 'orders', {
    host: HOST,
    router: routerOf(gateway),
    defaultVersion: byDefault,
  });
  for (const [version, { by, next, ...options }] of Object.entries(versions)) {
    const canary = next && { service: made.get(next)!, weight: 50 };
    api.addVersion(version, { service: made.get(by), ...options, ...canary && { canary } });
  }
  return app.synthYaml();
}

function serviceIn(chart: Chart, { name, knows, knowsRoot, build = 1 }: Orders, image: string): ZeroDowntimeService {
  const env = { VERSIONS: knows, BUILD: String(build), LINK: OWN_LINK, START_DELAY_MS: '3000', ...knowsRoot && { ROOT: 'yes' } };
  return new ZeroDowntimeService(chart, name, {
    image,
    healthCheck: HealthCheck.http('/healthcheck'),
    exposure: Exposure.envoy(),
    envVariables: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, kplus.EnvValue.fromValue(value)])),
    resources: { cpu: { request: kplus.Cpu.millis(20) }, memory: { request: Size.mebibytes(16) } },
  });
}
