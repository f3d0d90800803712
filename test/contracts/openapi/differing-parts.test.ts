import { differingParts } from '../../../src/contracts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const api = (schemas: object, more: object = {}) => ({
  openapi: '3.0.3',
  paths: { '/a': { get: ref('A') }, '/b': { get: ref('B') } },
  components: { schemas, securitySchemes: { key: {} } },
  ...more,
});
const SCHEMAS = { A: { items: ref('Inner') }, B: { type: 'string' }, Inner: { type: 'string' }, Unused: {} };

it('keeps a path whose schema differs deep inside, with all that it refers to', () => {
  const [before, after] = differingParts(api(SCHEMAS), api({ ...SCHEMAS, Inner: { type: 'integer' } }));
  for (const document of [before, after]) {
    expect(Object.keys(document.paths as object)).toEqual(['/a']);
    expect(Object.keys((document.components as any).schemas)).toEqual(['A', 'Inner']);
    expect((document.components as any).securitySchemes).toEqual({ key: {} });
  }
});

it('keeps a path that only one of them has', () => {
  const { '/a': a } = api(SCHEMAS).paths;
  const [before, after] = differingParts(api(SCHEMAS), api(SCHEMAS, { paths: { '/a': a } }));
  expect([before.paths, after.paths].map(paths => Object.keys(paths as object))).toEqual([['/b'], []]);
});

it('keeps all paths if security differs, since it applies to all of them', () => {
  const [, after] = differingParts(api(SCHEMAS), api(SCHEMAS, { security: [{ key: [] }] }));
  expect(Object.keys(after.paths as object)).toEqual(['/a', '/b']);
});

it('keeps what a discriminator names without a reference', () => {
  const schemas = { ...SCHEMAS, A: { discriminator: { propertyName: 'kind', mapping: { b: 'B' } } } };
  const [before] = differingParts(api(schemas), api({ ...schemas, B: { type: 'integer' } }));
  expect(Object.keys(before.paths as object)).toEqual(['/a', '/b']);
});

it('ends even if schemas refer to themselves', () => {
  const loop = (type: string) => api({ ...SCHEMAS, A: { type, items: ref('Inner') }, Inner: ref('A') });
  expect(Object.keys(differingParts(loop('array'), loop('object'))[0].paths as object)).toEqual(['/a']);
});

describe('an operation that differs', () => {
  const json = (schema: object) => ({ description: 'ok', content: { 'application/json': { schema } } });
  const document = (schemas: object, more: object = {}) => ({
    openapi: '3.0.3',
    paths: { '/a': { post: { requestBody: json(ref('A')), responses: { 200: json(ref('B')), 404: json(ref('Inner')) } } } },
    components: { schemas },
    ...more,
  });

  it('omits bodies that are the same in both, and keeps all status codes', () => {
    for (const { paths, components } of differingParts(document(SCHEMAS), document({ ...SCHEMAS, B: { type: 'integer' } })) as any[]) {
      expect(paths['/a'].post).toEqual({ responses: { 200: json(ref('B')), 404: { description: '' } } });
      expect(Object.keys(components.schemas)).toEqual(['B']);
    }
  });

  it('keeps a body whose schema differs deep inside', () => {
    const [before] = differingParts(document(SCHEMAS), document({ ...SCHEMAS, Inner: { type: 'integer' } })) as any[];
    expect(before.paths['/a'].post).toEqual({ requestBody: json(ref('A')), responses: { 200: { description: '' }, 404: json(ref('Inner')) } });
  });

  it.each([
    ['the version of OpenAPI differs, which gives the same text another meaning', document(SCHEMAS, { openapi: '3.1.0' })],
    ['something refers to a body', document({ ...SCHEMAS, B: ref('x'), C: { $ref: '#/paths/~1a/post/responses/404' } })],
  ])('keeps all bodies where %s', (_, after) => {
    const [before] = differingParts(document(SCHEMAS), after) as any[];
    expect(before.paths['/a'].post).toEqual(document(SCHEMAS).paths['/a'].post);
  });
});
