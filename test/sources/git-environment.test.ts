import { join } from 'node:path';
import { commit, folder, git, named, removeFolders, repository } from './git-repository';
import { readSource } from '../../src/sources';

afterAll(removeFolders);

const before = { ...process.env };
afterEach(() => { process.env = { ...before }; });

const found = (source: string, cwd: string) => {
  const { objects, problems } = readSource(source, { cwd });
  expect(problems).toEqual([]);
  return objects.map(({ name }) => name);
};

test('variables of a git hook do not lead to another repository or folder', () => {
  const repo = repository({ 'app/dist/a.yaml': named('a'), 'dist/b.yaml': named('b') });
  const other = repository({ 'dist/c.yaml': named('c') });
  Object.assign(process.env, {
    GIT_DIR: '.git',
    GIT_INDEX_FILE: '.git/index.lock',
    GIT_PREFIX: 'app/',
    GIT_WORK_TREE: other,
    GIT_GLOB_PATHSPECS: '1',
    GIT_ICASE_PATHSPECS: '1',
    GIT_PAGER: 'false',
    LANG: 'de_DE.UTF-8',
    LC_ALL: 'de_DE.UTF-8',
  });
  expect(found('git:main:dist', join(repo, 'app'))).toEqual(['a']);
  expect(found('git:main:dist', repo)).toEqual(['b']);
});

test('git settings of a user or repository have no effect', () => {
  const repo = repository({ 'ä b/ü.yaml': named('a') });
  for (const [name, value] of [['core.quotePath', 'true'], ['core.pager', 'false'], ['pager.ls-tree', 'true'], ['color.ui', 'always'], ['alias.ls-tree', '!false'], ['core.abbrev', '4']]) {
    git(repo, 'config', name, value);
  }
  expect(found('git:main:ä b', repo)).toEqual(['a']);
});

test('worktrees and bare repositories are read, too', () => {
  const repo = repository({ 'dist/a.yaml': named('a') });
  const worktree = join(folder(), 'other');
  git(repo, 'worktree', 'add', '--quiet', '-b', 'other', worktree);
  commit(worktree, { 'dist/a.yaml': named('b') });
  expect(found('git:other:dist', repo)).toEqual(['b']);
  expect(found('git:main:dist', join(worktree, 'dist', '..'))).toEqual(['a']);
  const bare = folder();
  git(bare, 'clone', '--quiet', '--bare', repo, '.');
  expect(found('git:main:dist', bare)).toEqual(['a']);
});

test('a repository with SHA-256 ids is read', () => {
  const repo = folder();
  git(repo, 'init', '--object-format=sha256');
  commit(repo, { 'dist/a.yaml': named('a'), 'dist/b.yaml': named('b') });
  expect(found('git:main:dist', repo)).toEqual(['a', 'b']);
});

test('a thousand files are read at once', () => {
  const files = Array.from({ length: 1000 }, (_, i): [string, string] => [`dist/${i}.yaml`, named(`n${i}`)]);
  const repo = repository(Object.fromEntries(files));
  const start = Date.now();
  expect(found('git:main:dist', repo)).toHaveLength(1000);
  // Each file by a process of its own would take longer even on a fast machine.
  expect(Date.now() - start).toBeLessThan(3000);
});
