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

const redis = (spec: string) => `apiVersion: databases.spotahome.com/v1\nkind: RedisFailover\nmetadata: { name: cache }\nspec: ${spec}\n`;
const elastic = (sets: string, more = '') => `apiVersion: elasticsearch.k8s.elastic.co/v1\nkind: Elasticsearch\nmetadata: { name: logs }\nspec: { nodeSets: [${sets}]${more} }\n`;
const MASTERS = '{ name: master, count: 3, config: { node.roles: [master] } }';
const ONE_DATA_NODE = '{ name: data, count: 1, config: { node.roles: [data, ingest] } }';

test('fails when a RedisFailover has one sentinel', () => {
  expect(verdictsOn(rule, redis('{ sentinel: { replicas: 1 }, redis: { replicas: 3 } }'))[0].violations).toMatchObject([{
    path: ['spec', 'sentinel', 'replicas'],
    message: 'The Redis operator writes a PodDisruptionBudget that keeps 2 pods of cache, but it has only one sentinel: none may ever be evicted, and every drain of their nodes gets stuck.',
    fix: 'Set spec.sentinel.replicas to 3, or set spec.sentinel.disablePodDisruptionBudget to true if a drain may stop it.',
  }]);
});

test('fails when a RedisFailover has as many pods as its budget keeps, which depends on its Redis instances', () => {
  expect(messagesOn(rule, redis('{ sentinel: { replicas: 2 }, redis: {} }'))).toEqual([expect.stringContaining('it has only 2 sentinels')]);
  expect(messagesOn(rule, redis('{ sentinel: {}, redis: { replicas: 1 } }'))).toEqual([expect.stringContaining('keeps 1 pod of cache, but it has only one Redis instance')]);
  expect(messagesOn(rule, redis('{ sentinel: { replicas: 2 }, redis: { replicas: 2 } }'))).toEqual([]);
});

test('fails when Elasticsearch has one data node beside masters, once for the same field', () => {
  expect(verdictsOn(rule, elastic(`${MASTERS}, ${ONE_DATA_NODE}`))[0].violations).toMatchObject([{
    path: ['spec', 'nodeSets', 1, 'count'],
    message: 'ECK writes a PodDisruptionBudget that selects all pods of logs and, with only one data node, allows no eviction: every drain of their nodes gets stuck, or, with an Enterprise licence, stops the only data node.',
    fix: 'Set spec.nodeSets[1].count to 2, or set spec.podDisruptionBudget to {} if a drain may stop it.',
  }]);
});

test.each([
  ['one master', '{ name: m, count: 1, config: { node: { data: false, ingest: false } } }, { name: d, count: 2, config: { node.master: false } }', 'master node'],
  ['one ingest node', `${MASTERS}, { name: d, count: 2, config: { node.roles: [data] } }, { name: i, count: 1, config: { node: { roles: [ingest] } } }`, 'ingest node'],
])('fails when Elasticsearch has %s', (_, sets, role) => {
  expect(messagesOn(rule, elastic(sets))).toEqual([expect.stringContaining(`only one ${role}, allows`)]);
});

test.each([
  ['there are three sentinels', redis('{ sentinel: { replicas: 3 }, redis: { replicas: 3 } }')],
  ['all nodes of Elasticsearch have all roles', elastic('{ name: a, count: 2 }')],
  ['no node of Elasticsearch has a data role that ECK counts', elastic(`${MASTERS}, { name: d, count: 1, config: { node.roles: [data_hot] } }`)],
  ['there are two', cluster(', instances: 2')],
  ['Zalando\'s are two', zalando(', numberOfInstances: 2')],
])('passes if %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(true);
  expect(messagesOn(rule, change)).toEqual([]);
});

test.each([
  ['the budget is switched off', cluster(', instances: 1, enablePDB: false')],
  ['its node is being maintained', cluster(', instances: 1, nodeMaintenanceWindow: { inProgress: true }')],
  ['a budget of Elasticsearch is written', elastic(`${MASTERS}, ${ONE_DATA_NODE}`, ', podDisruptionBudget: { spec: { maxUnavailable: 1 } }')],
  ['Elasticsearch has one node, which may be evicted', elastic('{ name: a, count: 1 }')],
  ['the budgets of Redis are switched off', redis('{ sentinel: { replicas: 1, disablePodDisruptionBudget: true }, redis: {} }')],
  ['Redis reads from another one, so that no sentinel runs', redis('{ bootstrapNode: { host: a }, sentinel: { replicas: 1 }, redis: {} }')],
  ['it hibernates', cluster(', instances: 1', ', annotations: { cnpg.io/hibernation: "on" }')],
  ['Zalando\'s operator writes none', zalando(', numberOfInstances: 1') + configured('false')],
  ['Zalando\'s is scaled to nothing', zalando(', numberOfInstances: 0')],
  ['Zalando\'s says no number', zalando('')],
])('does not apply if %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});
