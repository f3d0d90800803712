import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { folder, named, put, removeFolders } from './git-repository';
import { readSource, relativeFile, sourceKind } from '../../src/sources';
import { inWorkspace } from '../cli/workspace';

afterAll(removeFolders);

test.each([
  ['dist', 'path'], ['./git:main:dist', 'path'], ['git', 'path'], ['C:\\dist', 'path'], ['-', 'stdin'], ['git:main:dist', 'git'],
  ['git:main', 'wrong'], ['cluster:', 'cluster'], ['cluster:arn:aws:eks:eu-west-1:1:cluster/a', 'cluster'],
])('%s is a %s', (source, kind) => {
  expect(sourceKind(source)).toBe(kind);
});

test.each([
  ['dist/prod.k8s.yaml', 'dist', 'prod.k8s.yaml'],
  ['dist/eu/prod.k8s.yaml', 'dist/', 'eu/prod.k8s.yaml'],
  ['../before/dist/prod.k8s.yaml', '../before/dist', 'prod.k8s.yaml'],
  ['prod.k8s.yaml', '.', 'prod.k8s.yaml'],
  ['dist/prod.k8s.yaml', 'dist/prod.k8s.yaml', 'prod.k8s.yaml'],
  ['git:main:dist/prod.k8s.yaml', 'git:main:dist', 'prod.k8s.yaml'],
  ['git:main:dist/eu/prod.k8s.yaml', 'git:main:./dist/', 'eu/prod.k8s.yaml'],
  ['git:main:dist/prod.k8s.yaml', 'git:main:dist/prod.k8s.yaml', 'prod.k8s.yaml'],
  ['git:main:a:b.yaml', 'git:main:.', 'a:b.yaml'],
  ['git:HEAD^{/fix: more}:dist/a.yaml', 'git:HEAD^{/fix: more}:dist', 'a.yaml'],
  ['git:main:../dist/a.yaml', 'git:main:../dist', 'a.yaml'],
  ['<stdin>', '-', '<stdin>'],
  ['cluster:prod', 'cluster:prod', 'cluster:prod'],
])('%s of %s is called %s', (file, source, name) => {
  expect(relativeFile(file, source)).toBe(name);
});

describe('in a folder', () => {
  inWorkspace();

  test('paths, and standard input, are read as `check` reads them', () => {
    const names = (source: string, stdin?: string) => readSource(source, { stdin }).objects.map(({ name, file }) => [name, file]);
    put('.', { 'dist/a.yaml': named('a'), 'git:main:dist/b.yaml': named('b') });
    expect(names('dist')).toEqual([['a', join('dist', 'a.yaml')]]);
    expect(names('./git:main:dist')).toEqual([['b', join('git:main:dist', 'b.yaml')]]);
    expect(names('-', named('c'))).toEqual([['c', '<stdin>']]);
    expect(readSource('-')).toEqual({ objects: [], problems: [] });
    mkdirSync('empty');
    expect(readSource('empty').problems).toMatchObject([{ level: 'error', file: 'empty' }]);
  });

  test('where git runs does not move other paths', () => {
    put('.', { 'dist/a.yaml': named('a') });
    expect(readSource('dist', { cwd: folder() }).objects).toHaveLength(1);
  });
});
