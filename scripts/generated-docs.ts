// Writes the pages about the rules, and what other pages show between two markers: the manifests of examples/minimal, a
// comparison, the route of examples/versioned-api and the servers of examples/graceful-shutdown. Also the pictures: three
// timelines, the releases of an API, and a recorded rehearsal.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiReleasesAsSvg } from './figures/api-releases';
import { recordedRehearsalAsSvg } from './figures/rehearsal';
import { contractChanges } from './pages/contract-changes';

const COMPARED = 'test/fixtures/updates/unsafe/service-selects-new-track-label';

execFileSync('ts-node', ['-T', 'scripts/rule-pages.ts', 'docs']);

const folder = mkdtempSync(join(tmpdir(), 'docs-'));
try {
  const minimal = join(synth('minimal'), 'minimal.k8s.yaml');
  const manifests = readFileSync(minimal, 'utf8');
  between('README.md', 'manifests', 'yaml', manifests);
  for (const file of ['README.md', 'docs/diff.md']) { between(file, 'diff', 'text', comparison()); }
  const [route] = readFileSync(join(synth('versioned-api'), 'orders.k8s.yaml'), 'utf8').split('---\n').filter(text => text.includes('kind: HTTPRoute'));
  between('docs/change-an-api.md', 'route', 'yaml', route);

  replace('docs/change-an-api.md', 'contract-changes', contractChanges());

  for (const [language, file] of Object.entries({ node: 'server.mjs', go: 'main.go', python: 'server.py', java: 'Server.java' })) {
    between('docs/graceful-shutdown.md', `server-${language}`, language === 'node' ? 'js' : language, readFileSync(`examples/graceful-shutdown/${file}`, 'utf8'));
  }

  writeFileSync('docs/figures/api-releases.svg', apiReleasesAsSvg());
  writeFileSync('docs/figures/rehearsal.svg', recordedRehearsalAsSvg('scripts/figures/recorded-rehearsal.json'));
  timeline(minimal, 'docs/figures/timeline-minimal.svg');
  timeline('test/fixtures/seed', 'docs/figures/timeline-seed.svg');
  timeline(join(synth('production'), 'orders-production.k8s.yaml'), 'docs/figures/timeline-production.svg');
} finally {
  rmSync(folder, { recursive: true });
}

function between(file: string, marker: string, language: string, text: string): void {
  replace(file, marker, `\`\`\`${language}\n${text.trim()}\n\`\`\``);
}

function replace(file: string, marker: string, text: string): void {
  const [begin, end] = ['begin', 'end'].map(word => `<!-- ${marker}:${word} -->`);
  const [before, rest] = readFileSync(file, 'utf8').split(begin);
  const [, after] = rest.split(end);
  writeFileSync(file, `${before}${begin}\n\n${text}\n\n${end}${after}`);
}

/** What was found, and what it comes to. */
function comparison(): string {
  const [before, after] = ['before', 'after'].map(side => `${COMPARED}/${side}.yaml`);
  const { stdout } = spawnSync('node', ['lib/cli/main.js', 'diff', before, after, '--kubernetes-version', '1.34'], { encoding: 'utf8' });
  const blocks = stdout.trim().split('\n\n');
  return `${blocks[0].replace(`${COMPARED}/after.yaml`, 'manifests/feed.yaml')}\n\n…\n\n${blocks[blocks.length - 1].split('\n').slice(-3).join('\n')}`;
}

function synth(example: string): string {
  const outdir = join(folder, example);
  execFileSync('cdk8s', ['synth', '--output', outdir, '--check-upgrade=false'], { cwd: join('examples', example), stdio: 'ignore' });
  return outdir;
}

function timeline(manifests: string, out: string): void {
  execFileSync('node', ['lib/cli/main.js', 'timeline', manifests, '--out', out]);
}
