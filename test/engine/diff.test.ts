import { NEW_IMAGE, reportBetween, reportOnChange, RULE, RUNNING, TIGHTENED } from './diffing';
import { summarize } from '../../src/report/findings/summary';
import { exampleManifests } from '../../src/rules/examples';
import { idsOf } from '../rules/check/judging';

const DEV = RUNNING;
const PROD = exampleManifests('kind: Deployment\nspec: { replicas: 6 }\n');
const PROD_TIGHTENED = exampleManifests(`kind: Deployment\nspec: { replicas: 6 }\n---\n${TIGHTENED}`);

test('reports what a change does to users, what restarts, and how many objects change', () => {
  const { findings, restarts, changes, summary } = reportOnChange(TIGHTENED);
  expect(findings.map(({ rule, object }) => [rule.id, object.kind, object.name])).toEqual([[RULE, 'Service', 'web']]);
  expect(restarts.map(({ object }) => object)).toEqual([{ kind: 'Deployment', namespace: 'shop', name: 'web' }]);
  expect(changes).toEqual({ added: 0, changed: 2, removed: 0 });
  expect(summary).toEqual({
    errors: 1, warnings: 0, infos: 0, notShown: 0, acknowledged: 0, objects: 3, objectsWithFindings: 1, excluded: 0,
  });
});

test('a Rollout restarts with the template of its Deployment', () => {
  const rollout = `
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web-rollout, namespace: shop }
spec: { replicas: 3, workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }, strategy: { canary: { maxUnavailable: 0 } } }
`;
  const { restarts } = reportBetween({ 'old/web.yaml': RUNNING + rollout }, { 'new/web.yaml': exampleManifests(NEW_IMAGE) + rollout });
  expect(restarts.map(({ object }) => object)).toEqual([{ kind: 'Rollout', namespace: 'shop', name: 'web-rollout' }]);
});

test('the fix ends with the releases of the recipe', () => {
  expect(reportOnChange(TIGHTENED).findings.map(({ fix }) => fix)).toEqual([
    'Change spec.selector one release later than the labels. Release 1: this change, but with spec.selector of Service web set to { "app": "web" }. '
    + 'When its pods are ready, release 2: the rest of this change.',
  ]);
});

test('finds nothing if nothing changes', () => {
  expect(reportOnChange('')).toMatchObject({ findings: [], restarts: [], changes: { added: 0, changed: 0, removed: 0 } });
});

test('new pods start as they will be written, old ones stop as they were', () => {
  const grace = 'kind: Deployment\nspec: { template: { spec: { terminationGracePeriodSeconds: 90 } } }\n';
  const { restarts: [{ timeline }] } = reportBetween({ 'old/web.yaml': exampleManifests(grace) }, { 'new/web.yaml': exampleManifests(NEW_IMAGE) });
  expect(timeline!.figures.sigkill).toBe(90);
});

test('clusters with the same file names are compared, wherever their files are', () => {
  const { findings, restarts, clusters } = reportBetween(
    { 'old/dev.yaml': DEV, 'old/prod.yaml': PROD },
    { 'new/prod.yaml': PROD_TIGHTENED, 'new/dev.yaml': DEV },
  );
  expect(clusters).toEqual(['new/dev.yaml', 'new/prod.yaml']);
  expect(findings.map(({ rule, object }) => [rule.id, object.file])).toEqual([[RULE, 'new/prod.yaml']]);
  expect(restarts.map(each => each.clusters)).toEqual([['new/prod.yaml']]);
});

test('a new cluster has nothing that could break', () => {
  const { findings, changes } = reportBetween({ 'old/dev.yaml': DEV }, { 'new/dev.yaml': DEV, 'new/prod.yaml': PROD_TIGHTENED });
  expect(findings).toEqual([]);
  expect(changes).toEqual({ added: 3, changed: 0, removed: 0 });
});

test('a release that makes prod the same as dev is judged for prod', () => {
  const { findings, restarts, clusters, changes } = reportBetween(
    { 'old/dev.yaml': PROD_TIGHTENED, 'old/prod.yaml': PROD },
    { 'new/dev.yaml': PROD_TIGHTENED, 'new/prod.yaml': PROD_TIGHTENED },
  );
  expect(clusters).toEqual(['old/dev.yaml', 'old/prod.yaml']);
  expect(findings.map(finding => [finding.rule.id, finding.clusters])).toEqual([[RULE, ['old/prod.yaml']]]);
  expect(restarts.map(each => each.clusters)).toEqual([['old/prod.yaml']]);
  expect(changes).toEqual({ added: 0, changed: 2, removed: 0 });
});

