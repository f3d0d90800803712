import { keyOf } from '../../src/manifests';

test.each([
  [['shop', 'web'], ['shop', 'web', 'a']],
  [['a', 'b,c'], ['a,b', 'c']],
  [['a', 'b","c'], ['a","b', 'c']],
  [[undefined, 'web'], ['null', 'web']],
  [[undefined, 'web'], ['', 'web']],
  [['1'], [1]],
])('%j has another key than %j', (one, other) => {
  expect(keyOf(...one)).not.toBe(keyOf(...other));
  expect(keyOf(...one)).toBe(keyOf(...one));
});
