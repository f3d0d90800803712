import { pdbBlocksEviction, pdbMatchesNoPods } from '../../../../../src/rules/check/drain';
import { ofPodsWithoutScale as rule } from '../../../../../src/rules/check/drain/pdb-blocks-eviction/pods-without-scale';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';

const budget = (limit: string, selector: string) =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: other }\nspec: { ${limit}${limit === '' ? '' : ', '}selector: { ${selector} } }\n`;
const labels = (text: string) => `matchLabels: { ${text} }`;
const STORAGE = labels('foundationdb.org/fdb-cluster-name: db, foundationdb.org/fdb-process-class: storage');
const cluster = (spec: string) => `---\napiVersion: apps.foundationdb.org/v1beta2\nkind: FoundationDBCluster\nmetadata: { name: db }\nspec: ${spec}\n`;
const FIVE = cluster('{ processCounts: { storage: 5, log: 4 } }');

test('names the number that FoundationDB allows', () => {
  const found = verdictsOn(rule, budget('maxUnavailable: 1', STORAGE) + FIVE).flatMap(({ violations }) => violations);
  expect(found).toMatchObject([{
    path: ['spec', 'maxUnavailable'],
    message: 'With spec.maxUnavailable 1, the budget cannot count pods of a FoundationDBCluster, which has no subresource scale: only a whole number in spec.minAvailable can. '
      + 'No pod that it selects may ever be evicted: every node drain, and so every cluster upgrade, gets stuck.',
    fix: 'Set spec.minAvailable to 4, and remove spec.maxUnavailable.',
    byHand: 'how many of these pods may stop at the same time',
  }]);
  expect(verdictsOn(pdbBlocksEviction, budget('maxUnavailable: 1', STORAGE) + FIVE).flatMap(({ violations }) => violations)).toHaveLength(1);
});

test.each([
  ['the cluster is not here', ''],
  ['the cluster has another name', FIVE.replace('name: db', 'name: other')],
  ['the number is not stated', cluster('{}')],
  ['a pod has several servers', cluster('{ processCounts: { storage: 5 }, storageServersPerPod: 2 }')],
])('gives no number where %s', (_, more) => {
  const [{ violations: [{ fix }] }] = verdictsOn(rule, budget('maxUnavailable: 1', STORAGE) + more);
  expect(fix).toBe('Set spec.minAvailable instead to the number of these pods minus 1.');
});

test('suggests removing a budget of one pod', () => {
  const [{ violations: [{ fix }] }] = verdictsOn(rule, budget('maxUnavailable: 1', STORAGE) + cluster('{ processCounts: { storage: 1 } }'));
  expect(fix).toBe('Remove the budget: a whole spec.minAvailable of 1 allows no eviction either, as long as only one pod runs.');
});

test('suggests removing a budget beside that of Strimzi', () => {
  const [{ violations: [{ message, fix }] }] = verdictsOn(rule, budget('maxUnavailable: 1', labels('strimzi.io/cluster: shop, strimzi.io/name: shop-kafka')));
  expect(message).toContain('cannot count pods of a StrimziPodSet');
  expect(fix).toBe('Remove the budget: Strimzi writes one with a whole number for these pods.');
});

test.each([
  ['a percentage in minAvailable', 'minAvailable: 50%', STORAGE],
  ['a percentage in maxUnavailable', 'maxUnavailable: 25%', STORAGE],
  ['only the cluster of FoundationDB', 'maxUnavailable: 1', labels('foundationdb.org/fdb-cluster-name: db')],
  ['an expression', 'maxUnavailable: 1', 'matchExpressions: [{ key: foundationdb.org/fdb-process-class, operator: In, values: [storage, log] }]'],
  ['a label that must exist', 'maxUnavailable: 1', 'matchExpressions: [{ key: foundationdb.org/fdb-process-class, operator: Exists }]'],
  ['workers of Ray', 'maxUnavailable: 1', labels('ray.io/cluster: train, ray.io/node-type: worker')],
  ['a node pool of Strimzi', 'maxUnavailable: 1', labels('strimzi.io/pool-name: brokers')],
  ['the controller of Strimzi', 'maxUnavailable: 1', labels('strimzi.io/controller: strimzipodset')],
  ['the brokers by their component', 'maxUnavailable: 1', labels('strimzi.io/component-type: kafka')],
  ['all pods of a Kafka cluster, of which some are brokers', 'maxUnavailable: 1', labels('strimzi.io/cluster: shop, strimzi.io/kind: Kafka')],
  ['the workers of Kafka Connect', 'maxUnavailable: 1', labels('strimzi.io/name: shop-connect')],
])('fails with %s', (_, limit, selector) => {
  expect(messagesOn(rule, budget(limit, selector))).toHaveLength(1);
});

test('passes with a whole number', () => {
  expect(appliesTo(rule, budget('minAvailable: 4', STORAGE) + FIVE)).toBe(true);
  expect(messagesOn(rule, budget('minAvailable: 4', STORAGE) + FIVE)).toEqual([]);
  expect(messagesOn(pdbBlocksEviction, budget('minAvailable: 4', STORAGE) + FIVE)).toEqual([]);
});

test.each([
  ['pods of a Deployment', 'maxUnavailable: 1', labels('app: web')],
  ['pods that are not here', 'maxUnavailable: 1', labels('app: other')],
  ['the backup agents of FoundationDB, which are a Deployment', 'maxUnavailable: 1', labels('foundationdb.org/backup-for: db')],
  ['pods that are not of FoundationDB', 'maxUnavailable: 1', 'matchExpressions: [{ key: foundationdb.org/fdb-process-class, operator: DoesNotExist }]'],
  ['a cluster of Strimzi, which may be a bridge', 'maxUnavailable: 1', labels('strimzi.io/cluster: shop')],
  ['the bridge', 'maxUnavailable: 1', labels('strimzi.io/kind: KafkaBridge')],
  ['the entity operator', 'maxUnavailable: 1', labels('strimzi.io/kind: Kafka, strimzi.io/name: shop-entity-operator')],
  ['Cruise Control', 'maxUnavailable: 1', labels('strimzi.io/component-type: cruise-control')],
  ['the exporter', 'maxUnavailable: 1', labels('strimzi.io/cluster: shop, strimzi.io/kind: Kafka, strimzi.io/component-type: kafka-exporter')],
  ['brokers or the exporter', 'maxUnavailable: 1', 'matchExpressions: [{ key: strimzi.io/component-type, operator: In, values: [kafka, kafka-exporter] }]'],
  ['CloudNativePG, whose Cluster has a scale', 'maxUnavailable: 1', labels('cnpg.io/cluster: db')],
  ['pods of a StatefulSet of an operator', 'maxUnavailable: 1', labels('elasticsearch.k8s.elastic.co/cluster-name: logs')],
  ['a budget that allows none at all', 'maxUnavailable: 0', STORAGE],
  ['a budget without a limit', '', STORAGE],
])('does not apply to %s', (_, limit, selector) => {
  expect(appliesTo(rule, budget(limit, selector))).toBe(false);
});

test('the pods of an operator are not missing from the manifests', () => {
  expect(messagesOn(pdbMatchesNoPods, budget('minAvailable: 4', STORAGE))).toEqual([]);
  expect(messagesOn(pdbMatchesNoPods, budget('minAvailable: 4', labels('app: other')))).toHaveLength(1);
});
