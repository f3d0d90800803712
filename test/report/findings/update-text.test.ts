import { updateAsText } from '../../../src/report/findings/update-text';
import { changesInWords, updateInWords } from '../../../src/report/findings/update-words';
import { exampleManifests } from '../../../src/rules/examples';
import { NEW_IMAGE, reportBetween, reportOnChange, RUNNING, TIGHTENED } from '../diffing';

test('fits into 100 columns, but for addresses', () => {
  const lines = updateAsText(reportOnChange(TIGHTENED)).split('\n').filter(line => line.length > 100);
  expect(lines.filter(line => !/https?:/.test(line))).toEqual([]);
});

test('says first what is wrong and how to get there, then what restarts, and at the end what it comes to', () => {
  const lines = updateAsText(reportOnChange(TIGHTENED)).split('\n');
  expect(lines[0]).toMatch(/^Service shop\/web new\/web\.yaml:\d+$/);
  expect(lines[1]).toMatch(/^ {2}error {4}service-selector-tightened, line \d+$/);
  expect(lines.join(' ')).toMatch(/Fix: Change spec\.selector one release later than the labels\. Release 1: this change, but/);
  expect(lines).toContain('What restarts');
  expect(lines).toContain('shop/web');
  expect(lines.join('\n')).toMatch(/\n2 objects change; 3 objects in all\.\n1 Deployment restarts, [^;]+;\s+capacity never under 100 % in rollouts;\s+1\s+change would\s+drop requests or get\s+stuck\.\n$/);
});

test('is one calm sentence when nothing would be noticed', () => {
  expect(updateAsText(reportOnChange(''))).toBe('Nothing changes; 3 objects in all.\nNo workload restarts; nothing was found that users would notice.\n');
});

test('two restarts are told with the time of each', () => {
  const two = (change: string) => `${exampleManifests(change)}---\n${exampleManifests(change).replaceAll('web', 'api')}`;
  const report = reportBetween({ 'old/a.yaml': two('') }, { 'new/a.yaml': two(NEW_IMAGE) });
  expect(updateInWords(report)).toMatch(/^2 Deployments restart, .* each; capacity never under 100 % in rollouts; nothing was found that users would notice\.$/);
});

test('what is no Deployment restarts without a timeline', () => {
  const set = (image: string) => `${RUNNING}---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: '${image}' }] } }
`;
  const report = reportBetween({ 'old/a.yaml': set('registry.example.com/db:1') }, { 'new/a.yaml': set('registry.example.com/db:2') });
  expect(updateInWords(report)).toBe('1 StatefulSet restarts, by a rollout that is not judged; nothing was found that users would notice.');
  expect(updateAsText(report)).toMatch(/What restarts\n {2}StatefulSet shop\/db\n/);
});

test.each([
  [{ added: 1, changed: 0, removed: 0 }, '1 is new; 3 objects in all.'],
  [{ added: 2, changed: 1, removed: 1 }, '1 object changes, 2 are new, 1 goes; 3 objects in all.'],
  [{ added: 0, changed: 2, removed: 3 }, '2 objects change, 3 go; 3 objects in all.'],
])('counts %j', (changes, words) => {
  expect(changesInWords({ ...reportOnChange(''), changes })).toBe(words);
});

test.each([
  [{ errors: 2, warnings: 0, infos: 0, accepted: 0 }, '2 changes would drop requests or get stuck'],
  [{ errors: 0, warnings: 1, infos: 3, accepted: 0 }, '1 warning; 3 infos'],
  [{ errors: 0, warnings: 0, infos: 0, accepted: 1 }, '1 accepted'],
])('sums up %j', (found, words) => {
  const report = reportOnChange('');
  expect(updateInWords({ ...report, summary: { ...report.summary, ...found } })).toBe(`No workload restarts; ${words}.`);
});

test('compares nothing where not all could be read: what is missing would seem to be removed', () => {
  const report = reportBetween({ 'old/web.yaml': RUNNING }, { 'new/web.yaml': `${RUNNING.split('---')[0]}---\na: [\n` });
  expect(report).toMatchObject({ findings: [], restarts: [] });
  expect(updateAsText(report)).toMatch(/This document cannot be read.*\n\nNothing was compared, since not all of the input could be used\.\n$/s);
});

test('a value of a wrong type is no reason not to compare, but is said', () => {
  const report = reportBetween({ 'old/web.yaml': RUNNING }, { 'new/web.yaml': RUNNING.replace('replicas: 3', 'replicas: many') });
  expect(updateInWords(report)).toMatch(/; not all of the input could be used\.$/);
});

test('says when no pod is left', () => {
  const recreate = 'kind: Deployment\nspec: { strategy: { type: Recreate, rollingUpdate: null } }\n';
  const report = reportBetween({ 'old/web.yaml': exampleManifests(recreate) }, { 'new/web.yaml': exampleManifests(`${recreate}---\n${NEW_IMAGE}`) });
  expect(updateInWords(report)).toMatch(/^1 Deployment restarts, .*; capacity down to 0 % in rollouts; /);
});
