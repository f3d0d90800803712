import { placeOf } from './containers';
import { Container, listAt, Path, placeAt, ProbeCheck, stringAt, Workload } from '../../manifests';
import { shorten } from '../../text';

/** Names that say: this looks at what stands behind the application. */
const BEHIND = /(?:^|[/_.?&=-])(?:db|database|databases|deep|full|dep|deps|dependency|dependencies|postgres|mysql|mongo|mongodb|redis|kafka|rabbitmq|upstreams?|downstreams?)(?:[/_.?&=-]|$)/i;
/** Where a framework answers for everything that it knows of, databases and brokers among it. */
const AGGREGATES = /^\/(?:[\w-]+\/)?(?:actuator\/health|q\/health)\/?$/;

/** Whether a path says that more is asked than this process. */
export function asksBehind(check: ProbeCheck): check is Extract<ProbeCheck, { kind: 'httpGet' }> {
  return check.kind === 'httpGet' && (BEHIND.test(check.path) || AGGREGATES.test(check.path));
}

/** What two probes would have in common if they ask the same; undefined for those that ask nothing of the application. */
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

/** As a sentence names what is asked: `/healthcheck`. */
export function describeCheck(check: ProbeCheck): string {
  switch (check.kind) {
    case 'httpGet': return shorten(check.path);
    case 'grpc': return check.service === '' ? 'its gRPC health check' : `its gRPC health check ${shorten(check.service)}`;
    case 'exec': return shorten(check.command.join(' '));
    default: return 'its port';
  }
}
