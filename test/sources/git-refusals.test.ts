import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commit, folder, git, named, put, removeFolders, repository } from './git-repository';
import { readSource } from '../../src/sources';
import { shown } from '../manifests/reading';

afterAll(removeFolders);

const before = { ...process.env };
afterEach(() => { process.env = { ...before }; });

const refusals = (source: string, cwd: string) => {
  const { objects, problems } = readSource(source, { cwd });
  expect(objects).toEqual([]);
  return shown(problems);
};

test.each([
  ['git:main', 'The path of the files to read is missing. Write git:REV:PATH, such as git:main:dist.'],
  ['git:HEAD^{/a:b}', 'The path of the files to read is missing. Write git:REV:PATH, such as git:main:dist.'],
  ['git::dist', 'The revision is missing. Write git:REV:PATH, such as git:main:dist.'],
  ['git:main:', 'The path is missing. Write git:REV:PATH, such as git:main:dist, or git:main:. for all of this folder.'],
  ['git:--output=x:dist', 'A revision cannot begin with a dash. Write git:REV:PATH, such as git:main:dist.'],
  ['git:main:/tmp/dist', 'The path must be relative to this folder, as in git:main:dist, since the files of a revision do not have an absolute path.'],
  ['git:main:a\0b', 'A path or a revision cannot contain a zero byte. Check what adds it.'],
])('%j is refused before git runs', (source, message) => {
  process.env.PATH = folder();
  expect(refusals(source, folder())).toEqual([`${source} error: ${message}`]);
});

test('git that is not installed, that hangs, or that breaks is reported', () => {
  const repo = repository({ 'a.yaml': named('a') });
  process.env.PATH = folder();
  expect(refusals('git:main:.', repo)).toEqual([
    'git:main:. error: git is not installed, or not on the PATH. Install it, or compare two folders instead.',
  ]);
  writeFileSync(join(process.env.PATH, 'git'), '#!/bin/sh\necho "fatal: the moon is full" >&2\nexit 128\n');
  chmodSync(join(process.env.PATH, 'git'), 0o755);
  expect(refusals('git:main:.', repo)).toEqual([
    'git:main:. error: git reported "the moon is full". Correct that, or compare two folders instead.',
  ]);
});

test('a folder outside of any repository is reported', () => {
  expect(refusals('git:main:dist', folder())).toEqual([
    'git:main:dist error: This folder is not in a git repository, so it has no revisions. Run this inside of one, or compare two folders instead.',
  ]);
});

test('a repository of another user is reported with what to do', () => {
  const repo = repository({ 'a.yaml': named('a') });
  process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER = '1';
  process.env.GIT_CONFIG_GLOBAL = '/dev/null';
  process.env.GIT_CONFIG_SYSTEM = '/dev/null';
  expect(refusals('git:main:.', repo)).toEqual([
    'git:main:. error: git does not read this repository, since another user owns it. If you trust it: '
    + `\`git config --global --add safe.directory ${repo}\`.`,
  ]);
});

test.each(['nowhere', '^main', 'main..main', '@{upstream}', 'main^{tree}', ':/no such', 'a b', '$(id)', '*', 'refs/*', '..', 'main\nmain', '\u001b[2J'])(
  'a missing commit %j is reported, whatever it means to git', rev => {
    const repo = repository({ 'a.yaml': named('a') });
    const shownRev = JSON.stringify(rev.replace('\n', ' ').replace('\u001b', '\uFFFD'));
    const [refusal, ...others] = readSource(`git:${rev}:a.yaml`, { cwd: repo }).problems;
    expect(others).toEqual([]);
    // `:/no such` looks like a path without a revision.
    expect(refusal.message).toBe(rev.startsWith(':') ? 'The revision is missing. Write git:REV:PATH, such as git:main:dist.' : `There is no commit ${shownRev} in this clone. `
      + 'Fetch new commits with `git fetch --all --tags`, and list what there is with `git branch --all` and `git tag`.');
  },
);

