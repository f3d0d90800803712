import { canonical, faultsOf, openApi, reading } from './files';
import { canonicalContract } from '../../src/contracts';

const large = (properties: number): string =>
  openApi({ properties: Object.fromEntries(Array.from({ length: properties }, (_, i) => [`property${i}`, { type: 'string' }])) });

test('a contract of 200 KiB is recorded, and one of more is refused with its size', () => {
  expect(Buffer.byteLength(canonical({ 'v1.yaml': large(2900) }).text)).toBeGreaterThan(150_000);
  const [fault] = faultsOf({ 'v1.yaml': large(6000) });
  expect(fault.found).toMatch(/^has 40\d KiB in its canonical form/);
  expect(fault.allowed).toContain('at most 200 KiB');
});

test('what is recorded fits into the annotation in which `kubectl apply` keeps it', () => {
  const quotes = openApi({ enum: Array.from({ length: 30_000 }, () => '"').map((quote, i) => `${quote}${i % 7}${quote.repeat(i % 11)}${i}`).slice(0, 7000) });
  const found = canonicalContract('openapi', 'v1.yaml', reading({ 'v1.yaml': quotes }));
  const size = 'contract' in found ? Buffer.byteLength(JSON.stringify(found.contract.text)) : 0;
  expect(size).toBeLessThan(256 * 1024);
});

test('a schema of GraphQL has the same bytes with other line ends', () => {
  const schema = 'type Query {\n  order(id: ID!): Order\n}\ntype Order { id: ID! }\n';
  const { text } = canonical({ 'a.graphql': schema }, 'graphql');
  expect(text).toBe(schema);
  expect(canonical({ 'a.graphql': `\uFEFF${schema.replaceAll('\n', '  \r\n')}\r\n\r\n` }, 'graphql').text).toBe(text);
});

test.each([
  ['an introspection', '{ "data": {} }', 'is JSON or a query'],
  ['a query', 'query Orders { orders { id } }', 'defines no type'],
  ['nothing', '', 'defines no type'],
])('fails when a schema of GraphQL is %s', (_, text, found) => {
  expect(faultsOf({ 'a.graphql': text }, 'graphql').map(fault => fault.found)).toEqual([found]);
});

/** Fields of the wire format. */
const field = (number: number, content: Buffer | string): Buffer => {
  const bytes = Buffer.from(content);
  const length = bytes.length < 128 ? [bytes.length] : [128 + bytes.length % 128, Math.floor(bytes.length / 128)];
  return Buffer.concat([Buffer.from([number * 8 + 2, ...length]), bytes]);
};
const file = (...fields: Buffer[]): Buffer => field(1, Buffer.concat([field(1, 'orders.proto'), ...fields]));

test('a descriptor set is recorded in base64 without its comments', () => {
  const message = field(4, field(1, 'Order'.repeat(40)));
  const plain = file(message);
  expect(canonical({ 'a.binpb': plain }, 'protobuf')).toEqual({ kind: 'protobuf', text: plain.toString('base64') });
  expect(canonical({ 'a.binpb': file(message, field(5, field(1, 'a comment'))) }, 'protobuf').text).toBe(plain.toString('base64'));
});

test.each<[string, Buffer | string]>([
  ['a .proto', 'syntax = "proto3";\npackage shop;\nmessage Order { string id = 1; }\n'],
  ['empty', ''],
  ['cut off', file().subarray(0, 9)],
  ['a set of files without names', field(1, field(2, 'package'))],
  ['JSON', '{"file":[]}'],
])('fails when a descriptor set is %s', (_, content) => {
  const [fault] = faultsOf({ 'a.binpb': content }, 'protobuf');
  expect(fault.found).toBe('is not a descriptor set');
  expect(fault.remedy).toContain('buf build -o');
});

test.each(['openapi', 'graphql', 'protobuf'] as const)('fails when the file of an %s contract is missing', kind => {
  expect(canonicalContract(kind, 'none', reading({}))).toMatchObject({ faults: [{ file: 'none', found: 'cannot be read: there is no such file' }] });
});
