import { ofOperator as rule } from '../../../../../src/rules/check/drain/pdb-blocks-eviction/operator';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';

const cluster = (spec: string, metadata = '') => `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: db${metadata} }\nspec: { storage: { size: 1Gi }${spec} }\n`;
const zalando = (spec: string) => `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: { name: shop-db }\nspec: { teamId: shop${spec} }\n`;
const configured = (value: string) => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: postgres-operator }\ndata: { enable_pod_disruption_budget: "${value}" }\n`;

test('fails when CloudNativePG has one instance', () => {
  expect(verdictsOn(rule, cluster(', instances: 1'))).toMatchObject([{
    object: { kind: 'Cluster' },
    violations: [{
      path: ['spec', 'instances'],
      message: 'CloudNativePG writes a PodDisruptionBudget that keeps the primary of db, and with one instance no other can take over: its only pod may never be evicted, and every drain of its node gets stuck.',
      fix: 'Set spec.instances to 2, or set spec.enablePDB to false if a drain may stop the database.',
      byHand: 'whether the cluster has room for another copy of its data',
    }],
  }]);
});

test('fails when the instances are not set, which means one', () => {
  expect(messagesOn(rule, cluster(''))).toHaveLength(1);
});

test('fails when Zalando\'s operator has one instance, and does not mention a switch that its object does not have', () => {
  expect(verdictsOn(rule, zalando(', numberOfInstances: 1') + configured('true'))[0].violations[0]).toMatchObject({ path: ['spec', 'numberOfInstances'], fix: 'Set spec.numberOfInstances to 2.' });
});

test.each([
  ['there are two', cluster(', instances: 2')],
  ['Zalando\'s are two', zalando(', numberOfInstances: 2')],
])('passes if %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(true);
  expect(messagesOn(rule, change)).toEqual([]);
});

test.each([
  ['the budget is switched off', cluster(', instances: 1, enablePDB: false')],
  ['its node is being maintained', cluster(', instances: 1, nodeMaintenanceWindow: { inProgress: true }')],
  ['it hibernates', cluster(', instances: 1', ', annotations: { cnpg.io/hibernation: "on" }')],
  ['Zalando\'s operator writes none', zalando(', numberOfInstances: 1') + configured('false')],
  ['Zalando\'s is scaled to nothing', zalando(', numberOfInstances: 0')],
  ['Zalando\'s says no number', zalando('')],
])('does not apply if %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});
