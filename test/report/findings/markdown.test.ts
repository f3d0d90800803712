import { findingsAsMarkdown } from '../../../src/report/findings/markdown';
import { exampleManifests } from '../../../src/rules/examples';
import { reportOn, RULE as CHECK_RULE, service } from '../../engine/checking';
import { reportBetween, reportOnChange, RULE, RUNNING, TIGHTENED } from '../../engine/diffing';

const TWO_CLUSTERS = reportBetween(
  { 'old/dev.yaml': RUNNING, 'old/prod.yaml': RUNNING },
  { 'new/dev.yaml': RUNNING, 'new/prod.yaml': RUNNING.replace('1.4.2', '1.5.0') },
);

describe('a comparison', () => {
  test('begins with the sentence, has each finding with its remedy, and folds the timelines', () => {
    const text = findingsAsMarkdown(reportOnChange(TIGHTENED));
    expect(text).toMatch(/^### Will users notice this release\?\n\n\*\*1 Deployment restarts, .*\*\* 2 objects change; 3 objects in all\.\n/);
    expect(text).toContain('🔴 **error: Service selector that its running pods do not match** · `Service shop/web`');
    expect(text).toMatch(/\*\*Instead:\*\* Change spec\.selector one release later than the labels\. Release 1: /);
    expect(text).toMatch(/<details>\n<summary>Timelines of the restarts<\/summary>\n\n```text\nshop\/web\n/);
  });

  test('says once what is equal for many objects but for their names', () => {
    const many = (change: string) => ['alpha', 'beta', 'gamma'].map(name => exampleManifests(change).replaceAll('web', name)).join('---\n');
    const text = findingsAsMarkdown(reportBetween({ 'old/all.yaml': many('') }, { 'new/all.yaml': many(TIGHTENED) }));
    expect(text.match(/\*\*Instead:\*\*/g)).toHaveLength(1);
    expect(text).toContain('<summary>The same for 2 more</summary>\n\n`Service shop/beta` in `new/all.yaml`, `Service shop/gamma` in `new/all.yaml`\n');
  });

  test('takes nothing of a manifest for Markdown or HTML', () => {
    const hostile = RUNNING.replaceAll('name: web', 'name: "<img src=x>`|@team [x](y) ** www.example.com"');
    const text = findingsAsMarkdown(reportBetween({ 'old/web.yaml': hostile }, { 'new/web.yaml': hostile.replace('app: web', 'app: "<b>"') }));
    expect(text.replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '')).not.toMatch(/<img|@team|\[x\]|www\./);
  });

  test('fits into a comment, and says what it leaves out', () => {
    const report = reportOnChange(TIGHTENED);
    const text = findingsAsMarkdown({ ...report, findings: Array.from({ length: 500 }, () => report.findings[0]) });
    expect(text.length).toBeLessThan(65_000);
    expect(text).toMatch(/…and \d+ more: run the comparison yourself to see them all\.\n$/);
  });

  test('names the clusters, what was acknowledged and what could not be read', () => {
    const accepting = `${TIGHTENED}---\nkind: Service\nmetadata: { annotations: { cdk8s-zero-downtime/acknowledge.${RULE}: announced } }\n`;
    expect(findingsAsMarkdown(reportOnChange(accepting))).toMatch(/<summary>1 acknowledged<\/summary>\n\n- \[service-selector-tightened\]\(https:.*\), `Service shop\/web`: announced\n/);
    expect(findingsAsMarkdown(TWO_CLUSTERS)).toContain('Each of 2 clusters is judged separately: `new/dev.yaml`, `new/prod.yaml`.');
    expect(findingsAsMarkdown(reportBetween({ 'old/web.yaml': 'a: [\n' }, { 'new/web.yaml': RUNNING }))).toMatch(/- `old\/web\.yaml:\d+` This document cannot be read/);
  });
});

describe('a check', () => {
  const acknowledged = service('api', { annotations: { [`cdk8s-zero-downtime/acknowledge.${CHECK_RULE}`]: 'it waits by itself' } });

  test('begins with the question and what it comes to, and has each finding with its remedy', () => {
    const report = reportOn({ 'web.yaml': service('web') });
    const text = findingsAsMarkdown(report);
    expect(text).toMatch(/^### Would users notice an update, a node drain or a failure\?\n\n\*\*\d+ errors?,.* in 1 of 2 objects(; .*)?\*\*\n\n/);
    expect(text.match(/^\*\*Instead:\*\* /gm)).toHaveLength(report.findings.length);
    expect(text).toMatch(/ · \[prestop-missing\]\(https:.*\/docs\/rules\.md#prestop-missing\)<\/sub>$/m);
  });

  test('is one sentence when nothing is found', () => {
    expect(findingsAsMarkdown(reportOn({})))
      .toBe('### Would users notice an update, a node drain or a failure?\n\n**No findings in 0 objects**\n');
  });

  test('names what is acknowledged, and what could not be read', () => {
    const text = findingsAsMarkdown(reportOn({ 'api.yaml': acknowledged, 'broken.yaml': 'a: [\n' }));
    expect(text).toMatch(/<summary>1 acknowledged<\/summary>\n\n- \[prestop-missing\]\(https:.*\), `Deployment shop\/api`: it waits by itself\n/);
    expect(text).toContain('**Not all of the input could be read:**\n\n- `broken.yaml:1` This document cannot be read');
    expect(text).not.toContain('restarts');
  });

  test('says what it leaves out of a long comment', () => {
    const report = reportOn({ 'web.yaml': service('web') });
    const text = findingsAsMarkdown({ ...report, findings: Array.from({ length: 500 }, () => report.findings[0]) });
    expect(text).toMatch(/…and \d+ more: run the check yourself to see them all\.\n$/);
  });
});

test('findings that do not fit into a comment are counted, but not written', () => {
  const report = reportOn({ 'dist/web.yaml': service('web') });
  const findings = Array(1000).fill(report.findings[0]);
  const unread = Object.defineProperty({ ...report.findings[0] }, 'message', { get: () => { throw new Error('This is written.'); } });
  const text = findingsAsMarkdown({ ...report, findings: [...findings, unread] });
  const written = text.match(/\*\*Instead:\*\*/g)!.length;
  expect(text).toContain(`…and ${1001 - written} more: run the check yourself to see them all.`);
});
