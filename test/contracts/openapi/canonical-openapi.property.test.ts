import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import { runs } from '../../property-runs';
import { canonical, Texts } from '../files';

type Json = any;
const NAMES = ['Order', 'Item', 'description', 'example', 'x-id', 'a/b', '$ref', '__proto__'];

/** A schema, with references to `file.yaml#/NAME` or to whole files, which `rewritten` makes. */
const { schema } = fc.letrec<{ schema: Json }>(tie => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ type: fc.constantFrom('string', 'integer'), description: fc.string(), enum: fc.uniqueArray(fc.string()), example: fc.jsonValue() }, { requiredKeys: ['type'] }),
    fc.record({ target: fc.constantFrom('Order', 'Item', 'Whole') }),
    fc.record({ properties: fc.dictionary(fc.constantFrom(...NAMES), tie('schema')), required: fc.uniqueArray(fc.constantFrom(...NAMES)), default: fc.jsonValue(), title: fc.string() }),
    fc.record({ 'allOf': fc.array(tie('schema'), { minLength: 1, maxLength: 3 }), 'x-go': fc.jsonValue() }),
    fc.record({ items: tie('schema'), additionalProperties: fc.oneof(fc.boolean(), tie('schema')) }),
  ),
}));

/** The same with references as `address` writes them. */
function referring(value: Json, address: (target: string) => string): Json {
  if (Array.isArray(value)) { return value.map(item => referring(item, address)); }
  if (typeof value !== 'object' || value === null) { return value; }
  if (typeof value.target === 'string' && Object.keys(value).length === 1) { return { $ref: address(value.target) }; }
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, ['default', 'example'].includes(key) ? child : referring(child, address)]));
}

const shuffled = (value: Json, random: () => number): Json => {
  if (Array.isArray(value)) { return value.map(item => shuffled(item, random)); }
  if (typeof value !== 'object' || value === null) { return value; }
  const keys = Object.keys(value).map(key => ({ key, at: random() })).sort((one, other) => one.at - other.at);
  return Object.fromEntries(keys.map(({ key }) => [key, shuffled(value[key], random)]));
};

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state;
  };
}

const parts = fc.record({ root: schema, Order: schema, Item: schema, Whole: schema })
  // What is only a reference may refer to itself, which is refused.
  .map(({ root, ...others }): Record<string, Json> =>
    ({ root, ...Object.fromEntries(Object.entries(others).map(([name, value]) => [name, { allOf: [value] }])) }));

const documentWith = (answer: Json, components: Json): Json => ({
  openapi: '3.1.0',
  info: { title: 't', version: '1' },
  paths: { '/orders': { get: { responses: { 200: { description: 'ok', content: { 'application/json': { schema: answer } } } } } } },
  components: { schemas: components },
});

/** All in one document. */
function joined({ root, ...others }: Record<string, Json>): Texts {
  const address = (target: string): string => `#/components/schemas/${target}`;
  return { 'v1.json': JSON.stringify(documentWith(referring(root, address), referring(others, address))) };
}

/** The same in several files. */
function split({ root, Order, Item, Whole }: Record<string, Json>): Texts {
  const addressIn = (file: string) => (target: string): string => {
    const path = target === 'Whole' ? 'parts/Whole.yaml' : `parts/models.yaml#/${target}`;
    return file === 'v1.yaml' ? path : path.replace(/^parts\//, '').replace(new RegExp(`^${file}(?=#)`), '');
  };
  const models = addressIn('models.yaml');
  return {
    'v1.yaml': JSON.stringify(documentWith(referring(root, addressIn('v1.yaml')), {
      Order: { $ref: 'parts/models.yaml#/Order' }, Item: { $ref: 'parts/models.yaml#/Item' }, Whole: { $ref: 'parts/Whole.yaml' },
    })),
    'parts/models.yaml': dump({ Order: referring(Order, models), Item: referring(Item, models) }),
    'parts/Whole.yaml': JSON.stringify(referring(Whole, addressIn('Whole.yaml'))),
  };
}

test('the canonical form of a canonical form is the same', () => {
  fc.assert(fc.property(parts, given => {
    const { text } = canonical(split(given));
    expect(canonical({ 'v1.json': text }).text).toBe(text);
  }), { numRuns: runs(1000) });
});

test('a document in several files is the same as in one', () => {
  fc.assert(fc.property(parts, given => {
    expect(canonical(split(given)).text).toBe(canonical(joined(given)).text);
  }), { numRuns: runs(1000) });
});

test('the order of keys, line breaks, quotes and indentation do not change the bytes', () => {
  fc.assert(fc.property(parts, fc.nat(), fc.constantFrom('\n', '\r\n', '\r'), fc.constantFrom<'\'' | '"'>('\'', '"'), fc.integer({ min: 1, max: 8 }), (given, seed, lineEnd, quotingType, indent) => {
    const files = joined(given);
    const document = JSON.parse(files['v1.json'] as string);
    const text = dump(shuffled(document, randomOf(seed)), { quotingType, indent, forceQuotes: seed % 2 === 0, lineWidth: -1 });
    expect(canonical({ 'v1.yaml': text.replaceAll('\n', lineEnd) }).text).toBe(canonical(files).text);
  }), { numRuns: runs(1000) });
});
