import { valueInWords } from '../../../src/rules/wording/values';

test.each([
  [undefined, 'nothing'],
  [null, 'null'],
  ['web', 'web'],
  ['registry.example.com/web:1.4-2', 'registry.example.com/web:1.4-2'],
  ['', '""'],
  ['8080', '"8080"'],
  ['true', '"true"'],
  ['No', '"No"'],
  ['null', '"null"'],
  ['none', 'none'],
  ['only', 'only'],
  ['two words', '"two words"'],
  ['web#1', '"web#1"'],
  ['-web', '"-web"'],
  [8080, '8080'],
  [true, 'true'],
  ['25%', '"25%"'],
  [['a', 1], '["a", 1]'],
  [{ app: 'web' }, '{ "app": "web" }'],
  ['a\nb', '"a\\nb"'],
])('%j is written as %s', (value, words) => {
  expect(valueInWords(value)).toBe(words);
});

test('a long value is cut', () => {
  expect(valueInWords('a'.repeat(300))).toBe('a'.repeat(300));
  expect(valueInWords('a'.repeat(301))).toBe(`${'a'.repeat(300)}…`);
});

test('control characters do not reach a terminal', () => {
  expect(valueInWords(['\u009b31m'])).toBe('["\uFFFD31m"]');
});
