// Pairs of large and of hostile OpenAPI documents, as releases change them.
export interface LargePair {
  readonly before: string;
  readonly after: string;
  /** What comes of it: how many changes break clients, or what the refusal says. */
  readonly expected: number | RegExp;
}

const REF = (name: string | number) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: unknown) => ({ description: 'ok', content: { 'application/json': { schema } } });
const each = <T>(count: number, value: (index: number) => T, name = 'T') => Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, value(index)]));
const api = (paths: object, schemas: object) => JSON.stringify({ openapi: '3.0.3', info: { title: 'large', version: '1' }, paths, components: { schemas } });

/** About 65 bytes a field. */
const schema = (isChanged: boolean, fields: number) => ({
  type: 'object',
  properties: each(fields, field => ({ type: field === 3 && isChanged ? 'integer' : 'string', maxLength: 100 + field, nullable: field % 3 === 0 }), 'field'),
});

/** Operations with a schema each, and an answer for errors that all of them share. */
function operations(count: number, isChanged: (index: number) => boolean, { hasNewError = false, fields = 24 } = {}): string {
  const paths = each(count, index => ({ get: { responses: { 200: json(REF(`T${index}`)), 400: json(REF('Error')) } } }), '/things');
  return api(paths, { ...each(count, index => schema(isChanged(index), fields)), Error: { type: 'object', properties: { code: { type: hasNewError ? 'integer' : 'string' } } } });
}

const requests = (schemas: object) => api({ '/a': { post: { requestBody: json(REF('T0')), responses: { 200: { description: 'ok' } } } } }, schemas);
const never = () => false;

export const LARGE_PAIRS: { readonly [name: string]: () => LargePair } = {
  '5 MB, of which a release changes 20 operations': () => ({ before: operations(3100, never), after: operations(3100, index => index % 155 === 0), expected: 20 }),
  '5 MB, of which a release changes an answer that all share': () => ({
    before: operations(1800, never, { fields: 44 }), after: operations(1800, never, { fields: 44, hasNewError: true }), expected: 1800,
  }),
  '5 MB, of which a release changes all operations': () => ({ before: operations(3100, never), after: operations(3100, () => true), expected: /^The differences between/ }),
  '0.4 MB, of which a release changes all operations': () => ({ before: operations(270, never), after: operations(270, () => true), expected: 270 }),
  '100,000 paths': () => ({ before: operations(1, never), after: api(each(100_000, () => ({}), '/a'), {}), expected: /has 100000 paths/ }),
  '100,000 levels': () => ({ before: operations(1, never), after: `{"openapi":"3.0.3","x":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`, expected: /levels deep|not JSON/ }),
  'a circle of 10,000 references': () => {
    const circle = (type: string) => requests({ ...each(10_000, index => REF(`T${(index + 1) % 10_000}`)), Other: { type } });
    return { before: circle('string'), after: circle('integer'), expected: 0 };
  },
  'allOf that doubles 30 times': () => {
    const doubling = (type: string) => requests({ ...each(30, index => ({ allOf: [REF(`T${index + 1}`), REF(`T${index + 1}`)] })), T30: { type: 'object', properties: { a: { type } } } });
    return { before: doubling('string'), after: doubling('integer'), expected: 1 };
  },
  'allOf that is merged in 10,000,000 ways': () => {
    const choices = (type: string) => requests({ T0: { allOf: Array.from({ length: 7 }, (_, part) => ({ anyOf: Array.from({ length: 10 }, (_, way) => ({ type: 'object', properties: { [`a${part}_${way}`]: { type } } })) })) } });
    return { before: choices('string'), after: choices('integer'), expected: /was stopped after 60 s|failed/ };
  },
  'operations that share large requests': () => {
    const shared = (type: string) => api(
      each(1200, index => ({ post: { requestBody: json({ type: 'object', properties: { [`p${index}`]: REF('T0') } }), responses: { 200: { description: 'ok' } } } }), '/a'),
      { ...each(1200, index => ({ type: 'object', properties: { next: REF(`T${index + 1}`) } })), T1200: { type } },
    );
    return { before: shared('string'), after: shared('integer'), expected: /have more than 500000 schemas/ };
  },
};
