import { isSameJson } from '../../src/manifests/json';

test.each([
  ['texts', 'a', 'a'],
  ['numbers', 1, 1],
  ['not a number', NaN, NaN],
  ['zeros', 0, -0],
  ['nothing and null', undefined, null],
  ['null and nothing', null, undefined],
  ['keys in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
  ['a null and an absent key', { a: null, b: 1 }, { b: 1 }],
  ['an absent key and a null', { b: 1 }, { a: null, b: 1 }],
  ['lists', [1, ['a'], { a: 1 }], [1, ['a'], { a: 1 }]],
  ['empty lists', [], []],
  ['empty mappings', {}, {}],
  ['own keys that look like inherited ones', JSON.parse('{ "__proto__": 1, "constructor": 2 }'), JSON.parse('{ "constructor": 2, "__proto__": 1 }')],
])('%s are the same', (_, one, other) => {
  expect(isSameJson(one, other)).toBe(true);
});

test.each([
  ['texts', 'a', 'b'],
  ['a number and its text', 1, '1'],
  ['false and nothing', false, undefined],
  ['an empty text and nothing', '', undefined],
  ['nothing and zero', undefined, 0],
  ['nothing and a mapping', undefined, {}],
  ['a mapping and null', {}, null],
  ['a mapping and a text', { a: 1 }, 'a'],
  ['a mapping and a list', {}, []],
  ['a list and a mapping', [], {}],
  ['a list and a mapping with its indexes', ['a'], { 0: 'a' }],
  ['a mapping with indexes and a list', { 0: 'a', length: 1 }, ['a']],
  ['a longer list', [1], [1, 2]],
  ['a shorter list', [1, 2], [1]],
  ['lists in another order', [1, 2], [2, 1]],
  ['values further down', { a: { b: [1, { c: 1 }] } }, { a: { b: [1, { c: 2 }] } }],
  ['a key more', { a: 1 }, { a: 1, b: 1 }],
  ['a key less', { a: 1, b: 1 }, { a: 1 }],
  ['an absent key and an inherited one', {}, { constructor: Object }],
  ['a key that looks like an inherited one', JSON.parse('{ "__proto__": { "a": 1 } }'), JSON.parse('{ "__proto__": { "a": 2 } }')],
])('%s are not the same', (_, one, other) => {
  expect(isSameJson(one, other)).toBe(false);
  expect(isSameJson(other, one)).toBe(false);
});
