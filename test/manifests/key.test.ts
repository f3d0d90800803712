import { keyOf } from '../../src/manifests';

test.each([
  [['shop', 'web'], ['shop', 'web', 'a']],
  [['a', 'b,c'], ['a,b', 'c']],
  [['a', 'b","c'], ['a","b', 'c']],
  [[undefined, 'web'], ['null', 'web']],
  [[undefined, 'web'], ['', 'web']],
  [['1'], [1]],
  [['a', '1:b'], ['a1:b']],
  [['1;', 'a'], [1, 'a']],
  [['', '0:'], ['0:', '']],
])('%j has another key than %j', (one, other) => {
  expect(keyOf(...one)).not.toBe(keyOf(...other));
  expect(keyOf(...one)).toBe(keyOf(...one));
});
