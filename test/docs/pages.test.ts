import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULES } from '../../src/rules';
import { UPDATE_RULES } from '../../src/rules/diff';

const ROOT = join(__dirname, '../..');

test('docs/rules.md, docs/update-rules.md and docs/coverage.md are what the rules say now', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  // It fails where a severe hazard has neither a rule nor a reason why not.
  execFileSync('npx', ['ts-node', '-T', 'scripts/rule-pages.ts', folder], { cwd: ROOT });
  for (const file of ['rules.md', 'update-rules.md', 'coverage.md']) {
    expect(readFileSync(join(ROOT, 'docs', file), 'utf8')).toBe(readFileSync(join(folder, file), 'utf8'));
  }
});

test('README and CHANGELOG say how many rules there are', () => {
  for (const file of ['README.md', 'CHANGELOG.md']) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    expect(text).toContain(`${RULES.length} rules`);
    expect(text).toContain(`${UPDATE_RULES.length} rules of updates`);
  }
});
