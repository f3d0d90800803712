import { idsOf, judged } from './judging';
import { exampleManifests } from '../../../src/rules/examples';

const TWO_DEFECTS = `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } }
---
kind: PodDisruptionBudget
spec: { maxUnavailable: 0 }
`;
const MANIFESTS = exampleManifests(TWO_DEFECTS);

test('every finding has its rule, its severity, its object and the workload that it is about', () => {
  expect(judged(MANIFESTS).findings).toMatchObject([
    { rule: { id: 'prestop-missing' }, severity: 'error', object: { kind: 'Deployment' }, workload: { name: 'web' } },
    { rule: { id: 'pdb-blocks-eviction' }, severity: 'error', object: { kind: 'PodDisruptionBudget' }, workload: { name: 'web' } },
  ]);
});

test('a repository may give a rule another severity', () => {
  const { findings } = judged(MANIFESTS, {}, { severities: { 'prestop-missing': 'info' } });
  expect(findings.map(({ rule, severity }) => [rule.id, severity])).toEqual([['prestop-missing', 'info'], ['pdb-blocks-eviction', 'error']]);
});

test('or switch it off', () => {
  expect(idsOf(judged(MANIFESTS, {}, { severities: { 'prestop-missing': 'off' } }).findings)).toEqual(['pdb-blocks-eviction']);
});

test("a repository's severity also applies if the rule itself distinguishes cases", () => {
  const third = exampleManifests('kind: Deployment\nspec: { strategy: { rollingUpdate: { maxUnavailable: 1 } } }\n');
  const severities = (policy: 'error' | undefined) => judged(third, {}, policy ? { severities: { 'max-unavailable-too-high': policy } } : {}).findings.map(({ severity }) => severity);
  expect(severities(undefined)).toEqual(['warning']);
  expect(severities('error')).toEqual(['error']);
});

test('nothing is found on excluded objects', () => {
  expect(idsOf(judged(MANIFESTS, {}, { excludes: ({ kind }) => kind === 'PodDisruptionBudget' }).findings)).toEqual(['prestop-missing']);
});

test('nor on objects of an excluded Deployment', () => {
  expect(idsOf(judged(MANIFESTS, {}, { excludes: ({ kind }) => kind === 'Deployment' }).findings)).toEqual([]);
});

test('nor are acknowledgements on them checked', () => {
  const acknowledging = exampleManifests('kind: Service\nmetadata: { annotations: { cdk8s-zero-downtime/acknowledge.nothing: "" } }\n');
  expect(idsOf(judged(acknowledging).findings)).toEqual(['acknowledgement-unknown-rule']);
  expect(idsOf(judged(acknowledging, {}, { excludes: ({ kind }) => kind === 'Service' }).findings)).toEqual([]);
});
