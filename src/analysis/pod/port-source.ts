import { wordsOf } from './containers';
import { isNamed } from './image-reference';
import { isExporter } from './known-images';
import { Container, Workload } from '../../manifests';

/** Servers that take their port from arguments or a file, never from a variable such as `REDIS_PORT`. */
const FROM_CONFIG = [
  'redis', 'redis-stack', 'redis-stack-server', 'valkey', 'memcached', 'postgres', 'postgresql', 'postgis', 'pgvector', 'timescaledb',
  'mysql', 'mysql-server', 'mariadb', 'percona', 'percona-server', 'mongo', 'mongodb', 'mongodb-community-server', 'nats', 'rabbitmq', 'minio',
  'prometheus', 'alertmanager', 'grafana', 'loki', 'nginx', 'nginx-unprivileged', 'openresty', 'httpd', 'haproxy',
];
/** `--port 80`, `--secure-port=6443`, `--web.listen-address=:9090`, `--bind 0.0.0.0:80`; not the port of metrics. */
const PORT_GIVEN = /(?:^|\s)--?(?:(?:secure|http|https|server|web|bind|listen)[.-])?(?:port|listen|bind|addr|address|listen-addr|listen-address)[=\s]+\S*?\d{2,5}(?=\s|$)/;

/** Whether the server of a container is known to take its port from elsewhere than from a variable that begins with its name. */
export function takesPortFromConfig(workload: Workload, container: Container): boolean {
  return isNamed(container.image, FROM_CONFIG) || isExporter(container) || PORT_GIVEN.test(wordsOf(workload, container).join(' '));
}
