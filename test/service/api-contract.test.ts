import { App, Chart, Duration } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import { ApiContract, ConsumedApi, ZeroDowntimeService, ZeroDowntimeWorker } from '../../src';
import { chartIn, manifestsWith, REQUIRED } from '../manifests';
import { problemsIn, refusalOf } from './refusals/refusal';

const contract = ApiContract.openApi('test/fixtures/contracts/orders/v1.yaml');
const CONSUMES = 'cdk8s-zero-downtime/consumes';

test('the contract of a service is recorded with its labels, and changes nothing else', () => {
  const { ConfigMap: record, ...others } = manifestsWith({ contract, labels: { team: 'shop' }, annotations: { 'example.com/owner': 'shop' }, namespace: 'shop' });
  const { ConfigMap: none, ...before } = manifestsWith({ labels: { team: 'shop' }, annotations: { 'example.com/owner': 'shop' }, namespace: 'shop' });
  expect(none).toBeUndefined();
  expect(others).toEqual(before);
  expect(record.metadata).toEqual({
    name: 'my-svc-contract',
    namespace: 'shop',
    labels: others.Deployment.metadata.labels,
    annotations: { 'example.com/owner': 'shop', 'cdk8s-zero-downtime/contract': 'openapi', 'cdk8s-zero-downtime/contract-of': 'Service/my-svc' },
  });
  expect(record.immutable).toBeUndefined();
});

test('clients call the Service, whose name may differ', () => {
  const { ConfigMap: record } = manifestsWith({ contract, serviceName: 'web' });
  expect(record.metadata).toMatchObject({ name: 'my-svc-contract', annotations: { 'cdk8s-zero-downtime/contract-of': 'Service/web' } });
});

test('the record is found by its id', () => {
  const service = new ZeroDowntimeService(chartIn(), 'my-svc', { ...REQUIRED, contract });
  expect(service.contract).toBe(service.node.findChild('Contract'));
});

test('fails when another ConfigMap has the name of the record', () => {
  expect(problemsIn(chart => {
    new ZeroDowntimeService(chart, 'my-svc', { ...REQUIRED, contract });
    new ConfigMap(chart, 'Other', { metadata: { name: 'my-svc-contract' } });
  })).toContain("the ConfigMap 'my-svc-contract' also comes from prod/Other");
});

test('fails when the contract of a service cannot be read', () => {
  expect(refusalOf({ contract: ApiContract.graphql('none.graphql') }))
    .toContain("[prod/my-svc] 'contract (ApiContract.graphql)' is \"none.graphql\". Allowed: a file that can be read, by a path from the working directory. \"none.graphql\" cannot be read: there is no such file. ");
});

test('the calls of a workload are recorded on its Deployment, never on its pods', () => {
  const consumes = [{ api: 'orders', version: 'v2' }, { api: 'billing', namespace: 'finance' }];
  const { Deployment: { metadata, spec } } = manifestsWith({ consumes });
  expect(metadata.annotations[CONSUMES]).toBe('finance/billing, orders@v2');
  expect(JSON.stringify(spec)).not.toContain('orders');
  const chart = new Chart(new App(), 'prod');
  new ZeroDowntimeWorker(chart, 'mailer', { image: REQUIRED.image, longestJob: Duration.minutes(1), consumes });
  expect(chart.toJson()[0].metadata.annotations[CONSUMES]).toBe('finance/billing, orders@v2');
});

test('a service that calls no API has no annotation', () => {
  expect(manifestsWith({ consumes: [] }).Deployment.metadata.annotations?.[CONSUMES]).toBeUndefined();
});

test.each<[string, unknown, string]>([
  ['no list', { api: 'orders' }, "'consumes' is {\"api\":\"orders\"}. Allowed: a list of objects"],
  ['a text', ['orders'], "'consumes[0]' is \"orders\". Allowed: an object"],
  ['a name that no API has', [{ api: 'shop/orders' }], "'consumes[0].api' is \"shop/orders\". Allowed: the name of a VersionedApi or of a Service"],
  ['no name', [{}], "'consumes[0].api' is undefined. Allowed: the name"],
  ['a version that none has', [{ api: 'orders', version: 2 }], "'consumes[0].version' is 2. Allowed: a version, such as 'v1'"],
  ['a namespace that none has', [{ api: 'orders', namespace: 'Shop' }], "'consumes[0].namespace' is \"Shop\". Allowed: the name of a namespace"],
  ['an unknown option', [{ api: 'orders', versions: ['v1'] }], "'consumes[0].versions' is [\"v1\"]. Allowed: "],
  ['an API twice', [{ api: 'orders' }, { api: 'orders' }], "'consumes[1]' is 'orders' once more. Allowed: each API and version once"],
  ['itself', [{ api: 'my-svc' }], "'consumes[0].api' is \"my-svc\". Allowed: another API than the service itself"],
])('fails when consumes names %s', (_, consumes, message) => {
  expect(refusalOf({ consumes: consumes as ConsumedApi[] })).toContain(`[prod/my-svc] ${message}`);
});

test('two versions of an API are two APIs to a client', () => {
  const consumes = [{ api: 'orders', version: 'v2' }, { api: 'orders', version: 'v1' }];
  expect(manifestsWith({ consumes }).Deployment.metadata.annotations[CONSUMES]).toBe('orders@v1, orders@v2');
});
