import { join } from 'node:path';
import { commit, git, named, put, removeFolders, repository } from './git-repository';
import { readManifests } from '../../src/manifests';
import { readSource } from '../../src/sources';
import { shown } from '../manifests/reading';

afterAll(removeFolders);

const read = (source: string, cwd: string) => readSource(source, { cwd });
const found = (source: string, cwd: string) => read(source, cwd).objects.map(({ name, file }) => [name, file]);

test('what is committed is read, not what is in the working tree', () => {
  const repo = repository({ 'dist/prod.k8s.yaml': `---\n${named('old')}---\n${named('other')}` });
  put(repo, { 'dist/prod.k8s.yaml': named('new'), 'dist/added.yaml': named('added') });
  const { objects, problems } = read('git:main:dist', repo);
  expect(objects.map(({ name, file, document }) => [name, file, document])).toEqual([
    ['old', 'git:main:dist/prod.k8s.yaml', 0], ['other', 'git:main:dist/prod.k8s.yaml', 1],
  ]);
  expect(objects[1].lineOf(['metadata'])).toBe(8);
  expect(problems).toEqual([]);
  expect(found('git:HEAD:./dist/', repo)).toEqual([['old', 'git:HEAD:dist/prod.k8s.yaml'], ['other', 'git:HEAD:dist/prod.k8s.yaml']]);
});

test('any name of a commit does: branches, tags, ids, expressions with colons', () => {
  const repo = repository({ 'a.yaml': named('first') });
  const first = git(repo, 'rev-parse', 'HEAD');
  git(repo, 'tag', '--annotate', 'v1', '--message', 'one');
  git(repo, 'branch', 'feature/long-drain');
  commit(repo, { 'a.yaml': named('second') });
  for (const rev of ['v1', 'feature/long-drain', first, first.slice(0, 9), 'HEAD~1', 'main^', 'HEAD@{1}']) {
    expect(found(`git:${rev}:a.yaml`, repo)).toEqual([['first', `git:${rev}:a.yaml`]]);
  }
  expect(found('git:HEAD^{/fix: more}:a.yaml', repo)).toEqual([['second', 'git:HEAD^{/fix: more}:a.yaml']]);
});

test('the path starts at the current folder', () => {
  const repo = repository({ 'app/dist/a.yaml': named('a'), 'dist/b.yaml': named('b'), 'app/.keep': '' });
  expect(found('git:main:dist', join(repo, 'app'))).toEqual([['a', 'git:main:dist/a.yaml']]);
  expect(found('git:main:../dist', join(repo, 'app'))).toEqual([['b', 'git:main:../dist/b.yaml']]);
  expect(found('git:main:.', join(repo, 'app'))).toEqual([['a', 'git:main:dist/a.yaml']]);
  expect(found('git:main:.', repo)).toEqual([['a', 'git:main:app/dist/a.yaml'], ['b', 'git:main:dist/b.yaml']]);
});

test('a commit gives the same files, in the same order, as the folder on disk', () => {
  const repo = repository({
    'b.yml': named('b'),
    'a.yaml': named('a'),
    'aa/z.YAML': named('z'),
    'a/y.yaml': named('y'),
    'a-b/x.yaml': named('x'),
    'notes.txt': 'x',
    '.github/w.yaml': named('w'),
    'node_modules/p/v.yaml': named('v'),
    '.u.yaml': named('u'),
    'a/.hidden/t.yaml': named('t'),
    'tsconfig.json': '{ // strict\n}',
    'c.json': '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}',
    'broken.yaml': 'a: [',
    'ä/日本.yaml': named('s'),
  });
  const onDisk = readManifests([repo]);
  const committed = read('git:main:.', repo);
  expect(committed.objects.map(({ name }) => name)).toEqual(onDisk.objects.map(({ name }) => name));
  expect(committed.problems.map(({ file, ...rest }) => ({ file: join(repo, file.slice('git:main:'.length)), ...rest }))).toEqual(onDisk.problems);
  expect(shown(committed.problems).map(line => line.slice(0, 40))).toContain('git:main:tsconfig.json note: Skipped: th');
});

test('a named file is read, whatever its name', () => {
  const repo = repository({ 'manifests.out': named('a'), '.hidden.yaml': named('h'), 'tsconfig.json': '{\n  // strict\n  "strict": true,\n}' });
  expect(found('git:main:manifests.out', repo)).toEqual([['a', 'git:main:manifests.out']]);
  expect(found('git:main:.hidden.yaml', repo)).toEqual([['h', 'git:main:.hidden.yaml']]);
  expect(read('git:main:tsconfig.json', repo).problems.map(({ level }) => level)).toEqual(['error']);
});

test('names with spaces, quotes, line breaks, tabs, colons and pathspec magic are only names', () => {
  const names = ['a b.yaml', 'a"b.yaml', "a'b.yaml", 'a\nb.yaml', 'a\tb.yaml', 'a:b.yaml', '*.yaml', ':(top)x.yaml', '-rf.yaml', '$(id).yaml', 'ü.yaml', 'x\\y.yaml', ' .yaml'];
  const repo = repository(Object.fromEntries(names.flatMap((name, i) => [[`dist/${name}`, named(`n${i}`)], [`${name}/in.yaml`, named(`in${i}`)]])));
  expect(read('git:main:dist', repo).problems).toEqual([]);
  expect(found('git:main:dist', repo).sort()).toEqual(names.map((name, i) => [`n${i}`, `git:main:dist/${name}`]).sort());
  names.forEach((name, i) => {
    expect(found(`git:main:dist/${name}`, repo)).toEqual([[`n${i}`, `git:main:dist/${name}`]]);
    expect(found(`git:main:${name}`, repo)).toEqual([[`in${i}`, `git:main:${name}/in.yaml`]]);
  });
});

test('bytes that are not UTF-8, and a byte order mark, are read as from disk', () => {
  const repo = repository({ 'latin.yaml': Buffer.from(`${named('a')}data: { x: "\xe9" }\n`, 'latin1'), 'bom.yaml': `\uFEFF${named('b')}`, 'zero.yaml': 'a: \0' });
  const [onDisk, committed] = [readManifests([repo]), read('git:main:.', repo)];
  expect(committed.objects.map(({ json }) => json)).toEqual(onDisk.objects.map(({ json }) => json));
  expect(committed.problems.map(({ message }) => message)).toEqual(onDisk.problems.map(({ message }) => message));
});
