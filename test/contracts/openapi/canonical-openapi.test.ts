import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LARGEST_CONTRACT_FILE } from '../../../src/contracts';
import { canonicalOpenApi } from '../../../src/contracts/openapi/canonical-openapi';
import { readBytes } from '../../../src/manifests';
import { canonical, documentOf, faultsOf, openApi } from '../files';

const schemaOf = (document: any): any => document.paths['/orders'].get.responses['200'].content['application/json'].schema;
const ORDERS = join('test', 'fixtures', 'contracts', 'orders');

test('a document in several files is one, with components under the names that the document gives them', () => {
  const text = canonicalOpenApi(`${ORDERS}/v1.yaml`, file => readBytes(file, LARGEST_CONTRACT_FILE));
  expect(text).toBe(readFileSync(join(ORDERS, 'v1.canonical.json'), 'utf8'));
});

test('descriptions, examples, titles, tags and extensions are left out, and with them the version of the document', () => {
  const told = openApi({ type: 'object', title: 'Order', description: 'an order', example: { id: 1 }, examples: [1], externalDocs: { url: 'https://example.com' } }, {
    'tags': [{ name: 'orders' }], 'x-logo': 'a.png', 'externalDocs': { url: 'https://example.com' }, 'info': { title: 'New', version: '2.0.0', description: 'd' },
  });
  expect(canonical({ 'v1.yaml': told }).text).toBe(canonical({ 'v1.yaml': openApi({ type: 'object' }) }).text);
});

test('properties, components and values that are called as a description is stay', () => {
  const properties = { 'description': { type: 'string' }, 'example': { type: 'string' }, 'title': { type: 'string' }, 'x-id': { type: 'string' }, '$ref': { type: 'string' } };
  const schema = { type: 'object', properties, default: { 'description': 'd', 'example': 1, 'x-a': 2, '$ref': 'none.yaml' }, enum: [{ summary: 1 }] };
  const components = { schemas: { description: { type: 'string' } } };
  const document = documentOf({ 'v1.yaml': openApi(schema, { components }) });
  expect(schemaOf(document)).toEqual(schema);
  expect(document.components).toEqual(components);
});

test('extensions stay that say something about compatibility', () => {
  const kept = { 'x-sunset': '2027-01-01', 'x-stability-level': 'beta', 'x-extensible-enum': ['a'] };
  expect(schemaOf(documentOf({ 'v1.yaml': openApi({ ...kept, 'x-go-name': 'Order' }) }))).toEqual(kept);
});

test('the order of required, enum and type has no meaning, but that of parameters and servers has one', () => {
  const one = openApi({ type: ['string', 'null'], enum: ['b', 'a', null], required: ['y', 'x'] });
  const other = openApi({ type: ['null', 'string'], enum: [null, 'a', 'b'], required: ['x', 'y'] });
  expect(canonical({ 'v1.yaml': one }).text).toBe(canonical({ 'v1.yaml': other }).text);
  const servers = [{ url: '/b' }, { url: '/a' }];
  expect(documentOf({ 'v1.yaml': openApi({}, { servers }) }).servers).toEqual(servers);
});

test('words are read as OpenAPI reads them, not as a cluster does: no is a country', () => {
  const text = 'openapi: 3.0.3\ninfo: {}\npaths: {/a: {get: {responses: {200: {content: {a/b: {schema: {enum: [no, on, 010, 2024-01-01]}}}}}}}}\n';
  const { enum: values } = documentOf({ 'v1.yaml': text }).paths['/a'].get.responses['200'].content['a/b'].schema;
  expect(values).toEqual(['2024-01-01', 'no', 'on', 10]);
});

test('files refer to each other in circles', () => {
  const document = documentOf({
    'api/v1.yaml': openApi({ $ref: 'models/order.yaml' }),
    'api/models/order.yaml': '{ type: object, properties: { items: { $ref: "item.yaml#/Item" }, parent: { $ref: "#" } } }',
    'api/models/item.yaml': 'Item: { type: object, properties: { order: { $ref: order.yaml } } }',
  });
  expect(schemaOf(document)).toEqual({ $ref: '#/components/schemas/order' });
  expect(document.components.schemas).toEqual({
    order: { type: 'object', properties: { items: { $ref: '#/components/schemas/Item' }, parent: { $ref: '#/components/schemas/order' } } },
    Item: { type: 'object', properties: { order: { $ref: '#/components/schemas/order' } } },
  });
});