test('an exact copy of an object in another file does not create a cluster', () => {
  const named = (name: string, image: string) => exampleManifests('').replaceAll('web', name).replace(/image: .*/, `image: registry.example.com/${name}:${image}`);
  const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: shop, namespace: shop }\n---\n';
  const { clusters, findings } = reportBetween(
    { 'old/cart.yaml': account + named('cart', '1'), 'old/pay.yaml': named('pay', '1') },
    { 'new/cart.yaml': account + named('cart', '2'), 'new/pay.yaml': account + named('pay', '2') },
  );
  expect(clusters).toEqual([]);
  expect(findings).toEqual([]);
});

test('severities and exclusions of the settings apply', () => {
  expect(reportOnChange(TIGHTENED, { severities: { [RULE]: 'info' } }).summary).toMatchObject({ errors: 0, infos: 1 });
  expect(reportOnChange(TIGHTENED, { severities: { [RULE]: 'off' } }).findings).toEqual([]);
  expect(reportOnChange(TIGHTENED, { exclude: [{ kind: 'Service', file: '.zero-downtime.yaml', line: 2 }] }).findings).toEqual([]);
});

test('an annotation with a reason acknowledges a finding, which is listed', () => {
  const accepting = `kind: Service\nmetadata: { annotations: { cdk8s-zero-downtime/acknowledge.${RULE}: announced } }\n`;
  const { findings, acknowledged } = reportOnChange(`${TIGHTENED}---\n${accepting}`);
  expect(findings).toEqual([]);
  expect(acknowledged.map(({ rule, acknowledgement }) => [rule.id, acknowledgement?.reason])).toEqual([[RULE, 'announced']]);
});

test('an annotation that is still there after its release is reported', () => {
  const { findings } = reportOnChange(`kind: Service\nmetadata: { annotations: { cdk8s-zero-downtime/acknowledge.${RULE}: announced } }\n`);
  expect(findings.map(({ rule }) => rule.id)).toEqual(['acknowledgement-hides-nothing']);
});

test('an error in either side is a problem', () => {
  const { problems } = reportBetween({ 'old/web.yaml': 'a: [\n' }, { 'new/web.yaml': 'b: [\n' });
  expect(problems.map(({ file, level }) => [file, level])).toEqual([['old/web.yaml', 'error'], ['new/web.yaml', 'error']]);
});

test('the order of files does not matter', () => {
  const [one, other] = [{ 'new/dev.yaml': DEV, 'new/prod.yaml': PROD_TIGHTENED }, { 'new/prod.yaml': PROD_TIGHTENED, 'new/dev.yaml': DEV }];
  const before = { 'old/dev.yaml': DEV, 'old/prod.yaml': PROD };
  expect(idsOf(reportBetween(before, one).findings as never)).toEqual(idsOf(reportBetween(before, other).findings as never));
  expect(reportBetween(before, one)).toEqual(reportBetween(before, other));
});

describe('a chart that the manifests do not have', () => {
  const source = (tag: string) => `---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: { name: charts, namespace: shop }\nspec: { url: 'oci://registry.example.com/api', ref: { tag: ${tag} } }\n`;
  const release = (replicas: number) => `---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: api, namespace: shop }\nspec: { interval: 5m, chartRef: { kind: OCIRepository, name: charts }, values: { replicas: ${replicas} } }\n`;
  const between = (before: string, after: string) =>
    reportBetween({ 'old/web.yaml': RUNNING + before }, { 'new/web.yaml': RUNNING + after }).unjudged?.installers.map(({ name }) => name) ?? [];

  test.each([
    ['its values change', source('1.0.0') + release(3), source('1.0.0') + release(2)],
    ['its source has another version', source('1.0.0') + release(3), source('1.1.0') + release(3)],
    ['it is added', '', source('1.0.0') + release(3)],
  ])('is named where %s', (_, before, after) => {
    expect(between(before, after)).toEqual(['api']);
  });

  test('is not named where it stays the same', () => {
    expect(between(source('1.0.0') + release(3), source('1.0.0') + release(3))).toEqual([]);
  });

  test('is named in the summary', () => {
    const report = reportBetween({ 'old/web.yaml': RUNNING + release(3) }, { 'new/web.yaml': RUNNING + release(2) });
    expect(summarize(report)).toContain('HelmRelease api installs objects that are not in the input: render them first (helm template, kubectl kustomize)');
  });
});
