import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REASONS } from '../../scripts/hazards';
import hazards from '../../scripts/hazards/severe-hazards.json';
import { coveragePage } from '../../scripts/pages/coverage-page';
import { rulesPage } from '../../scripts/pages/rules-page';
import { updateRulesPage } from '../../scripts/pages/update-rules-page';
import { RULE_IDS } from '../../src/intent/rule-ids';
import { RULES } from '../../src/rules';
import { UPDATE_RULES } from '../../src/rules/diff';

const RULED = new Set([...RULES, ...UPDATE_RULES].map(({ id }) => id));

test.each([['rules.md', rulesPage], ['update-rules.md', updateRulesPage], ['coverage.md', coveragePage]])('docs/%s is what the rules say now', (file, page) => {
  expect(readFileSync(join(__dirname, '../../docs', file), 'utf8')).toBe(page());
});

test('every severe hazard has a rule, or a reason why not', () => {
  expect(hazards.map(({ id }) => id).filter(id => !RULED.has(id) && !REASONS[id])).toEqual([]);
});

test('no hazard has both', () => {
  expect(Object.keys(REASONS).filter(id => RULED.has(id))).toEqual([]);
});

test('the reasons are about hazards that exist, and name rules that exist', () => {
  expect(Object.keys(REASONS).filter(id => !RULE_IDS.has(id))).toEqual([]);
  expect(Object.values(REASONS).flatMap(reason => 'by' in reason ? reason.by : []).filter(id => !RULED.has(id))).toEqual([]);
});

test('README and CHANGELOG say how many rules there are', () => {
  for (const file of ['README.md', 'CHANGELOG.md']) {
    const text = readFileSync(join(__dirname, '../..', file), 'utf8');
    expect(text).toContain(`${RULES.length} rules`);
    expect(text).toContain(`${UPDATE_RULES.length} rules of updates`);
  }
});
