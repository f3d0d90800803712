import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractComparer } from '../../../src/comparers';
import type { Contract } from '../../../src/contracts';

const { OPENAPI_APP: app } = process.env;
if (!app) { throw new Error('run scripts/openapi-check.sh, which builds what is tried here'); }

const contract = (document: unknown): Contract => ({ kind: 'openapi', text: JSON.stringify(document) });

/** An API whose operations have a schema each, of about 1.8 kB. */
function largeApi(paths: number, changed: (index: number) => boolean) {
  const schema = (index: number) => ({
    type: 'object',
    properties: Object.fromEntries(Array.from({ length: 24 }, (_, field) => [
      `field${field}`, { type: field === 3 && changed(index) ? 'integer' : 'string', maxLength: 100 + field, nullable: field % 3 === 0 },
    ])),
  });
  const indices = Array.from({ length: paths }, (_, index) => index);
  return {
    openapi: '3.0.3',
    info: { title: 'large', version: '1.0.0' },
    paths: Object.fromEntries(indices.map(index => [`/things${index}`, {
      get: { responses: { 200: { description: 'ok', content: { 'application/json': { schema: { $ref: `#/components/schemas/Thing${index}` } } } } } },
    }])),
    components: { schemas: Object.fromEntries(indices.map(index => [`Thing${index}`, schema(index)])) },
  };
}

it('compares 5 MB of which a release changes twenty operations', () => {
  const [before, after] = [largeApi(3100, () => false), largeApi(3100, index => index % 155 === 0)].map(contract);
  expect(before.text.length).toBeGreaterThan(5_000_000);
  const comparison = contractComparer({ cwd: app, env: {} })(before, after);
  expect(comparison).toMatchObject({ changes: expect.arrayContaining([
    expect.objectContaining({ isBreaking: true, operation: { method: 'GET', path: '/things155' } }),
  ]) });
});

it('fails at a limit where a release changes all of 5 MB', () => {
  const comparison = contractComparer({ cwd: app, env: {} })(contract(largeApi(3100, () => false)), contract(largeApi(3100, () => true)));
  expect(comparison).toHaveProperty('failure');
});

describe('the package alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'alone-'));
  const run = (...args: string[]) => spawnSync(join(app, 'node_modules/.bin/cdk8s-zero-downtime-openapi'), args, { cwd: folder, encoding: 'utf8' });
  const referring = (to: string) => ({ ...largeApi(1, () => false), components: { schemas: { Thing0: { $ref: to } } } });
  writeFileSync(join(folder, 'secret.json'), '{"type":"string"}');
  writeFileSync(join(folder, 'file.json'), JSON.stringify(referring('secret.json')));
  writeFileSync(join(folder, 'url.json'), JSON.stringify(referring('http://127.0.0.1:9/secret.json')));
  writeFileSync(join(folder, '.oasdiff.yaml'), 'format: nonsense\n');

  it.each([
    ['a $ref to another file', ['changelog', 'file.json', 'file.json'], 'Permission denied'],
    ['a $ref to a URL', ['changelog', 'url.json', 'url.json'], 'Connection refused'],
    ['a URL', ['changelog', 'http://127.0.0.1:9/a.json', 'file.json'], 'Connection refused'],
  ])('fails when it is given %s', (_, args, said) => {
    const { status, stderr } = run(...args);
    expect(stderr).toContain(said);
    expect(status).not.toBe(0);
  });

  it('reads no settings from the folder', () => {
    expect(run('--version')).toMatchObject({ status: 0, stdout: 'oasdiff version 1.37.0\n' });
    writeFileSync(join(folder, 'plain.json'), JSON.stringify(largeApi(1, () => false)));
    expect(run('changelog', '--format', 'json', 'plain.json', 'plain.json')).toMatchObject({ status: 0, stdout: '[]\n' });
  });
});
