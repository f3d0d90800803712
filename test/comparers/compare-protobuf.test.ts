import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractComparer } from '../../src/comparers';
import type { Contract } from '../../src/contracts';

const set = (text: string): Contract => ({ kind: 'protobuf', text: Buffer.from(text).toString('base64') });
const FINDING = '{"path":"m.proto","start_line":3,"type":"FIELD_WIRE_JSON_COMPATIBLE_TYPE","message":"Field \\"2\\" changed type."}';

/** A PATH with a buf that ends as buf 1.75.0 was seen to: with 100 where it has findings, with 1 where it fails. */
function compare(version: string, answer: string, exitCode: number) {
  const cwd = mkdtempSync(join(tmpdir(), 'buf-'));
  writeFileSync(join(cwd, 'answer'), answer);
  writeFileSync(join(cwd, 'buf'), `#!/bin/sh
case "$1" in
  --version) echo ${version} ;;
  *) while read -r line; do echo "$line"; done < '${cwd}/answer'; echo 'Failure: image contains no files' >&2; exit ${exitCode} ;;
esac
`);
  chmodSync(join(cwd, 'buf'), 0o755);
  return contractComparer({ cwd, env: { PATH: cwd } })(set('before'), set('after'));
}

it('tells what buf finds', () => {
  expect(compare('1.75.0', `${FINDING.replaceAll('\\', '\\\\')}\n`, 100)).toEqual({
    by: 'buf 1.75.0',
    changes: [{ id: 'protobuf-field-wire-json-compatible-type', isBreaking: true, text: 'Field "2" changed type.', at: [], side: 'after' }],
  });
});

it('finds nothing where buf finds nothing', () => {
  expect(compare('1.75.0', '', 0)).toEqual({ by: 'buf 1.75.0', changes: [] });
});

it.each([
  ['is too old', '1.28.0', '', 0, '1.28.0'],
  ['fails', '1.75.0', '', 1, 'image contains no files'],
  ['answers with something else', '1.75.0', 'fine\n', 0, 'failed'],
])('fails when buf %s', (_, version, answer, exitCode, said) => {
  const comparison = compare(version, answer, exitCode);
  expect(comparison).toMatchObject({ failure: expect.stringContaining(said), remedy: expect.any(String) });
});

it('fails when no buf is in the PATH', () => {
  const compareWithout = contractComparer({ cwd: tmpdir(), env: { PATH: mkdtempSync(join(tmpdir(), 'no-buf-')) } });
  expect(compareWithout(set('a'), set('b'))).toMatchObject({ failure: 'There is no buf in the PATH' });
});

// Its npm package has 93 MB, and is not installed for this.
const BUF = spawnSync('buf', ['--version'], { encoding: 'utf8' }).stdout?.trim();

(BUF ? describe : describe.skip)('the buf of the PATH', () => {
  const built = (text: string): Contract => {
    const cwd = mkdtempSync(join(tmpdir(), 'proto-'));
    writeFileSync(join(cwd, 'm.proto'), `syntax = "proto3";\npackage shop.v1;\n${text}\n`);
    const { status, stderr } = spawnSync('buf', ['build', '-o', 'm.binpb'], { cwd, encoding: 'utf8' });
    if (status !== 0) { throw new Error(stderr); }
    return { kind: 'protobuf', text: readFileSync(join(cwd, 'm.binpb')).toString('base64') };
  };
  const ids = (before: string, after: string) => {
    const comparison = contractComparer({ cwd: tmpdir(), env: process.env })(built(before), built(after));
    if ('failure' in comparison) { throw new Error(comparison.failure); }
    return comparison.changes.map(({ id }) => id);
  };

  it.each([
    ['a field of another type', 'message A { string a = 1; }', 'message A { int32 a = 1; }', ['protobuf-field-wire-json-compatible-type']],
    ['a removed call', 'service S { rpc G(A) returns (A); rpc H(A) returns (A); } message A {}', 'service S { rpc G(A) returns (A); } message A {}',
      ['protobuf-rpc-no-delete']],
    ['an added field', 'message A { string a = 1; }', 'message A { string a = 1; string b = 2; }', []],
    ['a comment', 'message A { string a = 1; }', '// one\nmessage A { string a = 1; }', []],
  ])('tells %s', (_, before, after, told) => {
    expect(ids(before, after)).toEqual(told);
  });
});
