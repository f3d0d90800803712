import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

// Each synth starts a compiler, which takes a while on a busy machine.
jest.setTimeout(120_000);

const EXAMPLES = join(__dirname, '..', 'examples');
const apps = readdirSync(EXAMPLES, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name);

const synthesized = new Map<string, string>();

/** What `cdk8s synth` writes in the folder of an example, all files one after the other. */
function synth(app: string): string {
  const known = synthesized.get(app) ?? synthesize(app);
  synthesized.set(app, known);
  return known;
}

function synthesize(app: string): string {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    execFileSync('npx', ['cdk8s', 'synth', '--output', outdir, '--check-upgrade=false'], { cwd: join(EXAMPLES, app), stdio: 'ignore' });
    return readdirSync(outdir).sort().map(file => readFileSync(join(outdir, file), 'utf8')).join('---\n');
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function manifests(yaml: string): any[] {
  return parseAllDocuments(yaml).map(document => document.toJS()).filter(Boolean);
}

test('there is an example for the smallest service, for production, for stages, for existing apps, for workers, for versions of an API and for the seed', () => {
  expect(apps.sort()).toEqual(['existing-app', 'minimal', 'plain-cdk8s-plus', 'production', 'queue-worker', 'seed', 'stages', 'versioned-api']);
});

// That a second synth gives the same bytes is seen by `npm run conformance`.
test.each(apps)('%s synthesizes', app => {
  expect(manifests(synth(app)).length).toBeGreaterThanOrEqual(3);
});

test("README shows the minimal example's manifests", () => {
  const shown = /<!-- manifests:begin -->\s*```yaml\n([\s\S]*?)```/.exec(readFileSync(join(EXAMPLES, '..', 'README.md'), 'utf8'))![1];
  expect(shown.trim()).toBe(synth('minimal').trim());
});
