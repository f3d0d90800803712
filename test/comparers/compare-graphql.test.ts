import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractComparer } from '../../src/comparers';
import type { Contract } from '../../src/contracts';

const schema = (text: string): Contract => ({ kind: 'graphql', text });
const compare = contractComparer({ cwd: __dirname, env: {} });

it('tells that a field is removed', () => {
  expect(compare(schema('type Query { a: Int b: Int }'), schema('type Query { a: Int }'))).toEqual({
    by: expect.stringMatching(/^graphql 16\./),
    changes: [{ id: 'graphql-field-removed', isBreaking: true, text: 'Query.b was removed.', at: [], side: 'after' }],
  });
});

it('breaks nothing by a new value of an enum', () => {
  const comparison = compare(schema('type Query { a: E } enum E { A }'), schema('type Query { a: E } enum E { A B }'));
  expect(comparison).toMatchObject({ changes: [{ id: 'graphql-value-added-to-enum', isBreaking: false }] });
});

it('finds nothing where a field was added', () => {
  expect(compare(schema('type Query { a: Int }'), schema('type Query { a: Int b: Int }'))).toMatchObject({ changes: [] });
});

it('fails when a schema cannot be read', () => {
  expect(compare(schema('type Query { a: Int }'), schema('type Query {'))).toMatchObject({ failure: expect.stringContaining('Syntax Error') });
});

it('fails when the package is of another version', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'graphql-'));
  mkdirSync(join(cwd, 'node_modules/graphql'), { recursive: true });
  writeFileSync(join(cwd, 'node_modules/graphql/package.json'), '{"version":"15.0.0"}');
  expect(contractComparer({ cwd, env: {} })(schema('type Query { a: Int }'), schema('type Query { b: Int }')))
    .toMatchObject({ failure: expect.stringContaining('15.0.0'), remedy: expect.stringContaining('graphql@16') });
});
