import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractComparer } from '../../src/comparers';
import type { Contract, ContractKind } from '../../src/contracts';

const contract = (document: object | string, kind: ContractKind = 'openapi'): Contract => ({ kind, text: typeof document === 'string' ? document : JSON.stringify(document) });
const api = (...paths: string[]) => ({ openapi: '3.0.3', info: { title: 't', version: '1' }, paths: Object.fromEntries(paths.map(path => [path, {}])) });

const folder = () => mkdtempSync(join(tmpdir(), 'comparer-'));

/** A PATH with an oasdiff that answers so, and writes down with what it was started. */
function withOasdiff(version: string, answer = '[]', exitCode = 0): { env: NodeJS.ProcessEnv; cwd: string; started: () => string[] } {
  const cwd = folder();
  const log = join(cwd, 'log');
  writeFileSync(log, '');
  const script = `#!/bin/sh
echo "$* OASDIFF_CONFIG=$OASDIFF_CONFIG" >> '${log}'
case "$1" in --version) echo 'oasdiff version ${version}' ;; *) echo '${answer}'; exit ${exitCode} ;; esac
`;
  writeFileSync(join(cwd, 'oasdiff'), script);
  chmodSync(join(cwd, 'oasdiff'), 0o755);
  return { cwd, env: { PATH: cwd, OASDIFF_CONFIG: '/elsewhere' }, started: () => readFileSync(log, 'utf8').split('\n').filter(Boolean) };
}

it('starts nothing for contracts that are equal', () => {
  expect(contractComparer({ cwd: folder(), env: {} })(contract(api('/a')), contract(api('/a')))).toMatchObject({ changes: [] });
});

it('fails when nothing is installed, and names both ways to install', () => {
  const comparison = contractComparer({ cwd: folder(), env: { PATH: folder() } })(contract(api('/a')), contract(api('/b')));
  expect(comparison).toEqual({ failure: expect.stringContaining('is not installed, and there is no oasdiff in the PATH'), remedy: expect.stringMatching(/npm install cdk8s-zero-downtime-openapi.*oasdiff 1\.37\.0.*PATH/) });
});

it.each(['1.36.9', '2.0.0', '1.37.0-beta.1'])('fails when the oasdiff in the PATH is version %s', version => {
  const { cwd, env } = withOasdiff(version);
  expect(contractComparer({ cwd, env })(contract(api('/a')), contract(api('/b')))).toMatchObject({ failure: expect.stringContaining(version) });
});

it('fails when the oasdiff in the PATH does not report its version', () => {
  const { cwd, env } = withOasdiff('main');
  expect(contractComparer({ cwd, env })(contract(api('/a')), contract(api('/b')))).toMatchObject({ failure: expect.stringContaining('does not report its version') });
});

it.each([
  ['an answer that is not JSON', 'nothing to see', 0],
  ['an answer that is not a list', '{}', 0],
  ['a finding without a level', '[{"id":"x","text":"y"}]', 0],
  ['an exit code', '[]', 3],
])('fails when oasdiff has %s', (_, answer, exitCode) => {
  const { cwd, env } = withOasdiff('1.37.0', answer, exitCode);
  expect(contractComparer({ cwd, env })(contract(api('/a')), contract(api('/b')))).toHaveProperty('failure');
});

it('compares the same contracts once, and keeps settings from oasdiff', () => {
  const { cwd, env, started } = withOasdiff('1.37.0');
  const compare = contractComparer({ cwd, env });
  const first = compare(contract(api('/a')), contract(api('/b')));
  expect(first).toEqual({ changes: [], by: 'oasdiff 1.37.0 (PATH)' });
  expect(compare(contract(api('/a')), contract(api('/b')))).toBe(first);
  expect(started()).toHaveLength(2);
  expect(started().every(line => line.endsWith('OASDIFF_CONFIG='))).toBe(true);
});

describe('a contract that no tool is started for', () => {
  const { cwd, env, started } = withOasdiff('1.37.0');
  const deep = (levels: number) => `{"openapi":"3.0.3","x":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`;

  it.each([
    ['refers to "https:', { ...api('/a'), components: { schemas: { A: { $ref: 'https://example.com/a.json' } } } }],
    ['refers to "./a.json', { ...api('/a'), components: { schemas: { A: { $ref: './a.json#/A' } } } }],
    ['is nested more than 128 levels deep', deep(10_000)],
    ['has 100000 paths', api(...Array.from({ length: 100_000 }, (_, index) => `/${index}`))],
    ['states OpenAPI version "2.0"', { swagger: '2.0', paths: {} }],
  ])('fails when it %s', (why, document) => {
    expect(contractComparer({ cwd, env })(contract(api('/a')), contract(document))).toMatchObject({ failure: expect.stringContaining(why), remedy: expect.any(String) });
  });

  it('fails when it is of another kind than before', () => {
    expect(contractComparer({ cwd, env })(contract(api('/a')), contract({}, 'graphql'))).toHaveProperty('failure');
  });

  it('fails when it is not JSON', () => {
    expect(contractComparer({ cwd, env })(contract(api('/a')), { kind: 'openapi', text: '{' })).toMatchObject({ failure: expect.stringContaining('not JSON') });
  });

  afterAll(() => expect(started()).toEqual([]));
});
