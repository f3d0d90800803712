import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { checkAsJson } from '../../../src/report/findings/check-json';
import { reportOn, RULE, service } from '../checking';

const SCHEMA = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'check.schema.json'), 'utf8'));
const ACCEPTED = service('api', { annotations: { [`cdk8s-zero-downtime/acknowledge.${RULE}`]: 'it waits by itself' } });
const REPORT = reportOn({
  'dev.yaml': service('web'), 'prod.yaml': service('web') + ACCEPTED, 'values.yaml': 'replicas: 2\n', 'broken.yaml': 'a: [\n',
}, { platform: 'eks' });

test.each([
  ['of everything', REPORT],
  ['of nothing', reportOn({})],
])('fits docs/check.schema.json, a report %s', (_, report) => {
  const ajv = new Ajv({ strict: false });
  ajv.validate(SCHEMA, JSON.parse(checkAsJson(report)));
  expect(ajv.errors).toBeNull();
});

test('has no field that the schema does not know', () => {
  const closed = JSON.parse(JSON.stringify(SCHEMA), (_, value) => value?.type === 'object' ? { ...value, additionalProperties: false } : value);
  closed.definitions.finding.properties.reason = { type: 'string' };
  const ajv = new Ajv({ strict: false });
  ajv.validate(closed, JSON.parse(checkAsJson(REPORT)));
  expect(ajv.errors).toBeNull();
});

test('has of a finding all that the rule says, and its place', () => {
  const { findings } = JSON.parse(checkAsJson(reportOn({ 'web.yaml': service('web') })));
  expect(findings.find(({ rule }: { rule: string }) => rule === RULE)).toEqual({
    rule: RULE,
    severity: 'error',
    object: { kind: 'Deployment', namespace: 'shop', name: 'web' },
    path: 'spec.template.spec.containers[0].lifecycle.preStop',
    file: 'web.yaml',
    line: 25,
    message: expect.stringContaining('preStop'),
    fix: expect.stringMatching(/\.$/),
    title: expect.stringContaining('preStop'),
    impact: expect.any(String),
    reference: expect.stringContaining('https://'),
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}:1$/),
  });
});

test('has exceptions with their reasons, problems, clusters and the target', () => {
  const { exceptions, problems, clusters, target, version } = JSON.parse(checkAsJson(REPORT));
  expect(exceptions).toEqual([expect.objectContaining({ rule: RULE, reason: 'it waits by itself', object: { kind: 'Deployment', namespace: 'shop', name: 'api' } })]);
  expect(problems.map(({ level, file, line }: { [key: string]: unknown }) => `${level} ${file}:${line}`)).toEqual(['note values.yaml:1', 'error broken.yaml:1']);
  expect({ clusters, target, version }).toEqual({ clusters: ['dev.yaml', 'prod.yaml'], target: { kubernetesVersion: '1.34', platform: 'eks' }, version: 1 });
});

test('is plain for a terminal, too', () => {
  const json = checkAsJson(reportOn({ 'web.yaml': service('web\u001b[31m\u009b\u202e') }));
  expect(json.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
});
