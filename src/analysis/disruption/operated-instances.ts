import { elasticsearchNodes } from './elasticsearch-nodes';
import { istioComponents } from './istio-components';
import { booleanAt, FieldCursor, groupOf, listAt, ManifestObject, ManifestSet, numberAt, Path, placeAt, rootOf, stringAt, stringsAt } from '../../manifests';
import { perCluster } from '../memoize';

/** The number of instances of one role that an operator runs for an object. */
export interface OperatedInstances {
  /** The name of the operator, for messages. */
  readonly operator: string;
  /** What one instance is: `broker`. */
  readonly role: string;
  readonly instances: number;
  /** The path of that number, also if it is not set. */
  readonly path: Path;
  /** The fewest that serve while one of them restarts. */
  readonly needed: number;
  /** The path of the greatest number, if it must be raised together with the number itself. */
  readonly alsoRaised?: Path;
  /** How to run more, if the number itself must stay. */
  readonly otherwiseMore?: string;
  /** The budget that the operator creates for them, and that is not in the manifests. */
  readonly budget?: OperatorBudget;
}

export interface OperatorBudget {
  /** How many instances must stay. */
  readonly keeps: number;
  /** `primary`: the budget selects only that pod. `all`: it selects the pods of all roles. `autoscaled`: the number is only the least. */
  readonly guards: 'primary' | 'role' | 'all' | 'autoscaled';
  /** The last version of the operator that writes it, if it is unknown which version runs. */
  readonly until?: string;
  /** The edit of the same object that switches the budget off. */
  readonly switch?: { readonly path: Path; readonly value: unknown };
}

/**
 * The instances that an operator runs for an object; empty if it runs none, if the manifests do not state how many, or if the
 * owner switched their budget off, and so accepts that they stop.
 */
export function operatedInstances(object: ManifestObject, manifests: ManifestSet): OperatedInstances[] {
  const read = Object.hasOwn(READERS, keyOf(object)) ? READERS[keyOf(object)] : undefined;
  return (read?.(rootOf(object.json), object, manifests) ?? []).filter(({ instances }) => instances > 0);
}

type Reader = (root: FieldCursor, object: ManifestObject, manifests: ManifestSet) => OperatedInstances[];

const keyOf = (object: ManifestObject): string => `${groupOf(object)}/${object.kind}`;

