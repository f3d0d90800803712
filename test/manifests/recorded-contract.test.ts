import { dump } from 'js-yaml';
import { stringify } from 'yaml';
import { read, shown } from './reading';
import { contractPath, contractRow, RecordedContract } from '../../src/manifests';

const DOCUMENT = {
  openapi: '3.0.3',
  info: { 'title': 'orders', 'version': '1', 'x-list': [{ name: 'one' }, { name: 'two' }] },
  paths: { '/orders/{id}': { get: { responses: { 200: { description: 'ok' } } } } },
};
const PRETTY = `${JSON.stringify(DOCUMENT, undefined, 2)}\n`;
const recorded = (data: object, annotations: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'orders-contract', annotations: { 'cdk8s-zero-downtime/contract': 'openapi', 'cdk8s-zero-downtime/contract-of': 'HTTPRoute/orders', ...annotations } },
  ...data,
});
const OPENAPI = recorded({ data: { 'openapi.json': PRETTY } }, { 'cdk8s-zero-downtime/contract-version': 'v1' });

function contractIn(text: string): RecordedContract {
  const { clusters: [{ contracts }], problems } = read(text);
  expect(problems).toEqual([]);
  expect(contracts).toHaveLength(1);
  return contracts[0];
}

function problemsOf(object: object): string[] {
  const { clusters, problems } = read(stringify(object));
  expect(clusters.flatMap(({ contracts }) => contracts)).toEqual([]);
  return shown(problems).map(text => text.replace(/^app\.yaml:\d+ /, ''));
}

test('reads what a contract is about, and its text', () => {
  expect(contractIn(stringify(OPENAPI))).toMatchObject({ kind: 'openapi', of: { kind: 'HTTPRoute', name: 'orders' }, version: 'v1', text: PRETTY });
  const graphql = recorded({ data: { 'schema.graphql': 'type Query { a: Int }' } }, { 'cdk8s-zero-downtime/contract': 'graphql' });
  expect(contractIn(stringify(graphql))).toMatchObject({ kind: 'graphql', version: undefined });
  const protobuf = recorded({ binaryData: { 'descriptor-set.binpb': 'CgRh' } }, { 'cdk8s-zero-downtime/contract': 'protobuf' });
  expect(contractIn(stringify(protobuf))).toMatchObject({ kind: 'protobuf', text: 'CgRh' });
});

test('a ConfigMap without the annotation is not a contract', () => {
  expect(read(stringify({ ...OPENAPI, metadata: { name: 'orders' } })).clusters[0].contracts).toEqual([]);
});

test.each([
  ['as cdk8s writes it', stringify(OPENAPI, { lineWidth: 0 })],
  ['as kubectl writes it', dump(OPENAPI)],
  ['behind another document', `# first\n---\nkind: List\napiVersion: v1\nitems: []\n---\n${dump(OPENAPI)}`],
  ['in a List', dump({ apiVersion: 'v1', kind: 'List', items: [OPENAPI] })],
  ['with Windows line breaks', dump(OPENAPI).replace(/\n/g, '\r\n')],
])('a JSON pointer has a line in the file: %s', (_, text) => {
  const contract = contractIn(text);
  const lineOf = (...pointer: string[]) => text.split('\n')[contract.object.lineOf(contractPath(contract), contractRow(contract, pointer)) - 1].trim();
  expect(lineOf('paths', '/orders/{id}', 'get')).toBe('"get": {');
  expect(lineOf('info', 'x-list', '1', 'name')).toBe('"name": "two"');
  expect(lineOf('paths', '/orders/{id}', 'post')).toBe('"/orders/{id}": {');
});

test.each([
  ['in JSON', JSON.stringify(OPENAPI, undefined, 2)],
  ['in quotes', `apiVersion: v1\nkind: ConfigMap\nmetadata: ${JSON.stringify(OPENAPI.metadata)}\ndata:\n  openapi.json: ${JSON.stringify(PRETTY)}\n`],
])('where a text has no lines of its own, it is that of its key: %s', (_, text) => {
  const { objects: [object] } = read(text);
  expect(text.split('\n')[object.lineOf(['data', 'openapi.json'], 5) - 1]).toContain('openapi.json');
});

test.each([
  ['an unknown kind', recorded({}, { 'cdk8s-zero-downtime/contract': 'soap' }), /contract'\] is "soap", which is not a kind of contract\. Write openapi, graphql, protobuf, or remove it\.$/],
  ['nothing that is called', { ...OPENAPI, metadata: { ...OPENAPI.metadata, annotations: { 'cdk8s-zero-downtime/contract': 'openapi' } } }, /contract-of'\] is missing, so the contract is not compared\. Write what clients call, such as HTTPRoute\/orders or Service\/orders\.$/],
  ['a name without a kind', recorded({ data: { 'openapi.json': PRETTY } }, { 'cdk8s-zero-downtime/contract-of': 'orders' }), /contract-of'\] is "orders", so the contract/],
  ['no text', recorded({ data: {} }), /data\['openapi\.json'\] has no text, but the annotations announce the openapi contract there\. Write the contract there, or remove the annotations\.$/],
  ['not JSON', recorded({ data: { 'openapi.json': '{ "openapi": ' } }), /data\['openapi\.json'\] is not JSON \(.*\), so the contract cannot be compared\. Record it again\.$/],
  ['not OpenAPI', recorded({ data: { 'openapi.json': '[]' } }), /is not an OpenAPI document: it has no field openapi, so/],
  ['not base64', recorded({ binaryData: { 'descriptor-set.binpb': '%' } }, { 'cdk8s-zero-downtime/contract': 'protobuf' }), /is not base64, so the contract cannot be compared/],
  ['not a mapping', recorded({ data: 'text' }), /data is "text", but the API expects a mapping/],
])('fails when a contract has %s', (_, object, message) => {
  expect(problemsOf(object)).toContainEqual(expect.stringMatching(message));
  expect(problemsOf(object).every(problem => problem.startsWith('error: '))).toBe(true);
});

test('an endlessly nested document does not crash', () => {
  const deep = `{ "openapi": "3.0.3", "x": ${'['.repeat(5000)}${']'.repeat(5000)} }`;
  const contract = contractIn(stringify(recorded({ data: { 'openapi.json': deep } })));
  expect(contractRow(contract, ['x'])).toBeUndefined();
});
