import { probeOfStore } from '../../../src/analysis/pod/store-probes';
import { Container } from '../../../src/manifests';

const container = (image: string, number: number): Container => ({ name: 'db', image, ports: [{ name: 'db', number, protocol: 'TCP' }], path: [] });

function askedOf(image: string, number: number, port: number | string = number): unknown {
  const probe = probeOfStore(container(image, number), port);
  return (probe?.exec as { command: string[] } | undefined)?.command.join(' ') ?? probe?.tcpSocket;
}

test.each([
  ['redis:7.2.4', 6379, 'redis-cli ping'],
  ['docker.io/bitnami/redis:7.2@sha256:abc', 6379, 'redis-cli ping'],
  ['redis/redis-stack-server', 6380, 'redis-cli -p 6380 ping'],
  ['valkey/valkey:8', 6379, 'valkey-cli ping'],
  ['postgres:16', 5432, 'pg_isready -h 127.0.0.1'],
  ['timescale/timescaledb-ha:pg16', 5433, 'pg_isready -h 127.0.0.1 -p 5433'],
  ['mysql:8.4', 3306, 'mysqladmin ping -h 127.0.0.1'],
  ['centos/mysql-80-centos7', 3306, 'mysqladmin ping -h 127.0.0.1'],
  ['mariadb:11', 3307, 'mariadb-admin ping -h 127.0.0.1 -P 3307'],
  ['mongo:7', 27017, 'mongosh --quiet --eval db.adminCommand("ping")'],
  ['mongo:4.4', 27018, 'mongo --quiet --port 27018 --eval db.adminCommand("ping")'],
  ['rabbitmq:3-management', 5672, 'rabbitmq-diagnostics -q ping'],
  ['rabbitmq:3.6.8', 5672, 'rabbitmqctl status'],
  ['rabbitmq:3.13-alpine', 5672, 'rabbitmq-diagnostics -q ping'],
  ['memcached:1.6', 11211, { port: 11211 }],
  ['docker.dragonflydb.io/dragonflydb/dragonfly', 6379, { port: 6379 }],
  ['bitnami/kafka:3', 9092, { port: 9092 }],
  ['registry.example.com/cache:1', 6379, { port: 6379 }],
])('%s at port %i can answer: %j', (image, port, asked) => {
  expect(askedOf(image, port)).toEqual(asked);
});

test('a port with a name keeps it in a connection, and is a number in a command', () => {
  expect(askedOf('nats:2', 4222, 'db')).toEqual({ port: 'db' });
  expect(askedOf('redis:7', 6380, 'db')).toBe('redis-cli -p 6380 ping');
});

test('without a port the usual one is checked', () => {
  expect(probeOfStore({ name: 'db', image: 'memcached', ports: [], path: [] }, undefined)).toMatchObject({ tcpSocket: { port: 11211 } });
});

test.each([['rediscommander/redis-commander', 8081], ['dpage/pgadmin4', 80], ['mongo-express:1', 8081], ['registry.example.com/web:1', 8080], ['my-redis', 8080]])('%s is not one of them', (image, port) => {
  expect(askedOf(image, port)).toBeUndefined();
});

test('a probe with a slow command has a longer timeout and period', () => {
  expect(probeOfStore(container('rabbitmq:4', 5672), 5672)).toMatchObject({ timeoutSeconds: 15, periodSeconds: 20 });
});