const READERS: Readonly<Record<string, Reader>> = {
  'postgresql.cnpg.io/Cluster': (root, { annotations }) => {
    // In a maintenance window the operator omits the budget; a hibernated database has no pod.
    if (Object.hasOwn(annotations, 'cnpg.io/hibernation') && annotations['cnpg.io/hibernation'] === 'on') { return []; }
    const isOmitted = booleanAt(root, ['spec', 'enablePDB']) === false || booleanAt(root, ['spec', 'nodeMaintenanceWindow', 'inProgress']) === true;
    return isOmitted ? [] : one(root, ['spec', 'instances'], { operator: 'CloudNativePG', role: 'instance', needed: 2, otherwise: 1 },
      { keeps: 1, guards: 'primary', switch: { path: ['spec', 'enablePDB'], value: false } });
  },
  'acid.zalan.do/postgresql': (root, _object, manifests) => isZalandoWithoutBudgets(manifests) ? []
    : one(root, ['spec', 'numberOfInstances'], { operator: 'Zalando\'s operator', role: 'instance', needed: 2 }, { keeps: 1, guards: 'primary' }),
  'databases.spotahome.com/RedisFailover': redisFailover,
  'elasticsearch.k8s.elastic.co/Elasticsearch': elasticsearchNodes,
  'kibana.k8s.elastic.co/Kibana': root => one(root, ['spec', 'count'], { operator: 'ECK', role: 'instance', needed: 2 }),
  'rabbitmq.com/RabbitmqCluster': root => one(root, ['spec', 'replicas'], { operator: 'RabbitMQ\'s operator', role: 'broker', needed: 3, otherwise: 1 }),
  'mongodbcommunity.mongodb.com/MongoDBCommunity': root => one(root, ['spec', 'members'], { operator: 'MongoDB\'s operator', role: 'member', needed: 3 }),
  'mysql.oracle.com/InnoDBCluster': root => one(root, ['spec', 'instances'], { operator: 'MySQL\'s operator', role: 'server', needed: 3 }),
  'install.istio.io/IstioOperator': istioComponents,
  'k8s.keycloak.org/Keycloak': root => one(root, ['spec', 'instances'], { operator: 'Keycloak\'s operator', role: 'instance', needed: 2, otherwise: 1 }),
  'redis.redis.opstreelabs.in/RedisReplication': root => one(root, ['spec', 'clusterSize'], { operator: 'The Redis operator', role: 'instance', needed: 2 }),
  // With node pools, the field is ignored.
  'kafka.strimzi.io/Kafka': (root, object, manifests) => object.annotations['strimzi.io/node-pools'] === 'enabled' || poolsOf(object, manifests).length > 0
    ? [] : one(root, ['spec', 'kafka', 'replicas'], STRIMZI),
  'kafka.strimzi.io/KafkaNodePool': brokers,
  'postgres-operator.crunchydata.com/PostgresCluster': root => booleanAt(root, ['spec', 'shutdown']) === true ? []
    : sum(listAt(root, ['spec', 'instances']), 'replicas', { operator: 'Crunchy\'s operator', role: 'instance', needed: 2, otherwise: 1 }),
  'pgv2.percona.com/PerconaPGCluster': root => booleanAt(root, ['spec', 'pause']) === true ? []
    : sum(listAt(root, ['spec', 'instances']), 'replicas', { ...PERCONA, role: 'instance', needed: 2, otherwise: 1 }),
  // Percona's operators refuse or raise fewer than three, unless that is allowed.
  'pxc.percona.com/PerconaXtraDBCluster': root => [
    ...isUnsafe(root, 'pxcSize') ? one(root, ['spec', 'pxc', 'size'], { ...PERCONA, role: 'server' }) : [],
    ...isUnsafe(root, 'proxySize') && booleanAt(root, ['spec', 'haproxy', 'enabled']) === true
      ? one(root, ['spec', 'haproxy', 'size'], { ...PERCONA, role: 'proxy', needed: 2 }) : [],
  ],
  'psmdb.percona.com/PerconaServerMongoDB': root => !isUnsafe(root, 'replsetSize') ? []
    : listAt(root, ['spec', 'replsets']).flatMap(set => one(set, ['size'], { ...PERCONA, role: 'member' })),
  'minio.min.io/Tenant': minio,
  'opensearch.opster.io/OpenSearchCluster': openSearch,
  'opensearch.org/OpenSearchCluster': openSearch,
};

interface Known extends Pick<OperatedInstances, 'operator' | 'role' | 'needed'> {
  /** The number if the field is left out; without it, nothing is known then. */
  readonly otherwise?: number;
}

const PERCONA = { operator: 'Percona\'s operator', needed: 3 };
const STRIMZI: Known = { operator: 'Strimzi', role: 'broker', needed: 3 };

function one(place: FieldCursor, path: Path, { otherwise, ...known }: Known, budget?: OperatorBudget): OperatedInstances[] {
  const instances = numberAt(place, path) ?? otherwise;
  return instances === undefined ? [] : [{ ...known, instances, path: [...place.path, ...path], ...budget && { budget } }];
}

// A role that several groups of pods have, with the field of the first of them that has any.
function sum(groups: readonly FieldCursor[], field: string, known: Known): OperatedInstances[] {
  const counts = groups.flatMap(group => one(group, [field], known));
  const instances = counts.reduce((total, count) => total + count.instances, 0);
  // A group without a number may have any.
  if (counts.length < groups.length) { return []; }
  return counts.filter(count => count.instances > 0).slice(0, 1).map(count => ({ ...count, instances }));
}