test('two things of one name keep apart, and that of the document keeps its own', () => {
  const document = documentOf({
    'v1.yaml': openApi({ oneOf: [{ $ref: 'a/order.yaml' }, { $ref: 'b/order.yaml' }, { $ref: 'order.yaml#/order' }] }, { components: { schemas: { order: { type: 'string' } } } }),
    'a/order.yaml': 'type: integer',
    'b/order.yaml': 'type: boolean',
    'order.yaml': 'order: { type: number }',
  });
  expect(schemaOf(document).oneOf).toEqual(['order_2', 'order_3', 'order_4'].map(name => ({ $ref: `#/components/schemas/${name}` })));
  expect(document.components.schemas).toEqual({ order: { type: 'string' }, order_2: { type: 'integer' }, order_3: { type: 'boolean' }, order_4: { type: 'number' } });
});

test('a component that stands for another file has its name, wherever that is referred to from', () => {
  const document = documentOf({
    'v1.yaml': openApi({ $ref: 'order.yaml' }, { components: { schemas: { Order: { $ref: './order.yaml' }, Same: { $ref: 'order.yaml' } } } }),
    'order.yaml': 'type: object',
  });
  expect(schemaOf(document)).toEqual({ $ref: '#/components/schemas/Order' });
  expect(document.components.schemas).toEqual({ Order: { type: 'object' }, Same: { $ref: '#/components/schemas/Order' } });
});

test('parts of paths and of whole mappings are found in other files', () => {
  const document = documentOf({
    'v1.yaml': '{ openapi: 3.1.0, info: {}, paths: { $ref: paths.yaml }, components: { schemas: { $ref: models/index.yaml } } }',
    'paths.yaml': '{ /orders: { $ref: orders.yaml, parameters: [{ $ref: "v1.yaml#/components/schemas" }] } }',
    'orders.yaml': 'get: { responses: { 200: { $ref: "#/get/responses/201" }, 201: { content: { a/b: { schema: { $ref: "v1.yaml#/components/schemas/Order" } } } } } }',
    'models/index.yaml': 'Order: { $ref: order.yaml }',
    'models/order.yaml': 'type: object',
  });
  expect(document.paths['/orders'].get.responses['201'].content['a/b'].schema).toEqual({ $ref: '#/components/schemas/Order' });
  expect(document.components.schemas).toEqual({ Order: { type: 'object' } });
  expect(document.components.responses['201']).toEqual(document.paths['/orders'].get.responses['201']);
});

test('a discriminator maps to what files have become, and names of components stay names', () => {
  const document = documentOf({
    'v1.yaml': openApi({ discriminator: { propertyName: 'kind', mapping: { a: 'cat.yaml', b: 'Dog', c: '#/components/schemas/Dog' } } }, { components: { schemas: { Dog: {} } } }),
    'cat.yaml': 'type: object',
  });
  expect(schemaOf(document).discriminator.mapping).toEqual({ a: '#/components/schemas/cat', b: 'Dog', c: '#/components/schemas/Dog' });
});

test('references in examples lead nowhere, and need not', () => {
  expect(() => documentOf({ 'v1.yaml': openApi({ example: { $ref: 'https://example.com/a' }, default: { $ref: 'none.yaml' } }) })).not.toThrow();
});

test('percent signs, slashes and tildes in references are unescaped', () => {
  const document = documentOf({ 'v1.yaml': openApi({ $ref: 'my%20models.yaml#/a~1b~0c/%7Bid%7D' }), 'my models.yaml': '{ a/b~c: { "{id}": { type: string } } }' });
  expect(document.components.schemas).toEqual({ _id_: { type: 'string' } });
});

