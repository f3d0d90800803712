import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { synthesized } from './snippets';
import { clustersOf, parseManifests } from '../../src/manifests';
import { PROP_NAMES } from '../../src/service/prop-names';
import { clusterProfileOf } from '../../src/settings';
import { timelineInputOf } from '../../src/timeline/timeline-input';
import { timelineOf } from '../../src/timeline/timeline-of';
import { judged } from '../rules/check/judging';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'escape-hatches.md'), 'utf8');
const [SERVICES, ...RECIPES] = [...PAGE.matchAll(/```ts\n([^]*?)```/g)].map(([, code]) => code);

const CELL = '((?:`[^`]*`|[^|`])*)';
const ROWS = [...PAGE.matchAll(new RegExp(`^\\| \`(spec[^\`]*)\` \\| \`([^\`]*)\` \\|${CELL}\\|$`, 'gm'))].map(([, field, code, note]) => ({ field, code, note }));

/** The rules that `check` reports, as a note says. */
const announced = (note: string): string[] => [.../`check` reports ((?:`[a-z0-9-]+`(?:, | and )?)+)/.exec(note)?.[1].matchAll(/`(.*?)`/g) ?? []].map(([, rule]) => rule);

const found = (yaml: string): string[] => [...new Set(judged(yaml).findings.map(({ rule }) => rule.id))].sort();

function warningsIn(yaml: string): string[] {
  const { clusters: [cluster] } = clustersOf(parseManifests('shop.yaml', yaml).objects);
  return cluster.workloads.flatMap(workload => timelineOf(timelineInputOf(workload, cluster, clusterProfileOf({}))).warnings);
}

function valuesAt(yaml: string, field: string): string[] {
  const path = field.split(/[.[\]]+/).filter(step => step !== '');
  return parseAllDocuments(yaml).map(document => document.getIn(path.map(step => /^\d+$/.test(step) ? Number(step) : step)))
    .filter(value => value !== undefined).map(value => JSON.stringify(value));
}

test('every row with a snippet is read', () => {
  expect(ROWS.length).toBe([...PAGE.matchAll(/^\| `spec/gm)].length);
});

test('every prop of the page is one', () => {
  const [, table] = /\| field \| prop \|\n.*\n([^]*?)\n\n/.exec(PAGE)!;
  const props = table.split('\n').flatMap(row => [...row.split('|')[2].matchAll(/`(.*?)`/g)].map(([, name]) => name));
  expect(props.filter(name => !PROP_NAMES.includes(name))).toEqual([]);
});

test('the services of the page have no findings', () => {
  expect(found(synthesized(SERVICES))).toEqual([]);
});

describe.each(ROWS)('the snippet for $field', ({ field, code, note }) => {
  const plain = synthesized(SERVICES);
  const yaml = synthesized(`${SERVICES}\n${code};`);

  test('writes the field', () => {
    expect(valuesAt(yaml, field)).not.toEqual(valuesAt(plain, field));
  });

  test('has the findings that the page names, and no others', () => {
    expect(found(yaml)).toEqual(announced(note).sort());
  });

  test('has a timeline without a warning, unless the page says so', () => {
    expect(warningsIn(yaml).length > 0).toBe(note.includes('`timeline` warns'));
  });
});

describe.each(RECIPES.map(code => [code.split('\n')[0], code]))('the recipe %s', (_, code) => {
  const yaml = synthesized(code);

  test('has no findings', () => {
    expect(found(yaml)).toEqual([]);
  });

  test('has a timeline without a warning', () => {
    expect(warningsIn(yaml)).toEqual([]);
  });
});
