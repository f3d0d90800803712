import { blocksOf, PAGES, withoutCode } from './markdown';
import { synthesized } from './snippets';
import * as library from '../../src';
import { RULE_IDS } from '../../src/intent/rule-ids';
import { ROUTERS, RouterTimes } from '../../src/lifecycle';
import { SERVICE_PROPS } from '../../src/service/prop-names';
import { judged } from '../rules/check/judging';

const page = (name: string): string => PAGES.get(`docs/${name}.md`)!;
const cellsOf = (row: string): string[] => row.split('|').slice(1, -1).map(cell => cell.trim());
const rowsOf = (text: string): string[][] => (text.match(/^\|.*\|$/gm) ?? []).map(cellsOf);

const SNIPPETS = ['recipes', 'exposures', 'troubleshooting'].flatMap(name => page(name).split(/^##+ /m)
  .flatMap(part => blocksOf(part, 'ts').filter(code => code.includes('new ZeroDowntime')).map(code => [`${name}: ${part.split('\n')[0]}`, code])));

test('recipes, exposures and troubleshooting have snippets', () => {
  expect(SNIPPETS.length).toBeGreaterThanOrEqual(15);
});

test.each(SNIPPETS)('`check` finds nothing in the snippet below "%s"', (_, code) => {
  const findings = judged(synthesized(code)).findings.filter(({ severity }) => severity !== 'info');
  expect(findings.map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
});

const timesOf = ({ deregistrationDelay, minimum, registrationTime, usesTerminatingEndpoints }: RouterTimes): string[] =>
  [`${deregistrationDelay}`, `${minimum}`, `${registrationTime}`, usesTerminatingEndpoints ? 'yes' : 'no'];

test('the times of routers are those of the source', () => {
  const rows = rowsOf(page('exposures').split('\n## Times\n')[1]).filter(([name]) => name.startsWith('`Exposure.'));
  expect(rows).toEqual(Object.entries(ROUTERS).map(([name, times]) => [`\`Exposure.${name}()\``, ...timesOf(times)]));
});

test('each exposure has a row that says when to choose it', () => {
  const [, chosen] = page('exposures').split('\n## ');
  const named = [...chosen.matchAll(/`Exposure\.(\w+)/g)].map(([, name]) => name);
  const factories = Object.getOwnPropertyNames(library.Exposure).filter(name => !['length', 'name', 'prototype', 'known'].includes(name));
  expect([...new Set(named)].sort()).toEqual(factories.sort());
});

test('each prop of a service has its field', () => {
  expect(rowsOf(page('props')).slice(2).map(([prop]) => prop)).toEqual(SERVICE_PROPS.map(name => `\`${name}\``));
});

test('the seconds of the concepts are those of the manifests', () => {
  const yaml = synthesized("new ZeroDowntimeService(chart, 'web', { image, healthCheck });");
  const seconds = (field: string): string => new RegExp(`${field}: (\\d+)`).exec(yaml)![1];
  expect(rowsOf(page('concepts').split('\n## ')[1]).slice(2).map(([second]) => second))
    .toEqual(['0', `0 to ${seconds('sleep:\n +seconds')}`, seconds('sleep:\n +seconds'), expect.anything(), seconds('terminationGracePeriodSeconds')]);
  for (const field of ['minReadySeconds', 'progressDeadlineSeconds']) { expect(page('concepts')).toContain(`**${field}** (${seconds(field)} s)`); }
});

test('README counts the failed requests as the evidence does', () => {
  const [said] = /0 of [\d,]+(?= requests failed in three updates)/.exec(PAGES.get('README.md')!)!;
  expect(page('evidence')).toContain(`| update | ${said} (3×) |`);
});

const WORDS_WITH_HYPHENS = new Set(['kube-score', 'kube-linter', 'helm-diff', 'kube-proxy', 'cert-manager', 'service-name']);

test.each(['concepts', 'exposures', 'recipes', 'troubleshooting', 'faq', 'comparison'])('rules that %s names exist', name => {
  const named = [...page(name).replace(/^```[^]*?^```/gm, '').matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, id]) => id);
  expect(named.filter(id => !RULE_IDS.has(id) && !WORDS_WITH_HYPHENS.has(id))).toEqual([]);
  expect(withoutCode(page(name))).not.toMatch(/\b(?:nobody|somebody|whoever)\b/i);
});
