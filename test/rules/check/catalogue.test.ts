import { idsOf, judged, verdictsOn } from './judging';
import { RULE_IDS } from '../../../src/intent/rule-ids';
import { CATALOGUE, RULES } from '../../../src/rules';
import { UPDATE_RULES } from '../../../src/rules/diff';
import { exampleManifests } from '../../../src/rules/examples';

test('every rule has a unique id, which is one of the hazards that can be acknowledged', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter(id => !RULE_IDS.has(id))).toEqual([]);
});

test('every hazard that can be acknowledged has a rule of check or diff, or is refused by the construct', () => {
  const ofConstruct = ['image-has-variable'];
  const ids = [...RULES, ...UPDATE_RULES].map(({ id }) => id);
  expect([...RULE_IDS].filter(id => !ids.includes(id))).toEqual(ofConstruct);
});

test('every topic has rules', () => {
  expect(Object.entries(CATALOGUE).filter(([, rules]) => rules.length === 0)).toEqual([]);
});

test('the service that the examples are merged into has no findings', () => {
  const { findings, acknowledged } = judged(exampleManifests(''));
  expect(findings.map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
  expect(acknowledged).toEqual([]);
});

describe.each(RULES.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  test('finds its failing example, with the place, the defect and the remedy', () => {
    const violations = verdictsOn(rule, rule.examples.failing)
      .flatMap(verdict => verdict.violations.map(violation => ({ ...violation, on: verdict.object })));
    expect(violations).not.toEqual([]);
    for (const { message, fix, path, on } of violations) {
      expect(message).toMatch(/^[A-Z"`].*[.!]$/s);
      expect(fix).toMatch(/^[A-Z].*\.$/s);
      expect(`${message} ${fix}`).not.toMatch(/undefined|NaN|\[object|(?<!\/dev\/)null/);
      expect(path.length).toBeGreaterThan(0);
      expect(on.lineOf(path)).toBeGreaterThan(0);
    }
  });

  test('passes its passing example', () => {
    const verdicts = verdictsOn(rule, rule.examples.passing);
    expect(verdicts).not.toEqual([]);
    expect(verdicts.flatMap(({ violations }) => violations)).toEqual([]);
  });

  test('its passing example has no findings of other rules', () => {
    expect(idsOf(judged(exampleManifests(rule.examples.passing), rule.examples.profile).findings.filter(({ severity }) => severity !== 'info'))).toEqual([]);
  });

  test('has printable texts', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(rule.title).toMatch(/^[A-Za-z][^.]*$/);
    for (const text of [rule.impact, rule.why, rule.fix]) { expect(text).toMatch(/^[A-Z`].*\.$/); }
    expect(rule.reference).toMatch(/^https:\/\//);
  });
});
