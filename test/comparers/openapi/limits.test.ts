import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { costOf } from '../../../scripts/openapi/cost';
import { LARGE_PAIRS } from '../../../scripts/openapi/large-documents';
import { COMPARISON_TIMEOUT } from '../../../src/comparers/run-comparer';

const { OPENAPI_APP: app } = process.env;
if (!app) { throw new Error('run scripts/openapi-check.sh, which builds what is tried here'); }

/** The promise: seconds of the processor, and MiB of the largest process. */
const [MOST_SECONDS, MOST_MEMORY] = [10, 512];

describe.each(Object.keys(LARGE_PAIRS))('%s', name => {
  it('is compared or refused within the limits', () => {
    const { cpu, wall, mib, outcome, isRight } = costOf(name, app);
    expect({ outcome, isRight }).toMatchObject({ isRight: true });
    expect(mib).toBeLessThan(MOST_MEMORY);
    // What is too much for the comparer itself ends at its memory, or at its time, which is that of the clock.
    if (/was stopped|failed/.test(`${outcome}`)) {
      expect(wall).toBeLessThan(COMPARISON_TIMEOUT / 1000 + 2);
    } else {
      expect(cpu).toBeLessThan(MOST_SECONDS);
    }
  });
});

describe('the package alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'alone-'));
  const run = (...args: string[]) => spawnSync(join(app, 'node_modules/.bin/cdk8s-zero-downtime-openapi'), args, { cwd: folder, encoding: 'utf8' });
  const small = { openapi: '3.0.3', info: { title: 'small', version: '1' }, paths: { '/a': { get: { responses: { 200: { description: 'ok' } } } } } };
  const referring = (to: string) => ({
    ...small,
    paths: { '/a': { get: { responses: { 200: { description: 'ok', content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing0' } } } } } } } },
    components: { schemas: { Thing0: { $ref: to } } },
  });
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
    writeFileSync(join(folder, 'plain.json'), JSON.stringify(small));
    expect(run('changelog', '--format', 'json', 'plain.json', 'plain.json')).toMatchObject({ status: 0, stdout: '[]\n' });
  });
});
