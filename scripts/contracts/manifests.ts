import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { CLIENT, SERVER } from './programs';
import { ApiContract, Exposure, HealthCheck, VersionedApi, ZeroDowntimeService, ZeroDowntimeWorker } from '../../src';
import { Gateway, routerOf } from '../router/manifests';

export const NAMESPACE = 'zero-downtime-contract';
export const HOST = 'contract.example.com';
export const FIRST = '/v1/orders';
export const ADDED = '/v1/orders/export';

export interface Place {
  /** With Node.js. */
  readonly image: string;
  readonly router: string;
  readonly gateway: Gateway;
}

/** The operations of the API, and those that its client calls. */
export interface Release {
  readonly operations: readonly string[];
  readonly calls: readonly string[];
}

/** The manifests of a release, from the constructs; the contract is written to a folder first. */
export function manifestsOf({ operations, calls }: Release, { image, router, gateway }: Place, folder: string): string {
  const contract = join(folder, 'v1.json');
  writeFileSync(contract, JSON.stringify(openApi(operations)));
  const app = new App();
  const chart = new Chart(app, 'orders', { namespace: NAMESPACE });
  const resources = { cpu: { request: kplus.Cpu.millis(20) }, memory: { request: Size.mebibytes(32) } };
  const service = new ZeroDowntimeService(chart, 'orders-v1', {
    image,
    command: ['node', '-e', SERVER],
    envVariables: envOf({ OPERATIONS: operations.join() }),
    healthCheck: HealthCheck.http('/healthcheck'),
    exposure: Exposure.envoy(),
    resources,
  });
  new VersionedApi(chart, 'orders', {
    host: HOST,
    router: routerOf(gateway),
  }).addVersion('v1', { service, contract: ApiContract.openApi(contract) });
  new ZeroDowntimeWorker(chart, 'shop', {
    image,
    command: ['node', '-e', CLIENT],
    envVariables: envOf({ ROUTER: router, HOST, CALLS: calls.join() }),
    longestJob: Duration.seconds(1),
    consumes: [{ api: 'orders', version: 'v1' }],
    resources,
  });
  return app.synthYaml();
}

function envOf(values: Record<string, string>): Record<string, kplus.EnvValue> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, kplus.EnvValue.fromValue(value)]));
}

function openApi(operations: readonly string[]): object {
  const get = { responses: { 200: { description: 'Done.' } } };
  return {
    openapi: '3.0.3',
    info: { title: 'Orders', version: '1' },
    paths: Object.fromEntries(operations.map(path => [path, { get }])),
  };
}
