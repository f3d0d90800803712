import { imageName, imageParts, isNamed } from './image-reference';
import { Container } from '../../manifests';
import { once } from '../memoize';

/** Servers that keep their own data: two of them behind one Service are two databases. */
const STORES = [
  'mysql', 'mysql-server', 'mariadb', 'mariadb-galera', 'percona', 'percona-server', 'postgres', 'postgresql', 'postgis', 'pgvector',
  'timescaledb', 'timescaledb-ha', 'spilo', 'cockroach', 'mssql-server', 'oracle-free', 'oracle-xe', 'db2', 'mongo', 'mongodb',
  'mongodb-community-server', 'mongodb-enterprise-server', 'percona-server-mongodb', 'redis', 'redis-stack', 'redis-stack-server',
  'valkey', 'keydb', 'dragonfly', 'memcached', 'rabbitmq', 'kafka', 'cp-kafka', 'redpanda', 'zookeeper', 'cp-zookeeper', 'nats', 'nats-streaming',
  'activemq', 'activemq-classic', 'activemq-artemis', 'mosquitto', 'eclipse-mosquitto', 'emqx', 'elasticsearch', 'elasticsearch-oss',
  'opensearch', 'solr', 'meilisearch', 'typesense', 'qdrant', 'weaviate', 'chroma', 'cassandra', 'scylla', 'neo4j', 'arangodb', 'couchdb',
  'couchbase', 'influxdb', 'prometheus', 'victoria-metrics', 'loki', 'clickhouse', 'clickhouse-server', 'questdb', 'rethinkdb', 'etcd', 'minio', 'documentdb', 'documentdb-local',
];
/** Applications with data in a file or in the memory of their pod, unless they are configured to use a database. */
const WITH_FILES = [
  'grafana', 'grafana-oss', 'grafana-enterprise', 'gitea', 'forgejo', 'vaultwarden', 'n8n', 'uptime-kuma', 'home-assistant',
  'configurable-http-proxy',
];
/** Game servers keep a world. */
const WORLD = /^(?:minecraft|valheim|factorio|terraria|palworld|satisfactory|vintagestory|core-keeper|7daystodie)(?:-(?:bedrock-|dedicated-)?server|-bedrock)?$/;

/** Components of Loki, Mimir and Tempo, which share one image, that store nothing. */
const STATELESS_TARGET = /^--?target=(?:distributor|querier|query-frontend|query-scheduler|overrides-exporter)$/;

/** Whether a container of such an image, started with these words, only forwards requests to components that store the data. */
export function isStatelessTarget(words: readonly string[]): boolean {
  return words.some(word => STATELESS_TARGET.test(word));
}

export const isStore = once(({ image }: Pick<Container, 'image'>): boolean =>
  isNamed(image, STORES) || WORLD.test(imageName(image)) || /(?:^|\/)mssql\/(?:rhel\/)?server$/.test(imageParts(image).repository));

/** Servers whose members decide by majority. */
const BY_QUORUM = [
  'etcd', 'zookeeper', 'cp-zookeeper', 'consul', 'vault', 'nats', 'rabbitmq', 'cockroach', 'redpanda', 'clickhouse-keeper', 'mongo', 'mongodb',
  'mariadb-galera', 'redis-sentinel',
];

export function isQuorumMember({ image }: Pick<Container, 'image'>): boolean {
  return isNamed(image, BY_QUORUM);
}

export function keepsFiles({ image }: Pick<Container, 'image'>): boolean {
  return isNamed(image, WITH_FILES);
}
