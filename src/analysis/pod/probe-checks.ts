import { placeOf } from './containers';
import { Container, listAt, Path, placeAt, ProbeCheck, stringAt, Workload } from '../../manifests';
import { shorten } from '../../text';

/** Names of paths that check dependencies of the application. */
const BEHIND = /(?:^|[/_.?&=-])(?:db|database|databases|deep|full|dep|deps|dependency|dependencies|postgres|mysql|mongo|mongodb|redis|kafka|rabbitmq|upstreams?|downstreams?)(?:[/_.?&=-]|$)/i;
/** Paths at which a framework reports all its components, including databases and brokers. */
const AGGREGATES = /^\/(?:[\w-]+\/)?(?:actuator\/health|q\/health)\/?$/;

/** Whether the name of a path says that it checks more than this process. */
export function asksBehind(check: ProbeCheck): check is Extract<ProbeCheck, { kind: 'httpGet' }> {
  return check.kind === 'httpGet' && (BEHIND.test(check.path) || AGGREGATES.test(check.path));
}

/** A value that is equal for probes with the same check; undefined for probes that do not call the application. */
export function questionOf(workload: Workload, container: Container, check: ProbeCheck, probe: Path): string | undefined {
  switch (check.kind) {
    case 'httpGet': {
      const headers = listAt(placeAt(placeOf(workload, container), probe), ['httpGet', 'httpHeaders'])
        .map(header => [stringAt(header, ['name']), stringAt(header, ['value'])]);
      return JSON.stringify(['http', check.scheme, check.host, portNumber(container, check.port), check.path, headers]);
    }
    case 'grpc': return JSON.stringify(['grpc', check.port, check.service]);
    case 'exec': return JSON.stringify(['exec', check.command]);
    default: return undefined;
  }
}

function portNumber({ ports }: Container, port: number | string | undefined): number | string | undefined {
  return ports.find(({ name }) => name === port)?.number ?? port;
}

/** The check, for a sentence: `/healthcheck`. */
export function describeCheck(check: ProbeCheck): string {
  switch (check.kind) {
    case 'httpGet': return shorten(check.path);
    case 'grpc': return check.service === '' ? 'its gRPC health check' : `its gRPC health check ${shorten(check.service)}`;
    case 'exec': return shorten(check.command.join(' '));
    default: return 'its port';
  }
}
