import { ContractChange, isHarmlessPattern } from '../../../src/contracts';

const change = (pattern: string, id = 'request-body-pattern-property-added'): ContractChange => ({
  id, isBreaking: true, text: 'one', at: ['components', 'schemas', 'A', 'patternProperties', pattern], side: 'after',
});
const api = (A: object) => ({ components: { schemas: { A } } });

it.each([
  ['that any value fits', '.*', {}, {}],
  ['that is true', '^a', true, {}],
  ['for names that were forbidden', '^x-', { type: 'string' }, { additionalProperties: false, properties: { a: {} } }],
])('a pattern %s refuses nothing that was accepted', (_, pattern, added, was) => {
  expect(isHarmlessPattern(change(pattern), api(was), api({ patternProperties: { [pattern]: added } }))).toBe(true);
});

it.each([
  ['of a type, where all names were accepted', '^x-', { type: 'string' }, {}],
  ['that a property fits', '^ab', { type: 'string' }, { additionalProperties: false, properties: { abc: {} } }],
  ['that is not a plain prefix', '^x-|a', { type: 'string' }, { additionalProperties: false, properties: { a: {} } }],
  ['beside other patterns', '^x-', { type: 'string' }, { additionalProperties: false, patternProperties: { '^y-': {} } }],
])('a pattern %s is not taken for harmless', (_, pattern, added, was) => {
  expect(isHarmlessPattern(change(pattern), api(was), api({ patternProperties: { [pattern]: added } }))).toBe(false);
});

it('a pattern of a response is not looked at', () => {
  expect(isHarmlessPattern(change('.*', 'response-body-pattern-property-added'), api({}), api({ patternProperties: { '.*': {} } }))).toBe(false);
});
