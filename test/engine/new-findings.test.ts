import { NEW_IMAGE, reportBetween, reportOnChange, RUNNING, TIGHTENED } from './diffing';
import { findingsAsJson } from '../../src/report/findings/json';
import { findingsAsMarkdown } from '../../src/report/findings/markdown';
import { findingsAsSarif } from '../../src/report/findings/sarif';
import { summarize } from '../../src/report/findings/summary';
import { findingsAsText } from '../../src/report/findings/text';
import { RULES } from '../../src/rules';
import { exampleManifests } from '../../src/rules/examples';

const UNSPREAD = 'kind: Deployment\nspec: { template: { spec: { topologySpreadConstraints: null } } }\n';

const said = (report: ReturnType<typeof reportOnChange>) => report.findings.map(({ rule, isNew }) => [rule.id, isNew]);

test('a comparison reports what check finds after the change but not before', () => {
  const report = reportOnChange(UNSPREAD);
  expect(said(report)).toEqual([['pods-not-spread', true]]);
  expect(report.summary).toMatchObject({ errors: 0, warnings: 1 });
  expect(summarize(report)).toMatch(/; 1 warning of check is new in this change\.$/);
});

test('what check also finds before is not new', () => {
  const before = exampleManifests(UNSPREAD);
  const after = exampleManifests(`${UNSPREAD}---\n${NEW_IMAGE}`);
  expect(said(reportBetween({ 'old/web.yaml': before }, { 'new/web.yaml': after }))).toEqual([]);
});

test('a finding that was acknowledged before is not new without the annotation', () => {
  const accepting = 'kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/acknowledge.pods-not-spread: announced } }\n';
  expect(said(reportBetween({ 'old/web.yaml': exampleManifests(`${UNSPREAD}---\n${accepting}`) }, { 'new/web.yaml': exampleManifests(UNSPREAD) }))).toEqual([]);
});

test('a container that is renamed or moved is the same', () => {
  const slow = exampleManifests('kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, readinessProbe: { timeoutSeconds: 1 } }] } } }\n');
  expect(said(reportBetween({ 'old/web.yaml': slow }, { 'new/web.yaml': slow.replace('- name: web\n', '- name: main\n') }))).toEqual([]);
});

test('what an update rule already reports is not reported twice', () => {
  const stop = 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } }\n';
  expect(said(reportOnChange(stop))).toEqual([['shutdown-window-reduced', undefined]]);
  expect(said(reportOnChange('kind: PodDisruptionBudget\n$patch: delete\n'))).toEqual([['pdb-removed', undefined]]);
});

test('settings apply to new findings', () => {
  expect(said(reportOnChange(UNSPREAD, { severities: { 'pods-not-spread': 'off' } }))).toEqual([]);
  expect(reportOnChange(UNSPREAD, { severities: { 'pods-not-spread': 'error' } }).summary.errors).toBe(1);
});

test('every format marks only new findings as new', () => {
  const report = reportBetween({ 'old/web.yaml': RUNNING }, { 'new/web.yaml': exampleManifests(`${UNSPREAD}---\n${TIGHTENED}`) });
  expect(said(report)).toEqual([['pods-not-spread', true], ['service-selector-tightened', undefined]]);
  expect(summarize(report)).toMatch(/; 1 change would drop requests or get stuck; 1 warning of check is new in this change\.$/);
  expect(findingsAsText(report)).toMatch(/^ {2}warning {2}pods-not-spread, line \d+, new in this change$/m);
  expect(findingsAsText(report)).toMatch(/^ {2}error {4}service-selector-tightened, line \d+$/m);
  expect(findingsAsMarkdown(report).match(/\(new in this change\)/g)).toHaveLength(1);
  const { findings, newFindings } = JSON.parse(findingsAsJson(report));
  expect(findings.map((finding: { new?: boolean }) => finding.new)).toEqual([true, undefined]);
  expect(newFindings).toEqual({ errors: 0, warnings: 1, infos: 0 });
  const [{ results }] = JSON.parse(findingsAsSarif(report, RULES)).runs;
  expect(results.map(({ baselineState }: { baselineState?: string }) => baselineState)).toEqual(['new', undefined]);
});
