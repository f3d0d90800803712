import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

// Each synth starts a compiler, which takes a while on a busy machine.
jest.setTimeout(120_000);

const EXAMPLES = join(__dirname, '..', 'examples');
// The servers of docs/graceful-shutdown.md are not a cdk8s app.
const apps = readdirSync(EXAMPLES).filter(name => existsSync(join(EXAMPLES, name, 'cdk8s.yaml')));

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

test('there is an example for the smallest service, for production, for stages, for existing apps, for workers, for versions and contracts of an API, and for the seed', () => {
  expect(apps.sort()).toEqual(['contract', 'existing-app', 'minimal', 'plain-cdk8s-plus', 'production', 'queue-worker', 'seed', 'stages', 'versioned-api']);
});

// That a second synth gives the same bytes is seen by `npm run conformance`.
test.each(apps)('%s synthesizes', app => {
  expect(manifests(synth(app)).length).toBeGreaterThanOrEqual(3);
});

/** What a page shows between two markers. */
function shown(page: string, marker: string): string {
  const text = readFileSync(join(EXAMPLES, '..', page), 'utf8');
  return new RegExp(`<!-- ${marker}:begin -->\\s*\`\`\`yaml\\n([\\s\\S]*?)\`\`\``).exec(text)![1].trim();
}

test("README shows the minimal example's manifests", () => {
  expect(shown('README.md', 'manifests')).toBe(synth('minimal').trim());
});

test('docs/change-an-api.md shows the route of the example with versions of an API', () => {
  const routes = synth('versioned-api').split('---\n').filter(text => text.includes('kind: HTTPRoute'));
  expect(routes.map(route => route.trim())).toEqual([shown('docs/change-an-api.md', 'route')]);
});
