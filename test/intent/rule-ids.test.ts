import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_IDS } from '../../src/intent/rule-ids';
import { RULES } from '../../src/rules';
import { UPDATE_RULES } from '../../src/rules/diff';

/** What only the construct can find, since the manifests do not show it. */
const OF_CONSTRUCT = ['image-has-variable'];

test('each id that can be acknowledged is that of a rule, and each rule can be acknowledged', () => {
  const ids = [...RULES, ...UPDATE_RULES].map(({ id }) => id);
  expect([...RULE_IDS].sort()).toEqual([...ids, ...OF_CONSTRUCT].sort());
  expect(new Set(ids).size).toBe(ids.length);
});

// A user who acknowledges one would be told that there is no such rule.
test('no id is missing that a release had: rename or fold none, and add a new one at its place in released-rule-ids.txt', () => {
  const released = readFileSync(join(__dirname, '../fixtures/released-rule-ids.txt'), 'utf8').trimEnd().split('\n');
  expect([...RULE_IDS].sort()).toEqual(released);
});
