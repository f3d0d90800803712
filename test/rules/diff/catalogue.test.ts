import { shuffled } from './shuffled';
import { judgedUpdate, manifestsInFiles, updateBetween, updateWith } from './updating';
import { RULE_IDS } from '../../../src/intent/rule-ids';
import { RULES } from '../../../src/rules';
import { UPDATE_CATALOGUE, UPDATE_RULES, updateOf } from '../../../src/rules/diff';
import { releaseManifests } from '../../../src/rules/diff/apply-recipe';
import { recipeInWords } from '../../../src/rules/diff/recipe-text';
import { exampleManifests } from '../../../src/rules/examples';
import { comparesForTests } from '../../contracts/comparing';
import { idsOf, manifestsIn, TARGET } from '../check/judging';

test('every rule has a unique id that can be acknowledged, and that no check rule has', () => {
  const ids = [...RULES, ...UPDATE_RULES].map(({ id }) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  expect(ids.filter(id => !RULE_IDS.has(id))).toEqual([]);
});

test('every topic has rules', () => {
  expect(Object.entries(UPDATE_CATALOGUE).filter(([, rules]) => rules.length === 0)).toEqual([]);
});

describe.each(UPDATE_RULES.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  const target = { ...TARGET, ...rule.examples.profile };
  const { before } = rule.examples;
  const unsafe = updateWith(before, rule.examples.unsafe);
  const safe = updateWith(before, rule.examples.safe);

  test('finds its unsafe change, and states where, what and the remedy', () => {
    const found = rule
      .judge(unsafe, target)
      .flatMap(({ object, violations }) => violations.map(violation => ({ ...violation, on: object })));
    expect(found).not.toEqual([]);
    for (const { message, fix, path, on } of found) {
      expect(message).toMatch(/^[A-Z"`].*[.!]$/s);
      expect(fix).toMatch(/^[A-Z].*\.$/s);
      expect(path.length).toBeGreaterThan(0);
      expect(on.lineOf(path)).toBeGreaterThan(0);
    }
    for (const { message, fix, recipe } of judgedUpdate(unsafe, target).findings) {
      expect(`${message} ${fix} ${recipe ? recipeInWords(recipe) : ''}`).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test('passes its safe change', () => {
    const verdicts = rule.judge(safe, target);
    expect(verdicts).not.toEqual([]);
    expect(verdicts.flatMap(({ violations }) => violations)).toEqual([]);
  });

  test('its safe change has no finding of another rule', () => {
    expect(idsOf(judgedUpdate(safe, target).findings.filter(({ severity }) => severity !== 'info'))).toEqual([]);
  });

  test.each([['before', before], ['unsafe', `${before}\n---\n${rule.examples.unsafe}`], ['safe', `${before}\n---\n${rule.examples.safe}`]])(
    'no rule finds anything where nothing changes: %s', (_, part) => {
      const yaml = exampleManifests(part.trim() === '---' ? '' : part);
      expect(idsOf(judgedUpdate(updateBetween(yaml, yaml), target).findings)).toEqual([]);
    });

  test.each([['unsafe', unsafe], ['safe', safe]] as const)('the order of documents, keys and files changes nothing: %s', (_, update) => {
    const [old, now] = [update.before, update.after].map(side => manifestsInFiles(...shuffled(side)));
    const again = updateOf(old, now, comparesForTests);
    const said = (of: typeof update) => judgedUpdate(of, target).findings
      .map(finding => [finding.rule.id, finding.severity, finding.object.kind, finding.object.name]).sort();
    expect(said(again)).toEqual(said(update));
    expect(said(updateOf(update.before, again.after, comparesForTests))).toEqual(said(update));
  });

  test('each release of its recipes is accepted', () => {
    for (const { recipe } of rule.judge(unsafe, target).flatMap(({ violations }) => violations)) {
      let running = unsafe.before;
      for (const release of recipe ?? []) {
        const next = manifestsIn(releaseManifests(unsafe, release));
        const step = updateOf(running, next, comparesForTests);
        expect(rule.judge(step, target).flatMap(({ violations }) => violations.map(({ message }) => message))).toEqual([]);
        expect(idsOf(judgedUpdate(step, target).findings.filter(({ severity }) => severity === 'error'))).toEqual([]);
        running = next;
      }
    }
  });

  test('has texts that can be printed', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(rule.title).toMatch(/^[A-Za-z][^.]*$/);
    for (const text of [rule.impact, rule.why, rule.fix]) { expect(text).toMatch(/^[A-Z`].*\.$/); }
    expect(rule.reference).toMatch(/^https:\/\//);
  });
});
