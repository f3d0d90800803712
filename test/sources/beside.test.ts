import { join } from 'node:path';
import { commit, folder, git, put, removeFolders, repository } from './git-repository';
import { besideOf, isSameBeside } from '../../src/sources';

afterAll(removeFolders);

const SETTINGS = '.zero-downtime.yaml';
const textOf = (beside: ReturnType<typeof besideOf>, path: string): string => {
  const found = beside!.read(path);
  return 'bytes' in found ? found.bytes.toString() : found.failure;
};

test('of a revision, files are read as they were then', () => {
  const path = repository({ [SETTINGS]: 'old', 'api/v1.yaml': 'then', 'dist/a.yaml': '' });
  commit(path, { [SETTINGS]: 'new', 'api/v1.yaml': 'now' });
  put(path, { 'api/v1.yaml': 'not committed' });
  for (const side of ['before', 'after'] as const) {
    const beside = besideOf('git:HEAD~1:dist', side, SETTINGS, path);
    expect(textOf(beside, SETTINGS)).toBe('old');
    expect(textOf(beside, 'api/../api/v1.yaml')).toBe('then');
    expect(beside!.nameOf('api/v1.yaml')).toBe('git:HEAD~1:api/v1.yaml');
  }
  expect(textOf(besideOf('dist', 'after', SETTINGS, path), 'api/v1.yaml')).toBe('not committed');
});

test('of a revision, bytes are bytes, links are followed, and the folder in which it is run counts', () => {
  const bytes = Buffer.from([0, 255, 10, 13, 128]);
  const path = repository({ 'app/.zero-downtime.yaml': 'settings', 'app/a.binpb': bytes, 'shared/v1.yaml': 'shared' });
  const beside = besideOf('git:HEAD:dist', 'before', SETTINGS, join(path, 'app'));
  expect(beside!.read('a.binpb')).toEqual({ bytes });
  expect(textOf(beside, SETTINGS)).toBe('settings');
  expect(textOf(beside, '../shared/v1.yaml')).toBe('shared');
});

test.each([
  ['../outside.yaml', 'it is outside of the repository, and a revision only has the files of the repository'],
  ['none.yaml', 'there is no such file in this revision'],
  ['api', 'it is a folder'],
  ['a\nb', 'its name has a line break'],
])('of a revision, %j is refused', (file, failure) => {
  const path = repository({ [SETTINGS]: '', 'api/v1.yaml': '' });
  expect(besideOf('git:HEAD:.', 'before', SETTINGS, path)!.read(file)).toEqual({ failure });
});

test('a revision that is missing has nothing beside it: reading its manifests says so', () => {
  expect(besideOf('git:none:dist', 'before', SETTINGS, repository({ a: '' }))).toBeUndefined();
});

test('another checkout has settings of its own, above the folder that is compared', () => {
  const [main, branch] = [repository({ [SETTINGS]: 'main', 'deploy/dist/a.yaml': '' }), repository({ [SETTINGS]: 'branch', 'deploy/dist/a.yaml': '' })];
  const before = besideOf(join(main, 'deploy/dist'), 'before', SETTINGS, branch);
  const after = besideOf('deploy/dist', 'after', SETTINGS, branch);
  expect([textOf(before, before!.settings), textOf(after, after!.settings)]).toEqual(['main', 'branch']);
  expect(isSameBeside(before, after)).toBe(false);
});

test('a file is looked for beside it, too', () => {
  const main = repository({ [SETTINGS]: 'main', 'dist/a.yaml': '' });
  expect(textOf(besideOf(join(main, 'dist/a.yaml'), 'before', SETTINGS, folder()), join(main, SETTINGS))).toBe('main');
});

test('two folders of one checkout have the same settings', () => {
  const path = repository({ [SETTINGS]: 'one', 'old/a.yaml': '', 'new/a.yaml': '' });
  expect(isSameBeside(besideOf('old', 'before', SETTINGS, path), besideOf('new', 'after', SETTINGS, path))).toBe(true);
});

test('a search ends at the root of the repository, and outside of one at the folder above', () => {
  const outer = folder();
  put(outer, { [SETTINGS]: 'outer', 'a/b/c.yaml': '', 'a/repo/dist/a.yaml': '' });
  git(join(outer, 'a/repo'), 'init');
  expect(besideOf(join(outer, 'a/repo/dist'), 'before', SETTINGS, folder())).toBeUndefined();
  expect(besideOf(join(outer, 'a/b'), 'before', SETTINGS, folder())).toBeUndefined();
  expect(besideOf(join(outer, 'a'), 'before', SETTINGS, folder())).toBeDefined();
});

test('settings of another name are looked for by it', () => {
  const [main, branch] = [repository({ 'config/zero.yaml': 'main', 'dist/a.yaml': '' }), repository({ 'config/zero.yaml': 'branch' })];
  const before = besideOf(join(main, 'dist'), 'before', 'config/zero.yaml', branch);
  expect(textOf(before, before!.settings)).toBe('main');
  expect(textOf(besideOf('git:HEAD:.', 'before', 'config/zero.yaml', branch), 'config/zero.yaml')).toBe('branch');
});

test('a cluster and standard input have nothing beside them that ran', () => {
  for (const source of ['cluster:', '-']) { expect(besideOf(source, 'before', SETTINGS, folder())).toBeUndefined(); }
});
