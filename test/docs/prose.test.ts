import { passagesOf } from '../../scripts/prose/in-code';
import { countsOf, folderOf, lowered, risen } from '../../scripts/prose/ratchet';
import { stumblesIn } from '../../scripts/prose/words';

describe('the words that are reported', () => {
  test.each([
    'a budget that guards nobody', 'it is what whoever reads it needs', 'a router goes on sending', 'a budget that lets no pod go',
    'the name belongs into the list', 'it is not read any more', 'this is no Kubernetes object', 'the old Service goes',
    'options hold before settings', 'kubectl failed without a word', 'the annotation says nothing',
  ])('%s', (text) => {
    expect(stumblesIn(text)).toHaveLength(1);
  });

  test.each([
    'any more than two', 'there is no budget', 'the pod is no longer ready', 'the request goes to the new pods', 'a budget allows no eviction',
    'let the caller decide', 'one of many', 'it is removed',
  ])('not: %s', (text) => {
    expect(stumblesIn(text)).toEqual([]);
  });

  test('the place is where the words begin', () => {
    expect(stumblesIn('so that nobody waits')).toMatchObject([{ at: 8, text: 'nobody' }]);
  });
});

describe('what is read of a source file', () => {
  const read = (source: string) => passagesOf(source)
    .flatMap(({ start, text }) => stumblesIn(text).map(({ at }) => source.slice(start + at)));

  test('a docstring, over the end of a line', () => {
    expect(read('/**\n   * A router goes on\n   * sending.\n   */\nconst a = 1;')).toEqual([expect.stringMatching(/^goes on/)]);
  });

  test('comments that follow each other are one', () => {
    expect(read('// It goes on\n  // sending.\nconst a = 1;')).toHaveLength(1);
  });

  test('a string, and a template around what is filled in', () => {
    expect(read('const a = \'for nobody here\';')).toEqual([expect.stringMatching(/^nobody/)]);
    expect(read('const a = `lets ${pods(1)} go`;')).toEqual([expect.stringMatching(/^lets/)]);
  });

  test('a string in what is filled in', () => {
    expect(read('const a = `some ${b ? \'for nobody here\' : 1} words`;')).toHaveLength(1);
  });

  test('neither code, nor names, nor what is quoted as code', () => {
    expect(read('const nobody = x / y / nobody; // see `nobody`\nconst b = /nobody is/;')).toEqual([]);
  });

  test('no comment in a string, no string in a comment', () => {
    expect(read('const a = \'https://nobody\'; // isn\'t \'it\'')).toEqual([]);
  });
});

describe('the counts', () => {
  test('src and test are counted by folder, the rest by the first part of the path', () => {
    expect(['src/rules/check/a.ts', 'src/index.ts', 'docs/adr/1.md', 'README.md'].map(folderOf)).toEqual(['src/rules', 'src', 'docs', 'README.md']);
    expect(countsOf(['docs/a.md', 'docs/b.md', 'README.md'])).toEqual({ 'docs': 2, 'README.md': 1 });
  });

  test('a folder may not have more than before, and a new one none', () => {
    expect(risen({ docs: 2 }, { 'docs': 3, 'src/new': 1 })).toEqual(['docs', 'src/new']);
    expect(risen({ docs: 2 }, { docs: 2 })).toEqual([]);
  });

  test('they fall, and never rise', () => {
    expect(lowered({ a: 2, b: 2, c: 2 }, { a: 1, b: 3 })).toEqual({ a: 1, b: 2 });
  });
});
