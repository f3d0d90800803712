import { withSameConstants } from '../../../src/contracts';

const api = (schema: object, openapi = '3.1.0') => ({ openapi, paths: {}, components: { schemas: { A: schema } } });
const schemas = (one: object, other: object, version?: string) =>
  withSameConstants(api(one, version), api(other, version))
    .map(document => (document as ReturnType<typeof api>).components.schemas.A);

it.each([
  ['an enum of one value', { enum: ['x'] }, { const: 'x' }, { const: 'x' }],
  ['an enum beside a const', { const: 'x', enum: ['x'] }, { const: 'x' }, { const: 'x' }],
  ['an enum inside of a list', { anyOf: [{ enum: [1] }] }, { anyOf: [{ const: 1 }] }, { anyOf: [{ const: 1 }] }],
])('%s is written as the const that means the same', (_, one, other, both) => {
  expect(schemas(one, other)).toEqual([both, both]);
  expect(schemas(other, one)).toEqual([both, both]);
});

it.each([
  ['of another value', { enum: ['x'] }, { const: 'y' }, '3.1.0'],
  ['of two values', { enum: ['x', 'y'] }, { const: 'x' }, '3.1.0'],
  ['of both', { enum: ['x'] }, { enum: ['x', 'y'] }, '3.1.0'],
  ['that contradicts its const', { enum: ['x'], const: 'y' }, { const: 'y' }, '3.1.0'],
  ['of 3.0, which knows no const', { enum: ['x'] }, { const: 'x' }, '3.0.3'],
  ['of a default', { default: { enum: ['x'] } }, { default: { const: 'x' } }, '3.1.0'],
])('an enum %s stays', (_, one, other, version) => {
  expect(schemas(one, other, version)).toEqual([one, other]);
});
