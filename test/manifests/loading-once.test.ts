import { loadingOnce, parseManifests } from '../../src/manifests';

const DOCUMENT = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata: { a: "1" }\n`;

test('a document with the same text in two files has the same value, and its own file and lines', () => {
  const load = loadingOnce();
  const [before] = parseManifests('before.yaml', `---\n${DOCUMENT('a')}`, load).objects;
  const [, after] = parseManifests('after.yaml', `${DOCUMENT('b')}---\n${DOCUMENT('a')}`, load).objects;
  expect(after.json).toBe(before.json);
  expect([before.file, before.lineOf(['metadata', 'name'])]).toEqual(['before.yaml', 5]);
  expect([after.file, after.lineOf(['metadata', 'name'])]).toEqual(['after.yaml', 10]);
});

test('a document with another text has another value', () => {
  const load = loadingOnce();
  const [one, other] = ['a', 'b'].map(name => parseManifests('app.yaml', DOCUMENT(name), load).objects[0]);
  expect([one.name, other.name]).toEqual(['a', 'b']);
});

test('a document that cannot be read is a problem in each file', () => {
  const load = loadingOnce();
  const problems = ['before.yaml', 'after.yaml'].flatMap(file => parseManifests(file, 'a: [', load).problems);
  expect(problems.map(({ file, level }) => [file, level])).toEqual([['before.yaml', 'error'], ['after.yaml', 'error']]);
});

test('the last of a repeated key counts, with a warning in each file', () => {
  const load = loadingOnce();
  const read = ['before.yaml', 'after.yaml'].map(file => parseManifests(file, `${DOCUMENT('a')}data: { a: "2" }\n`, load));
  expect(read.map(({ objects: [object], problems: [{ file, level }] }) => [object.json.data, file, level]))
    .toEqual([[{ a: '2' }, 'before.yaml', 'warning'], [{ a: '2' }, 'after.yaml', 'warning']]);
});
