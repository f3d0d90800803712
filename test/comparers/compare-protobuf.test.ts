import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
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
  expect(compare(version, answer, exitCode)).toMatchObject({ failure: expect.stringContaining(said), remedy: expect.any(String) });
});

it('fails when no buf is in the PATH', () => {
  const compareWithout = contractComparer({ cwd: tmpdir(), env: { PATH: mkdtempSync(join(tmpdir(), 'no-buf-')) } });
  expect(compareWithout(set('a'), set('b'))).toMatchObject({ failure: 'No buf is in the PATH' });
});
