import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { findingsAsJson } from '../../../src/report/findings/json';
import { exampleManifests } from '../../../src/rules/examples';
import { reportOn, RULE, service } from '../../engine/checking';
import { NEW_IMAGE, reportBetween, reportOnChange, RULE as SELECTOR_RULE, RUNNING, TIGHTENED } from '../../engine/diffing';

const [SCHEMA, DIFF_SCHEMA] = ['check.schema.json', 'diff.schema.json']
  .map(file => JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'docs', file), 'utf8')));
const ACKNOWLEDGED = service('api', { annotations: { [`cdk8s-zero-downtime/acknowledge.${RULE}`]: 'it waits by itself' } });
const REPORT = reportOn({
  'dev.yaml': service('web'),
  'prod.yaml': service('web', { annotations: { stage: 'prod' } }) + ACKNOWLEDGED,
  'values.yaml': 'replicas: 2\n',
  'release.yaml': 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: shop }\n',
  'broken.yaml': 'a: [\n',
}, { platform: 'eks' });
const TWO_CLUSTERS = reportBetween(
  { 'old/dev.yaml': RUNNING, 'old/prod.yaml': RUNNING },
  { 'new/dev.yaml': RUNNING, 'new/prod.yaml': RUNNING.replace('1.4.2', '1.5.0') },
);

test.each([
  ['of everything', REPORT],
  ['of nothing', reportOn({})],
])('fits docs/check.schema.json, a report %s', (_, report) => {
  const ajv = new Ajv({ strict: false });
  ajv.validate(SCHEMA, JSON.parse(findingsAsJson(report)));
  expect(ajv.errors).toBeNull();
});

test('has no field that the schema does not know', () => {
  const closed = JSON.parse(JSON.stringify(SCHEMA), (_, value) => value?.type === 'object' ? { ...value, additionalProperties: false } : value);
  closed.definitions.finding.properties.reason = { type: 'string' };
  const ajv = new Ajv({ strict: false });
  ajv.validate(closed, JSON.parse(findingsAsJson(REPORT)));
  expect(ajv.errors).toBeNull();
});

test('has of a finding all that the rule says, and its place', () => {
  const { findings } = JSON.parse(findingsAsJson(reportOn({ 'web.yaml': service('web') })));
  expect(findings.find(({ rule }: { rule: string }) => rule === RULE)).toEqual({
    rule: RULE,
    severity: 'error',
    object: { kind: 'Deployment', namespace: 'shop', name: 'web' },
    path: 'spec.template.spec.containers[0].lifecycle.preStop',
    file: 'web.yaml',
    line: 25,
    message: expect.stringContaining('preStop'),
    fix: expect.stringMatching(/\.$/),
    fixes: [{
      safe: true,
      edits: ['/spec/template/spec/containers/0/lifecycle/preStop/sleep/seconds', '/spec/template/spec/terminationGracePeriodSeconds']
        .map(pointer => expect.objectContaining({ kind: 'set', pointer })),
    }],
    title: expect.stringContaining('preStop'),
    impact: expect.any(String),
    reference: expect.stringContaining('https://'),
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}:1$/),
  });
});

test('has acknowledged findings with their reasons, problems, clusters and the target', () => {
  const { acknowledged, problems, clusters, target, version } = JSON.parse(findingsAsJson(REPORT));
  expect(acknowledged).toEqual([expect.objectContaining({ rule: RULE, reason: 'it waits by itself', object: { kind: 'Deployment', namespace: 'shop', name: 'api' } })]);
  expect(problems.map(({ level, file, line }: { [key: string]: unknown }) => `${level} ${file}:${line}`)).toEqual(['note values.yaml:1', 'error broken.yaml:1']);
  expect({ clusters, target, version }).toEqual({ clusters: ['dev.yaml', 'prod.yaml'], target: { kubernetesVersion: '1.34', platform: 'eks' }, version: 1 });
});

test('is plain for a terminal, too', () => {
  const json = findingsAsJson(reportOn({ 'web.yaml': service('web\u001b[31m\u009b\u202e') }));
  expect(json.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
});

const ACKNOWLEDGING = `---\nkind: Service\nmetadata: { annotations: { cdk8s-zero-downtime/acknowledge.${SELECTOR_RULE}: announced } }\n`;

const READER = `---
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, env: [
  { name: TOKEN, valueFrom: { secretKeyRef: { name: web, key: token } } }] }] } } }
`;
const secret = (content: string) => `---\napiVersion: v1\nkind: Secret\nmetadata: { name: web, namespace: shop }\nstringData: ${content}\n`;
const WITHOUT_KEY = reportBetween(
  { 'old/web.yaml': exampleManifests(READER + secret('{ token: hunter2, other: a }')) },
  { 'new/web.yaml': exampleManifests(READER + secret('{ other: a }')) },
);

describe('a comparison', () => {
  test.each([
    ['an error', reportOnChange(TIGHTENED)],
    ['nothing', reportOnChange('')],
    ['an error that is acknowledged', reportOnChange(TIGHTENED + ACKNOWLEDGING)],
    ['a key that a Secret loses', WITHOUT_KEY],
    ['two clusters', TWO_CLUSTERS],
  ])('fits docs/diff.schema.json: %s', (_, report) => {
    const ajv = new Ajv({ strict: false });
    ajv.addSchema(SCHEMA);
    ajv.validate(DIFF_SCHEMA, JSON.parse(findingsAsJson(report)));
    expect(ajv.errors).toBeNull();
  });

  test('has the sentence, the changes and the figures of each restart', () => {
    const { words, changes, restarts } = JSON.parse(findingsAsJson(reportOnChange(NEW_IMAGE)));
    expect(words).toMatch(/^1 Deployment restarts/);
    expect(changes).toEqual({ added: 0, changed: 1, removed: 0 });
    expect(restarts[0]).toMatchObject({ object: { kind: 'Deployment', namespace: 'shop', name: 'web' }, figures: { leastAvailable: 3 }, update: { wanted: 3 } });
  });

  test('has the recipe of a finding, acknowledged or not', () => {
    const { findings: [{ recipe }] } = JSON.parse(findingsAsJson(reportOnChange(TIGHTENED)));
    expect(recipe).toEqual([
      {
        edits: [{
          kind: 'set',
          object: { kind: 'Service', namespace: 'shop', name: 'web' },
          path: 'spec.selector',
          pointer: '/spec/selector',
          value: { app: 'web' },
        }],
        until: 'when its pods are ready',
      },
      { edits: [] },
    ]);
    const { acknowledged } = JSON.parse(findingsAsJson(reportOnChange(TIGHTENED + ACKNOWLEDGING)));
    expect(acknowledged[0]).toMatchObject({ reason: 'announced', recipe });
  });

  test('shows nothing of what is in a Secret', () => {
    const json = findingsAsJson(WITHOUT_KEY);
    expect(JSON.parse(json).findings[0].recipe[0].edits[0]).toMatchObject({ kind: 'set', path: 'stringData.token', asBefore: true });
    expect(json).not.toContain('hunter2');
  });
});