test('a repository without a commit has no HEAD', () => {
  const repo = folder();
  git(repo, 'init');
  expect(refusals('git:HEAD:.', repo)).toEqual([expect.stringContaining('There is no commit "HEAD" in this clone.')]);
});

test('a branch that only the remote has is proposed', () => {
  const origin = repository({ 'a.yaml': named('a') });
  git(origin, 'branch', 'release/1.2');
  const clone = folder();
  git(clone, 'clone', '--quiet', `file://${origin}`, '.');
  expect(refusals('git:release/1.2:.', clone)).toEqual([
    'git:release/1.2:. error: There is no commit "release/1.2" in this clone, but there is "origin/release/1.2". Name that one.',
  ]);
  expect(readSource('git:origin/release/1.2:.', { cwd: clone }).objects).toHaveLength(1);
});

test('a shallow clone, as CI makes it, is reported with what to do', () => {
  const origin = repository({ 'a.yaml': named('a') });
  git(origin, 'tag', 'v1');
  commit(origin, { 'a.yaml': named('b') });
  const clone = folder();
  git(clone, 'clone', '--quiet', '--depth=1', '--no-tags', `file://${origin}`, '.');
  expect(refusals('git:v1:.', clone)).toEqual([
    'git:v1:. error: There is no commit "v1" in this clone, which is shallow: most of the history is missing. Fetch it with `git fetch --unshallow`, '
    + 'or check out with `fetch-depth: 0` in GitHub Actions, where other branches are then called origin/BRANCH.',
  ]);
});

test('a path that the revision does not have, and one outside of the repository', () => {
  const repo = repository({ 'dist/a.yaml': named('a'), 'docs/a.md': 'x', 'empty.yaml': '' });
  put(repo, { 'new/a.yaml': named('a') });
  expect(refusals('git:main:new', repo)).toEqual([
    'git:main:new error: There is nothing at "new" in "main". Check the path: it starts at this folder.',
  ]);
  expect(refusals('git:main:dist/a.yaml/b', repo)).toEqual([expect.stringContaining('There is nothing at "dist/a.yaml/b" in "main".')]);
  expect(refusals('git:main:new\nline', repo)).toEqual([expect.stringContaining('There is nothing at "new line" in "main".')]);
  expect(refusals('git:main:../x', repo)).toEqual([
    'git:main:../x error: "../x" leads out of the repository, and a revision only has the files of the repository. Name a path inside of it.',
  ]);
  expect(refusals('git:main:docs', repo)).toEqual([
    'git:main:docs error: There is no .yaml, .yml or .json file below "docs" in "main". Check the path.',
  ]);
  expect(refusals('git:main:empty.yaml', repo)).toEqual([]);
});

test('a path that git ignores, as the template of cdk8s does, comes with a recipe', () => {
  const repo = repository({ '.gitignore': 'dist/\n', 'app/main.ts': '' });
  expect(refusals('git:main:dist', repo)).toEqual([
    'git:main:dist error: "dist" is ignored by git, so no revision contains it. Synthesize the old manifests beside the new ones: '
    + '`git worktree add --detach ../before main`, then `(cd ../before && npm ci && npx cdk8s synth)`, then compare ../before/dist with dist.',
  ]);
  put(repo, { 'app/dist/a.yaml': named('a') });
  mkdirSync(join(repo, 'dist'));
  expect(refusals('git:HEAD@{0}:dist/a.yaml', join(repo, 'app'))).toEqual([
    'git:HEAD@{0}:dist/a.yaml error: "dist/a.yaml" is ignored by git, so no revision contains it. Synthesize the old manifests beside the new ones: '
    + '`git worktree add --detach ../../before \'HEAD@{0}\'`, then `(cd ../../before/app && npm ci && npx cdk8s synth)`, '
    + 'then compare ../../before/app/dist/a.yaml with dist/a.yaml.',
  ]);
});
