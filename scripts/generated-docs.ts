// Writes the pages about the rules, and what README.md shows: the manifests of examples/minimal between two markers, and
// two timelines as pictures.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coveragePage } from './pages/coverage-page';
import { rulesPage } from './pages/rules-page';

const BEGIN = '<!-- manifests:begin -->';
const END = '<!-- manifests:end -->';

writeFileSync('docs/rules.md', rulesPage());
writeFileSync('docs/coverage.md', coveragePage());

const folder = mkdtempSync(join(tmpdir(), 'docs-'));
try {
  const manifests = readFileSync(join(synth('minimal'), 'minimal.k8s.yaml'), 'utf8');
  const readme = readFileSync('README.md', 'utf8');
  const [before, rest] = readme.split(BEGIN);
  const [, after] = rest.split(END);
  writeFileSync('README.md', `${before}${BEGIN}\n\n\`\`\`yaml\n${manifests.trim()}\n\`\`\`\n\n${END}${after}`);

  timeline('test/fixtures/seed', 'docs/figures/timeline-seed.svg');
  timeline(join(synth('production'), 'orders-production.k8s.yaml'), 'docs/figures/timeline-production.svg');
} finally {
  rmSync(folder, { recursive: true });
}

function synth(example: string): string {
  const outdir = join(folder, example);
  execFileSync('cdk8s', ['synth', '--output', outdir, '--check-upgrade=false'], { cwd: join('examples', example), stdio: 'ignore' });
  return outdir;
}

function timeline(manifests: string, out: string): void {
  execFileSync('node', ['lib/cli/main.js', 'timeline', manifests, '--out', out]);
}
