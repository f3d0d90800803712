import { idsOf, judged } from './check/judging';
import { exampleManifests } from '../../src/rules/examples';

const WITHOUT_HOOK = 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } }\n';
const BLOCKING = 'kind: PodDisruptionBudget\nspec: { maxUnavailable: 0 }\n';

function accepting(kind: string, rule: string, reason: string): string {
  return `kind: ${kind}\nmetadata: { annotations: { "cdk8s-zero-downtime/acknowledge.${rule}": ${JSON.stringify(reason)} } }\n`;
}

function on(...changes: string[]) {
  const { findings, acknowledged } = judged(exampleManifests(changes.join('---\n')));
  return {
    found: idsOf(findings),
    accepted: acknowledged.map(({ rule, acknowledgement }) => [rule.id, acknowledgement?.reason]),
    findings,
  };
}

test('a reason on the object acknowledges a finding, which is listed', () => {
  expect(on(WITHOUT_HOOK, accepting('Deployment', 'prestop-missing', 'it drains by itself')))
    .toMatchObject({ found: [], accepted: [['prestop-missing', 'it drains by itself']] });
});

test('a reason on the Deployment acknowledges findings on its budget', () => {
  expect(on(BLOCKING, accepting('Deployment', 'pdb-blocks-eviction', 'upgraded by hand'))).toMatchObject({ found: [], accepted: [['pdb-blocks-eviction', 'upgraded by hand']] });
});

test('the reason on the object itself overrides that on the Deployment, which is then reported as unused', () => {
  expect(on(BLOCKING, accepting('Deployment', 'pdb-blocks-eviction', 'for all'), accepting('PodDisruptionBudget', 'pdb-blocks-eviction', 'for this')))
    .toMatchObject({ found: ['acknowledgement-hides-nothing'], accepted: [['pdb-blocks-eviction', 'for this']] });
});

test('an acknowledgement covers no other rule and no other object', () => {
  expect(on(WITHOUT_HOOK, accepting('Deployment', 'pdb-blocks-eviction', 'why')).found).toEqual(['acknowledgement-hides-nothing', 'prestop-missing']);
  expect(on(WITHOUT_HOOK, accepting('Service', 'prestop-missing', 'why')).found).toEqual(['acknowledgement-hides-nothing', 'prestop-missing']);
});

test.each(['', ' ', '\u200b'])('fails when the reason is empty: %j', reason => {
  const { found, accepted, findings } = on(WITHOUT_HOOK, accepting('Deployment', 'prestop-missing', reason));
  expect(found).toEqual(['acknowledgement-without-reason', 'prestop-missing']);
  expect(accepted).toEqual([]);
  expect(findings.find(({ rule }) => rule.id === 'acknowledgement-without-reason')).toMatchObject({
    severity: 'error',
    path: ['metadata', 'annotations', 'cdk8s-zero-downtime/acknowledge.prestop-missing'],
    message: "No reason is given for accepting 'prestop-missing', so the finding is not accepted.",
    fix: "Write the reason as the value of metadata.annotations['cdk8s-zero-downtime/acknowledge.prestop-missing'].",
  });
});

test('fails when there is no such rule', () => {
  expect(on(accepting('Deployment', 'prestop-mising', 'why')).findings).toMatchObject([{
    rule: { id: 'acknowledgement-unknown-rule' },
    severity: 'error',
    path: ['metadata', 'annotations', 'cdk8s-zero-downtime/acknowledge.prestop-mising'],
    message: "There is no rule 'prestop-mising', so this annotation accepts nothing.",
    fix: "Write the id of a rule in metadata.annotations['cdk8s-zero-downtime/acknowledge.prestop-mising'], or remove it.",
  }]);
});

test('warns of an acknowledgement that matches no finding', () => {
  expect(on(accepting('Deployment', 'prestop-missing', 'why')).findings).toMatchObject([{
    rule: { id: 'acknowledgement-hides-nothing' },
    severity: 'warning',
    path: ['metadata', 'annotations', 'cdk8s-zero-downtime/acknowledge.prestop-missing'],
    message: "Nothing here violates 'prestop-missing', so this annotation accepts nothing.",
    fix: "Remove metadata.annotations['cdk8s-zero-downtime/acknowledge.prestop-missing'].",
  }]);
});

test('does not report an acknowledgement of a hazard without a check rule: only a release may show it', () => {
  expect(on(accepting('Deployment', 'selector-changed', 'why')).found).toEqual([]);
});

test('findings about acknowledgements cannot be acknowledged themselves', () => {
  expect(on(accepting('Deployment', 'acknowledgement-hides-nothing', 'why')).found).toEqual(['acknowledgement-unknown-rule']);
});

test('a rule that is switched off needs no acknowledgement', () => {
  const manifests = exampleManifests(`${WITHOUT_HOOK}---\n${accepting('Deployment', 'prestop-missing', 'why')}`);
  expect(idsOf(judged(manifests, {}, { severities: { 'prestop-missing': 'off' } }).findings)).toEqual([]);
});
