import { reportBetween, reportOnChange, RUNNING, TIGHTENED } from './diffing';
import { findingsAsJson } from '../../src/report/findings/json';
import { findingsAsMarkdown } from '../../src/report/findings/markdown';
import { findingsAsText } from '../../src/report/findings/text';
import { exampleManifests } from '../../src/rules/examples';

const OTHER_PORT = 'kind: Service\nspec: { ports: [{ name: http, port: 8080, targetPort: http }] }\n';
const TWO = `${TIGHTENED}---\n${OTHER_PORT}`;

test('several recipes are one plan of releases', () => {
  const { plans: [{ words, cluster }, ...others] } = reportOnChange(TWO);
  expect(others).toEqual([]);
  expect(cluster).toBeUndefined();
  expect(words).toHaveLength(2);
  expect(words[0]).toContain('leave out spec.selector.tier of Service web');
  expect(words[1]).toMatch(/^When its pods are ready, release 2: the rest of this change, but with spec\.ports of Service web set to /);
});

test('one recipe stays with its finding', () => {
  expect(reportOnChange(TIGHTENED).plans).toEqual([]);
  expect(findingsAsText(reportOnChange(TIGHTENED)).replace(/\s+/g, ' ')).toContain('Fix: Change spec.selector one release later than the labels. Release 1: ');
});

test('the text and the comment of a pull request have the plan instead of the recipes, and JSON has both', () => {
  const report = reportOnChange(TWO);
  const text = findingsAsText(report).replace(/\s+/g, ' ');
  expect(text).toContain('Fix: Change spec.selector one release later than the labels. error service-port-removed');
  expect(text.match(/Release 1: /g)).toHaveLength(1);
  expect(text).toMatch(/ Releases Release 1: .* When its pods are ready, release 2: .* Read more/);
  expect(findingsAsMarkdown(report)).toMatch(/\*\*Releases\*\*\n\n1\. Release 1&#58; |\*\*Releases\*\*\n\n1\. Release 1: /);
  const { findings, plans } = JSON.parse(findingsAsJson(report));
  expect(findings.map(({ recipe }: { recipe?: unknown[] }) => recipe?.length)).toEqual([2, 1]);
  expect(plans).toEqual([{ releases: [expect.objectContaining({ until: 'when its pods are ready' }), expect.not.objectContaining({ until: expect.anything() })] }]);
});

test('the plan contains objects that its releases rename', () => {
  const jobs = (version: string): string => ['create', 'patch'].map(name => `
apiVersion: batch/v1
kind: Job
metadata: { name: ${name}-webhook }
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: ${name}, image: 'registry.example.com/certgen:${version}', args: [${name}] }] } } }
`).join('---');
  const { plans: [{ words, releases }] } = reportBetween({ 'old/web.yaml': jobs('1.4.2') }, { 'new/web.yaml': jobs('1.5.0') });
  expect(words).toEqual([
    'Release this change, but with metadata.name of Job create-webhook set to create-webhook-1-5-0 and with metadata.name of Job patch-webhook set to patch-webhook-1-5-0.',
  ]);
  expect(releases[0].edits).toHaveLength(2);
});

test('each cluster has its own plan', () => {
  const prod = (change: string) => exampleManifests(change).replace('replicas: 3', 'replicas: 6');
  const { plans } = reportBetween(
    { 'old/dev.yaml': RUNNING, 'old/prod.yaml': prod('') }, { 'new/dev.yaml': exampleManifests(TWO), 'new/prod.yaml': prod(TIGHTENED) },
  );
  expect(plans.map(({ cluster, releases }) => [cluster, releases.length])).toEqual([['new/dev.yaml', 2], ['new/prod.yaml', 2]]);
});

test('clusters whose plans have the same releases share one plan', () => {
  const files = (folder: string, change: string) => Object.fromEntries(['dev', 'test', 'prod'].map((name, i) =>
    [`${folder}/${name}.yaml`, exampleManifests(change).replace('replicas: 3', `replicas: ${3 + i}`)]));
  const report = reportBetween(files('old', ''), files('new', TWO));
  expect(report.plans).toHaveLength(3);
  const text = findingsAsText(report);
  expect(text.match(/Release 1: /g)).toHaveLength(1);
  expect(text).toContain('Releases for 3 clusters\n  new/dev.yaml\n  new/prod.yaml\n  new/test.yaml\n\n  Release 1: ');
  const markdown = findingsAsMarkdown(report);
  expect(markdown.match(/Release 1(?::|&#58;) /g)).toHaveLength(1);
  expect(markdown).toContain('**Releases for `new/dev.yaml`; `new/prod.yaml`; `new/test.yaml`**');
});

test('what is acknowledged is in no plan', () => {
  const accepting = 'kind: Service\nmetadata: { annotations: { cdk8s-zero-downtime/acknowledge.service-port-removed: announced } }\n';
  expect(reportOnChange(`${TWO}---\n${accepting}`).plans).toEqual([]);
});
