import { capitalize, countOf, listWords, uncapitalize } from '../../src/text';

test('words are listed with commas, and a conjunction before the last', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(words => listWords(words))).toEqual(['', 'a', 'a and b', 'a, b and c']);
  expect(listWords(['a', 'b', 'c'], 'or')).toBe('a, b or c');
});

test('one is not several', () => {
  expect([countOf(1, 'pod'), countOf(0, 'pod'), countOf(2, 'old pod')]).toEqual(['1 pod', '0 pods', '2 old pods']);
});

test('only the first letter becomes a capital or a small one', () => {
  expect([capitalize('the Pod'), uncapitalize('Set maxUnavailable'), capitalize('')]).toEqual(['The Pod', 'set maxUnavailable', '']);
});
