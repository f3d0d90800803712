import { execFileSync } from 'node:child_process';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { READ, REFUSED } from './cases';
import { compiledManifests } from './compiled';

const ROOT = join(__dirname, '..', '..', '..');
const MEGABYTE = 1_000_000;

let folder: string;
beforeAll(() => { folder = compiledManifests(); });
afterAll(() => rmSync(folder, { recursive: true }));

interface Cost {
  /** As a multiple of what the parser alone takes for an ordinary file of a megabyte. */
  readonly cost: number;
  readonly megabytes: number;
  readonly objects: number;
  readonly workloads: number;
  readonly polluted: boolean;
  readonly levels: string[];
  readonly unplaced: number;
  readonly longest: number;
}

function costOf(text: string): Cost {
  const file = join(folder, 'hostile.yaml');
  writeFileSync(file, text);
  expect(statSync(file).size).toBeLessThanOrEqual(MEGABYTE);
  const output = execFileSync(process.execPath, ['--max-old-space-size=512', join(__dirname, 'read-file.js'), join(folder, 'manifests'), file], {
    encoding: 'utf8', env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') }, timeout: 60_000,
  });
  return JSON.parse(output);
}

describe.each([
  ['refused', REFUSED],
  ['read', READ],
])('%s within 15 times an ordinary file and 512 MB, every problem with its file and line:', (outcome, files) => {
  test.each(Object.entries(files))('%s', (_, text) => {
    const { cost, megabytes, polluted, levels, unplaced, longest } = costOf(text());
    expect(cost).toBeLessThan(15);
    expect(megabytes).toBeLessThan(512);
    expect({ polluted, unplaced, outcome: levels.includes('error') ? 'refused' : 'read' }).toEqual({ polluted: false, unplaced: 0, outcome });
    expect(longest).toBeLessThan(400);
  }, 90_000);
});
