import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { commit, folder, git, named, removeFolders, repository } from './git-repository';
import { LARGEST_FILE } from '../../src/manifests';
import { readSource } from '../../src/sources';
import { shown } from '../manifests/reading';

afterAll(removeFolders);

const read = (source: string, cwd: string) => readSource(source, { cwd });
const found = (source: string, cwd: string) => read(source, cwd).objects.map(({ name, file }) => [name, file]);

test('links are followed inside of the revision, to files', () => {
  const repo = repository({ 'shared/a.yaml': named('a'), 'dist/b.yaml': named('b'), 'real/c.yaml': named('c'), 'README.md': '' });
  symlinkSync('../shared/a.yaml', join(repo, 'dist', 'a.yaml'));
  symlinkSync('../nowhere.yaml', join(repo, 'dist', 'gone.yaml'));
  symlinkSync('/etc/x.yaml', join(repo, 'dist', 'out.yaml'));
  symlinkSync('../README.md', join(repo, 'dist', 'README.md'));
  symlinkSync('../real', join(repo, 'dist', 'folder'));
  symlinkSync('dist', join(repo, 'current'));
  commit(repo);
  expect(found('git:main:dist', repo)).toEqual([['a', 'git:main:dist/a.yaml'], ['b', 'git:main:dist/b.yaml']]);
  expect(shown(read('git:main:dist', repo).problems)).toEqual([
    'git:main:dist/folder note: This is a link to a folder, which kubectl does not follow, so it was skipped. Name the folder itself to read it.',
    'git:main:dist/gone.yaml error: The target of this link is not in the revision. Commit the target, or remove the link.',
    'git:main:dist/out.yaml error: The target of this link is not in the revision. Commit the target, or remove the link.',
  ]);
  expect(found('git:main:current', repo)).toEqual([['a', 'git:main:current/a.yaml'], ['b', 'git:main:current/b.yaml']]);
  expect(found('git:main:current/b.yaml', repo)).toEqual([['b', 'git:main:current/b.yaml']]);
});

test('submodules and files in Git LFS are reported, since their content is not there', () => {
  const repo = repository({
    'dist/a.yaml': named('a'), 'dist/big.yaml': 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n',
  });
  git(repo, 'update-index', '--add', '--cacheinfo', `160000,${git(repo, 'rev-parse', 'HEAD')},dist/vendored`);
  mkdirSync(join(repo, 'dist', 'vendored'));
  git(repo, 'commit', '--message', 'vendored');
  const { objects, problems } = read('git:main:dist', repo);
  expect(objects.map(({ name }) => name)).toEqual(['a']);
  expect(shown(problems)).toEqual([
    'git:main:dist/big.yaml error: This is in Git LFS, and the revision only points to it. Check the revision out and compare folders.',
    'git:main:dist/vendored error: This is a submodule, whose files are not in this repository. Name the folders beside it, or check the revision out and compare folders.',
  ]);
  expect(shown(read('git:main:dist/vendored', repo).problems)).toEqual([
    'git:main:dist/vendored error: "dist/vendored" is a submodule, whose files are not in this repository. Check the revision out with its submodules, and compare folders.',
  ]);
});

test('a file that is too large is not read, and the others are', () => {
  const repo = repository({ 'a.yaml': named('a'), 'big.yaml': `# ${'x'.repeat(LARGEST_FILE)}` });
  const { objects, problems } = read('git:main:.', repo);
  expect(objects.map(({ name }) => name)).toEqual(['a']);
  expect(shown(problems)).toEqual([
    'git:main:big.yaml error: This is larger than 67108864 bytes, so it was not read. Split it, or point to the manifests only.',
  ]);
});

test('a partial clone does not fetch from a server', () => {
  const origin = repository({ 'a.yaml': named('a') });
  git(origin, 'config', 'uploadpack.allowFilter', 'true');
  commit(origin, { 'a.yaml': named('b') });
  const clone = folder();
  git(clone, 'clone', '--quiet', '--filter=blob:none', `file://${origin}`, '.');
  expect(found('git:HEAD:a.yaml', clone)).toEqual([['b', 'git:HEAD:a.yaml']]);
  for (const path of ['.', 'a.yaml']) {
    expect(shown(read(`git:HEAD~1:${path}`, clone).problems)).toEqual([
      `git:HEAD~1:${path} error: This clone is partial, and files to read are missing. Clone without --filter, or check the revision out and compare folders.`,
    ]);
  }
});

test('a file whose content is lost is reported, and the others are read', () => {
  const repo = repository({ 'a.yaml': named('a'), 'b.yaml': named('b') });
  const id = git(repo, 'rev-parse', 'HEAD:b.yaml');
  rmSync(join(repo, '.git', 'objects', id.slice(0, 2), id.slice(2)), { force: true });
  const { objects, problems } = read('git:main:.', repo);
  expect(objects.map(({ name }) => name)).toEqual(['a']);
  expect(shown(problems)).toEqual(['git:main:b.yaml error: The content of this file is missing from the clone. Run `git fsck` to see why, or clone again.']);
});

/** Tags a commit that has one and the same blob under many names. */
function tagged(repo: string, tag: string, blob: string, files: number): void {
  const input = Array.from({ length: files }, (_, i) => `100644 blob ${blob}\t${i}.yaml\n`).join('');
  const tree = execFileSync('git', ['mktree'], { cwd: repo, input, encoding: 'utf8' }).trim();
  git(repo, 'tag', tag, git(repo, 'commit-tree', '-m', tag, tree));
}

test('files that do not fit in memory together are not read', () => {
  const repo = repository({ 'a.yaml': `# ${'x'.repeat(LARGEST_FILE - 10)}` });
  tagged(repo, 'large', git(repo, 'rev-parse', 'HEAD:a.yaml'), 5);
  expect(shown(read('git:large:.', repo).problems)).toEqual([
    'git:large:. error: The YAML and JSON files below "." have more than 134217728 bytes in total. Name a smaller folder.',
  ]);
});

test('more files than are ever applied together are not read', () => {
  const repo = repository({ 'a.yaml': named('a') });
  tagged(repo, 'many', git(repo, 'rev-parse', 'HEAD:a.yaml'), 20_001);
  expect(shown(read('git:many:.', repo).problems)).toEqual([
    'git:many:. error: There are more than 20000 YAML and JSON files below ".". Name a smaller folder.',
  ]);
});
