import { RULE_IDS } from '../../../src/intent/rule-ids';
import { CAUSES } from '../../../src/rehearse/explain/cause';
import { EXPLAINING_RULES } from '../../../src/rehearse/explain/explaining-rules';

test('each cause has its list, of rules that there are, and each once', () => {
  expect(Object.keys(EXPLAINING_RULES).sort()).toEqual([...CAUSES].sort());
  for (const ids of Object.values(EXPLAINING_RULES)) {
    expect(ids.filter(id => !RULE_IDS.has(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test('what no manifest can be blamed for names no rule', () => {
  expect([EXPLAINING_RULES.quiet, EXPLAINING_RULES.unexplained, EXPLAINING_RULES['new-version']]).toEqual([[], [], []]);
});
