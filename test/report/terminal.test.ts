import { wrap } from '../../src/report/terminal';

const KEY = "spec.template.metadata.annotations['config.alpha.linkerd.io/proxy-wait-before-exit-seconds-of-all']";

test('a path that is too long for a line is cut before its last key', () => {
  expect(wrap(`Set ${KEY} to "10".`, 11).map(line => line.trim())).toEqual([
    'Set spec.template.metadata.annotations',
    "['config.alpha.linkerd.io/proxy-wait-before-exit-seconds-of-all'] to \"10\".",
  ]);
});

test.each([
  [`${'a'.repeat(60)}/${'b'.repeat(60)}`, [`${'a'.repeat(60)}/`, 'b'.repeat(60)]],
  [`${'a'.repeat(60)}.${'b'.repeat(30)}-${'c'.repeat(60)}`, [`${'a'.repeat(60)}.${'b'.repeat(30)}-`, 'c'.repeat(60)]],
  ['a'.repeat(150), ['a'.repeat(100), 'a'.repeat(50)]],
  [`[${'a'.repeat(120)}`, [`[${'a'.repeat(99)}`, 'a'.repeat(21)]],
])('%j is cut where a part of it ends, if it has parts', (word, lines) => {
  expect(wrap(word)).toEqual(lines);
});

test('a key that is longer than a line stays whole', () => {
  const key = `['example.com/${'of-a-load-balancer-'.repeat(5)}x']`;
  expect(wrap(`Remove metadata.annotations${key}.`, 11).map(line => line.trim())).toEqual(['Remove metadata.annotations', `${key}.`]);
});
