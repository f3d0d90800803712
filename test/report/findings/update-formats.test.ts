import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { checkAsSarif } from '../../../src/report/findings/check-sarif';
import { updateAsJson } from '../../../src/report/findings/update-json';
import { updateAsMarkdown } from '../../../src/report/findings/update-markdown';
import { UPDATE_RULES } from '../../../src/rules/diff';
import { NEW_IMAGE, reportBetween, reportOnChange, RULE, RUNNING, TIGHTENED } from '../diffing';

const docs = (file: string) => JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'docs', file), 'utf8'));
const TWO_CLUSTERS = reportBetween({ 'old/dev.yaml': RUNNING, 'old/prod.yaml': RUNNING }, { 'new/dev.yaml': RUNNING, 'new/prod.yaml': RUNNING.replace('1.4.2', '1.5.0') });

describe('JSON', () => {
  test.each([
    ['an error', reportOnChange(TIGHTENED)],
    ['nothing', reportOnChange('')],
    ['two clusters', TWO_CLUSTERS],
  ])('fits docs/diff.schema.json: %s', (_, report) => {
    const ajv = new Ajv({ strict: false });
    ajv.addSchema(docs('check.schema.json'));
    ajv.validate(docs('diff.schema.json'), JSON.parse(updateAsJson(report)));
    expect(ajv.errors).toBeNull();
  });

  test('has the sentence, the changes and the figures of each restart', () => {
    const { words, changes, restarts } = JSON.parse(updateAsJson(reportOnChange(NEW_IMAGE)));
    expect(words).toMatch(/^1 Deployment restarts/);
    expect(changes).toEqual({ added: 0, changed: 1, removed: 0 });
    expect(restarts[0]).toMatchObject({ object: { kind: 'Deployment', namespace: 'shop', name: 'web' }, figures: { leastAvailable: 3 }, update: { wanted: 3 } });
  });
});

test('SARIF has the rules of updates, and points into the file of the change', () => {
  const { runs: [run] } = JSON.parse(checkAsSarif(reportOnChange(TIGHTENED), UPDATE_RULES));
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(UPDATE_RULES.map(({ id }) => id)));
  expect(run.results[0]).toMatchObject({ ruleId: RULE, level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: 'new/web.yaml' } } }] });
});

describe('Markdown', () => {
  test('begins with the sentence, has each finding with its remedy, and folds the timelines', () => {
    const text = updateAsMarkdown(reportOnChange(TIGHTENED));
    expect(text).toMatch(/^### Will users notice this release\?\n\n\*\*1 Deployment restarts, .*\*\* 2 objects change; 3 objects in all\.\n/);
    expect(text).toContain('🔴 **error: A Service that no longer selects the pods that run** · `Service shop/web`');
    expect(text).toMatch(/\*\*Instead:\*\* Change spec\.selector one release later than the labels\. Release 1: /);
    expect(text).toMatch(/<details>\n<summary>What the restarts will be like<\/summary>\n\n```text\nshop\/web\n/);
  });

  test('takes nothing of a manifest for Markdown or HTML', () => {
    const hostile = RUNNING.replaceAll('name: web', 'name: "<img src=x>`|@team [x](y) **"');
    const text = updateAsMarkdown(reportBetween({ 'old/web.yaml': hostile }, { 'new/web.yaml': hostile.replace('app: web', 'app: "<b>"') }));
    expect(text.replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '')).not.toMatch(/<img|@team|\[x\]/);
  });

  test('fits into a comment, and says what it leaves out', () => {
    const report = reportOnChange(TIGHTENED);
    const text = updateAsMarkdown({ ...report, findings: Array.from({ length: 500 }, () => report.findings[0]) });
    expect(text.length).toBeLessThan(65_000);
    expect(text).toMatch(/…and \d+ more: run the comparison yourself to see them all\.\n$/);
  });

  test('names the clusters, what was accepted and what could not be read', () => {
    const accepting = `${TIGHTENED}---\nkind: Service\nmetadata: { annotations: { cdk8s-zero-downtime/acknowledge.${RULE}: announced } }\n`;
    expect(updateAsMarkdown(reportOnChange(accepting))).toMatch(/<summary>1 accepted<\/summary>\n\n- \[service-selector-tightened\]\(https:.*\), `Service shop\/web`: announced\n/);
    expect(updateAsMarkdown(TWO_CLUSTERS)).toContain('Each of 2 clusters by itself: `new/dev.yaml`, `new/prod.yaml`.');
    expect(updateAsMarkdown(reportBetween({ 'old/web.yaml': 'a: [\n' }, { 'new/web.yaml': RUNNING }))).toMatch(/- `old\/web\.yaml:\d+` This document cannot be read/);
  });
});
