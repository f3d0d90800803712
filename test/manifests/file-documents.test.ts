import { documentsOf } from '../../src/manifests';

test('each document has its text and its place in the file, which is read once', () => {
  let reads = 0;
  const text = '\uFEFFa: 1\n---\nb: 2\n';
  const documentOf = documentsOf(() => { reads++; return text; });
  const [one, two] = [documentOf('a.yaml', 0)!, documentOf('a.yaml', 1)!];
  expect([one, two].map(document => document.text)).toEqual(['a: 1\n', '---\nb: 2\n']);
  expect([one, two].map(({ start, text: own }) => text.slice(start, start + own.length))).toEqual([one.text, two.text]);
  expect(documentOf('a.yaml', 2)).toBeUndefined();
  expect(reads).toBe(1);
});

test('a file without a text has no documents', () => {
  expect(documentsOf(() => undefined)('pipe', 0)).toBeUndefined();
});