test.each<[string, string | undefined, string, { [file: string]: string }]>([
  ['a reference to a URL', ':1', 'refers to "https://example.com/order.yaml", which is not on this machine', { 'v1.yaml': openApi({ $ref: 'https://example.com/order.yaml' }) }],
  ['a reference to a URL in a mapping', ':1', 'which is not on this machine', { 'v1.yaml': openApi({ discriminator: { mapping: { a: 'https://example.com/a.yaml' } } }) }],
  ['a file that is missing', ':1', 'refers to "api/none.yaml", which cannot be read: there is no such file', { 'api/v1.yaml': openApi({ $ref: 'none.yaml' }) }],
  ['a pointer that leads nowhere', ':1', 'refers to "#/components/schemas/Order", but "v1.yaml" has no such value', { 'v1.yaml': openApi({ $ref: '#/components/schemas/Order' }) }],
  ['a pointer that leads nowhere in another file', ':2', 'refers to "b.yaml#/Order", but "b.yaml" has no such value', { 'v1.yaml': openApi({ $ref: 'a.yaml' }), 'a.yaml': 'type: array\nitems: { $ref: "b.yaml#/Order" }', 'b.yaml': '{}' }],
  ['an anchor', ':1', 'by an anchor', { 'v1.yaml': openApi({ $ref: '#order' }) }],
  ['a circle of nothing but references', undefined, 'refers only to itself', { 'v1.yaml': openApi({}, { components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } } } }) }],
  ['a circle of path items', undefined, 'which leads back here', { 'v1.yaml': '{ openapi: 3.0.0, info: {}, paths: { /a: { $ref: a.yaml } } }', 'a.yaml': '{ $ref: b.yaml }', 'b.yaml': '{ $ref: a.yaml }' }],
  ['no field openapi', undefined, "has no field 'openapi'", { 'v1.yaml': 'paths: {}' }],
  ['Swagger', ':1', 'is a document of Swagger 2.0', { 'v1.yaml': 'swagger: "2.0"' }],
  ['an unknown version', ':1', 'has the version "4.0.0" of OpenAPI', { 'v1.yaml': 'openapi: "4.0.0"' }],
  ['no paths', undefined, 'has no paths', { 'v1.yaml': 'openapi: 3.0.0\npaths: {}' }],
  ['a text that is not YAML', ':2', 'cannot be parsed', { 'v1.yaml': 'openapi: 3.0.0\npaths: [' }],
  ['a document that is not a mapping', undefined, "has no field 'openapi'", { 'v1.yaml': 'hello' }],
  ['an empty file', undefined, "has no field 'openapi'", { 'v1.yaml': '' }],
  ['a key that stands twice', ':2', 'cannot be parsed', { 'v1.yaml': 'openapi: 3.0.0\nopenapi: 3.0.1' }],
])('fails when there is %s', (_, line, found, files) => {
  const faults = faultsOf(files);
  expect(faults.map(fault => fault.found).join('\n')).toContain(found);
  if (line !== undefined) { expect(faults.map(fault => `:${fault.line}`)).toContain(line); }
  for (const { allowed, remedy } of faults) { expect([allowed, remedy].every(text => text.length > 3)).toBe(true); }
});

test('all that is wrong is said at once', () => {
  expect(faultsOf({ 'v1.yaml': openApi({ oneOf: [{ $ref: 'a.yaml' }, { $ref: '#/b' }, { $ref: 'https://c' }] }) })).toHaveLength(3);
});

test('fails when references let a document grow without end, and stops before 2^40 values', () => {
  const files: { [file: string]: string } = { 'v1.yaml': '{ openapi: 3.1.0, info: {}, paths: { /a: { $ref: "p0.yaml" } } }' };
  for (let i = 0; i < 40; i++) {
    const next = { $ref: `p${i + 1}.yaml` };
    files[`p${i}.yaml`] = JSON.stringify({ get: { callbacks: { a: { x: next }, b: { x: next } } } });
  }
  files['p40.yaml'] = '{}';
  expect(faultsOf(files)[0].found).toContain('exceeds 204800 values');
});

test('names of prototypes are names like others', () => {
  const text = openApi({ $ref: '#/components/schemas/constructor' }).replace('"paths"', '"components":{"schemas":{"__proto__":{"type":"string"},"constructor":{"type":"integer"}}},"paths"');
  const { components } = documentOf({ 'v1.yaml': text });
  expect(JSON.stringify(components)).toBe('{"schemas":{"__proto__":{"type":"string"},"constructor":{"type":"integer"}}}');
});
