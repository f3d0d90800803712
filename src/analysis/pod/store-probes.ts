import { imageParts, isNamed } from './image-reference';
import { Container } from '../../manifests';

/** A check for a server that does not speak HTTP, as fields of a probe. */
export type StoreProbe = Readonly<Record<string, unknown>>;

interface Store {
  /** Its images, by the last part of their repositories, with or without a following version. */
  readonly images: readonly string[];
  readonly port: number;
  /** How long the command may take, if that is long. */
  readonly timeout?: number;
  /** A command of the image that succeeds once the server answers; without one, a connection is opened. */
  command?(port: number | undefined, tag: string): string[];
}

const STORES: readonly Store[] = [
  { images: ['redis', 'redis-stack', 'redis-stack-server', 'redis-cluster'], port: 6379, command: port => ['redis-cli', ...option('-p', port), 'ping'] },
  { images: ['valkey', 'valkey-cluster'], port: 6379, command: port => ['valkey-cli', ...option('-p', port), 'ping'] },
  { images: ['keydb', 'dragonfly'], port: 6379 },
  {
    images: ['postgres', 'postgresql', 'postgresql-repmgr', 'postgis', 'pgvector', 'timescaledb', 'timescaledb-ha', 'spilo'],
    port: 5432,
    // By TCP, since the server answers only at its socket while the image initializes its data.
    command: port => ['pg_isready', '-h', '127.0.0.1', ...option('-p', port)],
  },
  {
    images: ['mysql', 'mysql-server', 'percona', 'percona-server'],
    port: 3306,
    command: port => ['mysqladmin', 'ping', '-h', '127.0.0.1', ...option('-P', port)],
  },
  {
    images: ['mariadb', 'mariadb-galera'],
    port: 3306,
    command: port => ['mariadb-admin', 'ping', '-h', '127.0.0.1', ...option('-P', port)],
  },
  {
    images: ['mongo', 'mongodb', 'mongodb-community-server', 'mongodb-enterprise-server', 'mongodb-sharded', 'percona-server-mongodb'],
    port: 27017,
    command: (port, tag) => [/^v?[0-4]\./.test(tag) ? 'mongo' : 'mongosh', '--quiet', ...option('--port', port), '--eval', 'db.adminCommand("ping")'],
  },
  {
    images: ['rabbitmq'],
    port: 5672,
    command: (_port, tag) => /^v?(?:[0-2]|3\.[0-7])\./.test(tag) ? ['rabbitmqctl', 'status'] : ['rabbitmq-diagnostics', '-q', 'ping'],
    timeout: 15,
  },
  { images: ['memcached'], port: 11211 },
  { images: ['kafka', 'cp-kafka', 'redpanda'], port: 9092 },
  { images: ['zookeeper', 'cp-zookeeper'], port: 2181 },
  { images: ['nats', 'nats-streaming'], port: 4222 },
  { images: ['mosquitto', 'eclipse-mosquitto', 'emqx'], port: 1883 },
  { images: ['activemq', 'activemq-classic', 'activemq-artemis'], port: 61616 },
  { images: ['cassandra', 'scylla'], port: 9042 },
  { images: ['mssql-server'], port: 1433 },
];

const SHORTEST_TIMEOUT = 5;

/** The probe for a server that does not speak HTTP, by its image or its port; undefined for all others. */
export function probeOfStore(container: Container, port: number | string | undefined): StoreProbe | undefined {
  const number = container.ports.find(({ name }) => name === port)?.number ?? port;
  const { tag = '' } = imageParts(container.image);
  const store = STORES.find(({ images }) => isNamed(container.image, images));
  if (store?.command) {
    const { timeout = SHORTEST_TIMEOUT } = store;
    const command = store.command(typeof number === 'number' && number !== store.port ? number : undefined, tag);
    return { exec: { command }, ...timeout > SHORTEST_TIMEOUT && { periodSeconds: timeout + 5 }, timeoutSeconds: timeout };
  }
  const isTcp = store !== undefined || STORES.some(other => other.port === number);
  return isTcp ? { tcpSocket: { port: port ?? store!.port }, timeoutSeconds: 2 } : undefined;
}

function option(name: string, port: number | undefined): string[] {
  return port === undefined ? [] : [name, `${port}`];
}
