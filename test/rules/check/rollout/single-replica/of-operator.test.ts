import { singleReplica } from '../../../../../src/rules/check/rollout';
import { ofOperator as rule } from '../../../../../src/rules/check/rollout/single-replica/of-operator';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';

const object = (apiVersion: string, kind: string, spec: string, metadata = '') => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: shop${metadata} }\nspec: ${spec}\n`;
const rabbit = (spec: string) => object('rabbitmq.com/v1beta1', 'RabbitmqCluster', spec);
const kafka = (spec: string, metadata = '') => object('kafka.strimzi.io/v1beta2', 'Kafka', spec, metadata);
const pool = (name: string, spec: string) => `---\napiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaNodePool\nmetadata: { name: ${name}, labels: { strimzi.io/cluster: shop } }\nspec: ${spec}\n`;
const elastic = (sets: string, more = '') => object('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', `{ nodeSets: [${sets}]${more} }`);
const pxc = (spec: string) => object('pxc.percona.com/v1', 'PerconaXtraDBCluster', spec);
const psmdb = (spec: string) => object('psmdb.percona.com/v1', 'PerconaServerMongoDB', spec);
const crunchy = (spec: string) => object('postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster', spec);
const search = (pools: string) => object('opensearch.opster.io/v1', 'OpenSearchCluster', `{ nodePools: [${pools}] }`);

const minio = (pools: string) => object('minio.min.io/v2', 'Tenant', `{ pools: [${pools}] }`);

test('does not change the number of servers of a pool, which MinIO does not support', () => {
  expect(verdictsOn(rule, minio('{ name: a, servers: 1, volumesPerServer: 4 }')).flatMap(({ violations }) => violations)).toMatchObject([{
    path: ['spec', 'pools', 0, 'servers'],
    message: 'Only one server of shop runs: while it is updated, evicted, crashes or loses its node, its clients get no answer until it is back.',
    fix: 'Add a pool with 4 servers to spec.pools, and decommission this one: MinIO does not support changing the number of servers of a pool.',
  }]);
  expect(messagesOn(rule, minio('{ name: a, servers: 4 }, { name: b, servers: 1 }'))).toEqual([expect.stringContaining('Only one server in pool b of shop runs')]);
  expect(messagesOn(rule, minio('{ servers: 4 }, { servers: 1 }'))).toEqual([expect.stringContaining('Only one server in pool 1 of shop runs')]);
});

test.each([
  ['four servers', minio('{ name: a, servers: 4, volumesPerServer: 1 }')],
  ['two servers', minio('{ name: a, servers: 2, volumesPerServer: 2 }')],
  ['two such pools', minio('{ name: a, servers: 4 }, { name: b, servers: 4 }')],
  ['no number of servers', minio('{ name: a }')],
  ['no pools', minio('')],
  ['a Tenant of another API', object('capsule.clastix.io/v1beta2', 'Tenant', '{ pools: [{ servers: 1 }] }')],
])('passes or does not apply to a Tenant with %s', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});

test('fails when RabbitMQ has one broker, as a warning', () => {
  expect(verdictsOn(rule, rabbit('{ replicas: 1 }'))).toMatchObject([{
    object: { kind: 'RabbitmqCluster' },
    violations: [{
      path: ['spec', 'replicas'],
      message: 'Only one broker of shop runs: while it is updated, evicted, crashes or loses its node, its clients get no answer until it is back.',
      fix: 'Set spec.replicas to 3.',
      byHand: 'whether the others get a copy of its data, and clients connect to them',
    }],
  }]);
  expect(verdictsOn(singleReplica, rabbit('{ replicas: 1 }')).flatMap(({ violations }) => violations)).toMatchObject([{ severity: 'warning' }]);
});

test.each([
  ['RabbitMQ has the default of one broker', rabbit('{}'), ['spec', 'replicas']],
  ['MongoDB has one member', object('mongodbcommunity.mongodb.com/v1', 'MongoDBCommunity', '{ members: 1 }'), ['spec', 'members']],
  ['Kafka has one broker', kafka('{ kafka: { replicas: 1 } }'), ['spec', 'kafka', 'replicas']],
  ['Kafka has one node pool with one broker', kafka('{ kafka: {} }') + pool('a', '{ replicas: 1, roles: [controller, broker] }') + pool('b', '{ replicas: 3, roles: [controller] }'), ['spec', 'replicas']],
  ['Percona\'s MySQL may have one server', pxc('{ unsafeFlags: { pxcSize: true }, pxc: { size: 1 } }'), ['spec', 'pxc', 'size']],
  ['Percona\'s MySQL may have one proxy', pxc('{ allowUnsafeConfigurations: true, pxc: { size: 3 }, haproxy: { enabled: true, size: 1 } }'), ['spec', 'haproxy', 'size']],
  ['Percona\'s MongoDB may have one member', psmdb('{ unsafeFlags: { replsetSize: true }, replsets: [{ name: rs0, size: 1 }] }'), ['spec', 'replsets', 0, 'size']],
  ['Percona\'s PostgreSQL has one instance', object('pgv2.percona.com/v2', 'PerconaPGCluster', '{ instances: [{ name: a, replicas: 1 }] }'), ['spec', 'instances', 0, 'replicas']],
  ['Crunchy\'s PostgreSQL has the default of one instance', crunchy('{ instances: [{ name: a }] }'), ['spec', 'instances', 0, 'replicas']],
  ['MySQL has one server', object('mysql.oracle.com/v2', 'InnoDBCluster', '{ instances: 1 }'), ['spec', 'instances']],
  ['Keycloak has the default of one instance', object('k8s.keycloak.org/v2alpha1', 'Keycloak', '{}'), ['spec', 'instances']],
  ['Kibana has one instance', object('kibana.k8s.elastic.co/v1', 'Kibana', '{ count: 1 }'), ['spec', 'count']],
  ['a Redis replication has one instance', object('redis.redis.opstreelabs.in/v1beta2', 'RedisReplication', '{ clusterSize: 1 }'), ['spec', 'clusterSize']],
  ['OpenSearch has one data node', search('{ component: masters, replicas: 3, roles: [cluster_manager] }, { component: data, replicas: 1, roles: [data] }'), ['spec', 'nodePools', 1, 'replicas']],
  ['Elasticsearch has one node, which the budget of ECK does not keep', elastic('{ name: a, count: 1 }'), ['spec', 'nodeSets', 0, 'count']],
  ['Elasticsearch has one data node and a budget of its own', elastic('{ name: m, count: 3, config: { node.roles: [master] } }, { name: d, count: 1, config: { node: { roles: [data] } } }', ', podDisruptionBudget: { spec: { maxUnavailable: 1 } }'), ['spec', 'nodeSets', 1, 'count']],
])('fails when %s', (_, change, path) => {
  expect(verdictsOn(rule, change).flatMap(({ violations }) => violations)).toMatchObject([{ path }]);
});

test('does not change the number of controllers, which Strimzi does not support', () => {
  const found = (roles: string) => verdictsOn(rule, kafka('{ kafka: {} }') + pool('a', `{ replicas: 1, roles: [${roles}] }`)).flatMap(({ violations }) => violations);
  expect(found('broker')).toMatchObject([{ fix: 'Set spec.replicas to 3.' }]);
  expect(found('controller, broker')).toMatchObject([{
    fix: 'Add a KafkaNodePool of its own with the role broker and 3 replicas. Keep the replicas of this one, since Strimzi does not support changing the number of controllers.',
  }]);
  expect(found('controller, broker')[0]).not.toHaveProperty('edits');
});

test.each([
  ['there are three brokers', rabbit('{ replicas: 3 }')],
  ['two pools have brokers', kafka('{ kafka: {} }') + pool('a', '{ replicas: 1, roles: [broker] }') + pool('b', '{ replicas: 1, roles: [broker] }')],
  ['two groups have instances', crunchy('{ instances: [{ name: a }, { name: b }] }')],
  ['two node sets have data', elastic('{ name: a, count: 1 }, { name: b, count: 1 }')],
  ['the budget of CloudNativePG keeps it, which another rule reports', object('postgresql.cnpg.io/v1', 'Cluster', '{ instances: 1 }')],
])('passes if %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(true);
  expect(messagesOn(rule, change)).toEqual([]);
});

test.each([
  ['the budget of CloudNativePG is switched off, so that it may stop', object('postgresql.cnpg.io/v1', 'Cluster', '{ instances: 1, enablePDB: false }')],
  ['the budget of a sentinel is switched off', object('databases.spotahome.com/v1', 'RedisFailover', '{ redis: {}, sentinel: { replicas: 1, disablePodDisruptionBudget: true } }')],
  ['the budget of ECK is switched off', elastic('{ name: a, count: 1 }', ', podDisruptionBudget: {}')],
  ['no broker runs', rabbit('{ replicas: 0 }')],
  ['Percona\'s operator refuses or raises a single server', pxc('{ pxc: { size: 1 } }')],
  ['Percona\'s operator refuses or raises a single member', psmdb('{ replsets: [{ size: 1 }] }')],
  ['Percona\'s proxy is not enabled', pxc('{ allowUnsafeConfigurations: true, pxc: {}, haproxy: { size: 1 } }')],
  ['the Kafka of a pool is not in the manifests, since it may have other pools', pool('a', '{ replicas: 1, roles: [broker] }').slice(4)],
  ['a pool has only controllers', kafka('{ kafka: {} }') + pool('b', '{ replicas: 1, roles: [controller] }')],
  ['one of the pools has no number', kafka('{ kafka: {} }') + pool('a', '{ replicas: 1, roles: [broker] }') + pool('b', '{ roles: [broker] }')],
  ['node pools elsewhere have the brokers', kafka('{ kafka: { replicas: 1 } }', ', annotations: { strimzi.io/node-pools: enabled }')],
  ['MongoDB does not state its members', object('mongodbcommunity.mongodb.com/v1', 'MongoDBCommunity', '{}')],
  ['the cluster is shut down', crunchy('{ shutdown: true, instances: [{ name: a }] }')],
  ['the cluster is paused', object('pgv2.percona.com/v2', 'PerconaPGCluster', '{ pause: true, instances: [{ replicas: 1 }] }')],
  ['a node set has no count', elastic('{ name: a }')],
  ['ECK scales the nodes', `${elastic('{ name: a, count: 1 }')}---\napiVersion: autoscaling.k8s.elastic.co/v1alpha1\nkind: ElasticsearchAutoscaler\nmetadata: { name: a }\nspec: { elasticsearchRef: { name: shop } }\n`],
  ['the API group has the same kind for something else', object('example.com/v1', 'RabbitmqCluster', '{ replicas: 1 }')],
])('does not apply if %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(false);
});
