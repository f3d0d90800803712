import { judgedUpdate, updateWith } from './updating';
import { TIGHTENED } from '../../engine/diffing';
import { idsOf } from '../check/judging';

const RULE = 'service-selector-tightened';

function accepting(kind: string, rule: string, reason: string): string {
  return `---\nkind: ${kind}\nmetadata: { annotations: { "cdk8s-zero-downtime/acknowledge.${rule}": ${JSON.stringify(reason)} } }\n`;
}

const on = (change: string, policy = {}) => judgedUpdate(updateWith('', change), {}, policy);

test('a finding has the recipe as data, and as its fix the sentence before it', () => {
  const { findings: [{ rule, severity, fix, recipe }] } = on(TIGHTENED);
  expect([rule.id, severity, fix]).toEqual([RULE, 'error', 'Change spec.selector one release later than the labels.']);
  expect(recipe).toEqual([
    { edits: [{ kind: 'set', object: expect.objectContaining({ name: 'web' }), path: ['spec', 'selector'], value: { app: 'web' } }] },
    { edits: [] },
  ]);
});

test('the policy decides how severe a rule is, whether it runs, and which objects are judged', () => {
  expect(on(TIGHTENED, { severities: { [RULE]: 'info' } }).findings.map(({ severity }) => severity)).toEqual(['info']);
  expect(on(TIGHTENED, { severities: { [RULE]: 'off' } }).findings).toEqual([]);
  expect(on(TIGHTENED, { excludes: ({ kind }: { kind: string }) => kind === 'Service' }).findings).toEqual([]);
});

test('a violation may be milder than its rule', () => {
  const halved = 'kind: Deployment\nspec: { replicas: 2 }\n';
  const { findings } = judgedUpdate(updateWith('kind: Deployment\nspec: { replicas: 6 }\n', halved));
  expect(findings.map(({ rule, severity }) => [rule.id, rule.severity, severity])).toEqual([['replicas-reduced', 'error', 'warning']]);
});

test('a reason on the object, or on its Deployment, acknowledges a finding', () => {
  const { findings, acknowledged } = on(TIGHTENED + accepting('Service', RULE, 'announced'));
  expect(findings).toEqual([]);
  expect(acknowledged.map(({ rule, acknowledgement }) => [rule.id, acknowledgement?.reason])).toEqual([[RULE, 'announced']]);
});

test('an unneeded acknowledgement is reported; one of a check rule or one without a reason is left to check', () => {
  expect(idsOf(on(accepting('Service', RULE, 'announced')).findings)).toEqual(['acknowledgement-hides-nothing']);
  expect(on(accepting('Service', 'prestop-missing', 'why')).findings).toEqual([]);
  expect(idsOf(on(TIGHTENED + accepting('Service', RULE, '')).findings)).toEqual([RULE]);
});

test('an acknowledgement of a rule that does not run is not reported as unneeded', () => {
  expect(on(accepting('Service', RULE, 'announced'), { severities: { [RULE]: 'off' } }).findings).toEqual([]);
});
