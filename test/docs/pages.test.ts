import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULES } from '../../src/rules';
import { UPDATE_RULES } from '../../src/rules/diff';

const ROOT = join(__dirname, '../..');

test('the pages about the rules are what the rules say now', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  // It fails where a severe hazard has neither a rule nor a reason why not.
  execFileSync('npx', ['ts-node', '-T', 'scripts/rule-pages.ts', folder], { cwd: ROOT });
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.md'));
  expect(readdirSync(join(ROOT, 'docs/rules')).sort()).toEqual(pages.filter(file => file.startsWith('rules/')).map(file => file.slice(6)).sort());
  for (const file of pages) {
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