function redisFailover(root: FieldCursor): OperatedInstances[] {
  if (placeAt(root, ['spec', 'bootstrapNode']).value !== undefined) { return []; }
  // The operator derives both budgets from the number of Redis instances; 0 stands for its default.
  const keeps = (numberAt(root, ['spec', 'redis', 'replicas']) || 3) > 2 ? 2 : 1;
  return ['redis', 'sentinel'].flatMap(part => {
    const off = ['spec', part, 'disablePodDisruptionBudget'];
    const known = { operator: 'The Redis operator', role: part === 'redis' ? 'Redis instance' : 'sentinel', needed: 3 };
    return booleanAt(root, off) === true ? []
      : one(root, ['spec', part, 'replicas'], known, { keeps, guards: 'role', switch: { path: off, value: true } });
  });
}

function isUnsafe(root: FieldCursor, flag: string): boolean {
  return booleanAt(root, ['spec', 'allowUnsafeConfigurations']) === true || booleanAt(root, ['spec', 'unsafeFlags', flag]) === true;
}

const CLUSTER = 'strimzi.io/cluster';

/** The node pools of a Kafka cluster whose nodes are brokers. */
function poolsOf(kafka: ManifestObject, { objects }: ManifestSet): ManifestObject[] {
  return objects.filter(pool => keyOf(pool) === 'kafka.strimzi.io/KafkaNodePool' && pool.namespace === kafka.namespace
    && Object.hasOwn(pool.labels, CLUSTER) && pool.labels[CLUSTER] === kafka.name && stringsAt(rootOf(pool.json), ['spec', 'roles']).includes('broker'));
}

// Without the Kafka object, other pools may be elsewhere, too.
function brokers(_root: FieldCursor, object: ManifestObject, manifests: ManifestSet): OperatedInstances[] {
  const kafka = manifests.objects.find(other => keyOf(other) === 'kafka.strimzi.io/Kafka' && poolsOf(other, manifests).includes(object));
  const pools = kafka ? poolsOf(kafka, manifests) : [];
  const counts = pools.flatMap(pool => one(rootOf(pool.json), ['spec', 'replicas'], STRIMZI));
  const instances = counts.reduce((total, count) => total + count.instances, 0);
  const otherwiseMore = isController(object) ? MORE_BROKERS : undefined;
  return counts.length < pools.length ? []
    : one(rootOf(object.json), ['spec', 'replicas'], STRIMZI)
      .flatMap(count => count.instances > 0 ? [{ ...count, instances, otherwiseMore }] : []);
}

// New controllers without the log could outvote those that have it.
function isController(pool: ManifestObject): boolean {
  return stringsAt(rootOf(pool.json), ['spec', 'roles']).includes('controller');
}

const MORE_BROKERS = 'Add a KafkaNodePool of its own with the role broker and 3 replicas. '
  + 'Keep the replicas of this one, since Strimzi does not support changing the number of controllers.';

// A request for an object fails while the pool that holds it does not answer.
function minio(root: FieldCursor): OperatedInstances[] {
  const pools = listAt(root, ['spec', 'pools']);
  return pools.flatMap(pool => {
    const role = pools.length === 1 ? 'server' : `server in pool ${stringAt(pool, ['name']) ?? pool.path[pool.path.length - 1]}`;
    return one(pool, ['servers'], { operator: 'MinIO\'s operator', role, needed: 4 }).map(found => ({ ...found, otherwiseMore: MORE_SERVERS }));
  });
}

const MORE_SERVERS = 'Add a pool with 4 servers to spec.pools, and decommission this one: MinIO does not support changing the number of servers of a pool.';

function openSearch(root: FieldCursor): OperatedInstances[] {
  const pools = listAt(root, ['spec', 'nodePools']).filter(pool => stringsAt(pool, ['roles']).includes('data'));
  return sum(pools, 'replicas', { operator: 'OpenSearch\'s operator', role: 'data node', needed: 2 });
}

/** Whether the configuration of Zalando's operator in the manifests switches its budgets off. */
const isZalandoWithoutBudgets = perCluster(({ objects }) => objects.some(object => {
  const root = rootOf(object.json);
  return (object.kind === 'OperatorConfiguration' && booleanAt(root, ['configuration', 'kubernetes', 'enable_pod_disruption_budget']) === false)
    || (object.kind === 'ConfigMap' && stringAt(root, ['data', 'enable_pod_disruption_budget']) === 'false');
}));
