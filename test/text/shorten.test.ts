import * as fc from 'fast-check';
import { listNames, shorten } from '../../src/text';
import { runs } from '../property-runs';

test('a text has one line, no control characters, and at most 60 characters before an ellipsis', () => {
  expect(shorten('web-1 of shop')).toBe('web-1 of shop');
  expect(shorten('a  b\n\tc')).toBe('a b c');
  expect(shorten('\u001b[31mred')).toBe('\uFFFD[31mred');
  expect(shorten('a'.repeat(61))).toBe(`${'a'.repeat(60)}…`);
  expect(shorten('abc', 2)).toBe('ab…');
});

test('texts that need no change are returned as the changes would leave them', () => {
  const changed = (text: string): string => text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '\uFFFD');
  const texts = fc.string({ unit: fc.oneof(fc.constantFrom('a', ' ', '\t', '\n', '\u00a0', '\u200b', '\u001b', 'é'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), maxLength: 20 });
  fc.assert(fc.property(texts, text => { expect(shorten(text, 1000)).toBe(changed(text)); }), { numRuns: runs(2000) });
});

test('of many names, the first 20 are listed, each shortened', () => {
  expect(listNames(['a', 'b\u001b'])).toBe('a and b\uFFFD');
  expect(listNames(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  const names = Array.from({ length: 23 }, (_, i) => `n${i}`);
  expect(listNames(names)).toBe(`${names.slice(0, 20).join(', ')} and 3 more`);
  expect(listNames(['x'.repeat(99), ...names])).toMatch(/^x{60}…, n0, .* n18 and 4 more$/);
});
