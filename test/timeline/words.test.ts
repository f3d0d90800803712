import { span } from '../../src/lifecycle';
import { inWords, seconds } from '../../src/timeline/words';

test.each([
  [0, '0 s'], [45, '45 s'], [119, '119 s'], [120, '2 min'], [381, '6 min 21 s'], [3600, '1 h'], [3900, '1 h 5 min'], [7261, '2 h 1 min'],
])('%i seconds read %s', (amount, words) => {
  expect(seconds(amount)).toBe(words);
});

test('a span reads from its best to its worst, or as one where they are the same', () => {
  expect(inWords(span(12, 128))).toBe('12 s to 2 min 8 s');
  expect(inWords(span(12))).toBe('12 s');
});
