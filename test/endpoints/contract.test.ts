import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import { apiIn, INGRESS, manifestsOf, SERVICE, serviceIn } from './apis';
import { ApiContract, ApiVersionOptions, VersionBy, VersionedApiProps } from '../../src';
import { messageOf } from '../service/refusals/refusal';

const OPENAPI = ApiContract.openApi('test/fixtures/contracts/orders/v1.yaml');
const folder = mkdtempSync(join(tmpdir(), 'contracts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const recordsOf = (...given: Parameters<typeof manifestsOf>): any[] => manifestsOf(...given).filter(({ kind }) => kind === 'ConfigMap');
const CONTRACT = 'cdk8s-zero-downtime/contract';

test('the contract of a version is recorded beside its route, and read by no pod', () => {
  const manifests = manifestsOf({ labels: { team: 'shop' } }, { v1: { contract: OPENAPI }, v2: {} });
  const [{ data, ...record }, ...others] = manifests.filter(({ kind }) => kind === 'ConfigMap');
  expect(others).toEqual([]);
  expect(record).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'orders-v1-contract',
      namespace: 'shop',
      labels: { team: 'shop' },
      annotations: { [CONTRACT]: 'openapi', [`${CONTRACT}-of`]: 'HTTPRoute/orders', [`${CONTRACT}-version`]: 'v1' },
    },
  });
  expect(Object.keys(data)).toEqual(['openapi.json']);
  expect(JSON.parse(data['openapi.json']).openapi).toBe('3.0.3');
  expect(JSON.stringify(manifests.filter(({ kind }) => kind === 'Deployment'))).not.toContain('contract');
});

test.each<[Partial<VersionedApiProps>, string]>([
  [{ router: INGRESS }, 'Ingress/orders'],
  [{ versionBy: VersionBy.host() }, 'HTTPRoute/orders-v1'],
  [{ versionBy: VersionBy.header('API-Version') }, 'HTTPRoute/orders'],
])('the record names what clients call: %#', (props, called) => {
  expect(recordsOf(props as any, { v1: { contract: OPENAPI } })[0].metadata.annotations[`${CONTRACT}-of`]).toBe(called);
});

test('schemas of GraphQL and descriptor sets are recorded, too', () => {
  const schema = ApiContract.graphql(put('schema.graphql', 'type Query { a: ID }'));
  const set = ApiContract.protobuf(put('orders.binpb', '\n\u0003\n\u0001a'));
  const [one, other] = recordsOf({}, { v1: { contract: schema }, v2: { contract: set } });
  expect(one.data).toEqual({ 'schema.graphql': 'type Query { a: ID }\n' });
  expect(other).toMatchObject({ binaryData: { 'descriptor-set.binpb': Buffer.from('\n\u0003\n\u0001a').toString('base64') } });
});

function refusalOf(options: (chart: Chart) => ApiVersionOptions | Record<string, unknown>): string {
  return messageOf(() => {
    const app = new App();
    const chart = new Chart(app, 'prod', { namespace: 'shop' });
    apiIn(chart).addVersion('v1', { serviceProps: SERVICE, ...options(chart) } as any);
    app.synthYaml();
  });
}

test.each<[string, () => unknown, string, string]>([
  ['is not a contract', () => 'openapi/v1.yaml', "'addVersion('v1').contract' is \"openapi/v1.yaml\". Allowed: ApiContract.openApi", 'use a factory of ApiContract'],
  ['has no path', () => ApiContract.openApi(undefined as any), "'addVersion('v1').contract (ApiContract.openApi)' is undefined. Allowed: the path of a file", 'the working directory of the app'],
  ['is missing', () => ApiContract.openApi('none.yaml'), 'is "none.yaml". Allowed: a file that can be read, by a path from the working directory. "none.yaml" cannot be read: there is no such file.', 'check the path'],
  ['is a folder', () => ApiContract.openApi('test'), 'cannot be read: it is a folder', 'check the path'],
  ['is a pipe', () => {
    if (!existsSync(join(folder, 'pipe'))) { execFileSync('mkfifo', [join(folder, 'pipe')]); }
    return ApiContract.openApi(join(folder, 'pipe'));
  }, 'cannot be read: it is a pipe', 'check the path'],
  ['has no paths', () => ApiContract.openApi(put('empty.yaml', 'openapi: 3.0.0')), 'has no paths', 'leave the contract out'],
  ['refers to a URL', () => ApiContract.openApi(put('url.yaml', 'openapi: 3.0.0\npaths:\n  /a:\n    $ref: https://example.com/a.yaml\n')), 'url.yaml:3" refers to "https://example.com/a.yaml", which is not on this machine.', 'by a relative path'],
])('fails when the contract of a version %s', (_, contract, found, remedy) => {
  const message = refusalOf(() => ({ contract: contract() }));
  expect(message).toContain('[prod/orders] ');
  expect(message).toContain(found);
  expect(message).toContain('a release that breaks clients would not be found');
  expect(message).toContain(remedy);
});

test('fails when several things are wrong with a contract, and names all of them', () => {
  const text = 'openapi: 3.0.0\npaths: { /a: { $ref: none.yaml }, /b: { $ref: "#/none" } }\n';
  expect(refusalOf(() => ({ contract: ApiContract.openApi(put('wrong.yaml', text)) })).split('\n')).toHaveLength(2);
});

test.each<[string, (chart: Chart) => Record<string, unknown>]>([
  ['its service', chart => ({ service: serviceIn(chart, 'web', { contract: OPENAPI }), serviceProps: undefined, contract: OPENAPI })],
  ['the props of its service', () => ({ serviceProps: { ...SERVICE, contract: OPENAPI }, contract: OPENAPI })],
])('fails when a version and %s have a contract', (_, options) => {
  expect(refusalOf(options)).toContain("'addVersion('v1').contract' is given, and its service has a contract as well. Allowed: one contract");
});

test('fails when another ConfigMap has the name of the record', () => {
  const message = refusalOf(chart => {
    new ConfigMap(chart, 'Other', { metadata: { name: 'orders-v1-contract' } });
    return { contract: OPENAPI };
  });
  expect(message).toContain("the ConfigMap 'orders-v1-contract' also comes from prod/Other");
});

test('paths are relative to the working directory of the app', () => {
  mkdirSync(join(folder, 'openapi'), { recursive: true });
  put('openapi/v1.yaml', 'openapi: 3.0.0\npaths: { /a: {} }\n');
  const here = process.cwd();
  try {
    process.chdir(folder);
    expect(recordsOf({}, { v1: { contract: ApiContract.openApi('openapi/v1.yaml') } })).toHaveLength(1);
  } finally {
    process.chdir(here);
  }
});
