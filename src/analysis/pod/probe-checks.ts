import { placeOf } from './containers';
import { shellCommandOf } from './shell';
import { Container, listAt, Path, placeAt, ProbeCheck, statementsOf, stringAt, Workload } from '../../manifests';
import { shorten } from '../../text';

/** Names of paths that check dependencies of the application. */
const BEHIND = /(?:^|[/_.?&=-])(?:db|database|databases|deep|full|dep|deps|dependency|dependencies|postgres|mysql|mongo|mongodb|redis|kafka|rabbitmq|upstreams?|downstreams?)(?:[/_.?&=-]|$)/i;
/** Paths at which a framework reports all its components, including databases and brokers. */
const AGGREGATES = /^\/(?:[\w-]+\/)?(?:actuator\/health|q\/health)\/?$/;

/** Whether the name of a path says that it checks more than this process. */
export function asksBehind(check: ProbeCheck): check is Extract<ProbeCheck, { kind: 'httpGet' }> {
  return check.kind === 'httpGet' && (BEHIND.test(check.path) || AGGREGATES.test(check.path));
}

/** Paths that by convention answer as long as the process does, such as `/live`, `/healthz`, `/ping` and Prometheus' `/-/healthy`. */
const OF_PROCESS = /(?:^|[/_.-])(?:live|livez|liveness|alive)(?:[/_.?-]|$)|\/(?:healthz|healthy|ping)\/?$/i;

/** Whether a check by convention tells only whether the process answers. The gRPC health of a whole server is such a check. */
export function asksOnlyProcess(check: ProbeCheck): boolean {
  switch (check.kind) {
    case 'httpGet': return OF_PROCESS.test(check.path);
    case 'grpc': return check.service === '';
    case 'exec': return !asksApplication(check) || asksWholeServer(check.command);
    default: return true;
  }
}

const ALWAYS_SUCCEED = new Set(['true', ':', 'echo', 'date', 'hostname']);
const READERS = new Set(['cat', 'head', 'ls', 'stat', 'test', '[']);
/** Options, and directories that no application changes. */
const OF_SYSTEM = /^(?:-.*|\]|\/(?:(?:proc|sys|etc|bin|usr|lib|dev)(?:\/.*)?)?)$/s;

/** Whether the answer depends on the application: a command such as `ls /` or `cat /proc/1/status` gets it from the kernel. */
export function asksApplication(check: ProbeCheck): boolean {
  if (check.kind !== 'exec') { return true; }
  const words = commandOf(check.command);
  const program = programOf(words);
  return !ALWAYS_SUCCEED.has(program) && !(READERS.has(program) && words.slice(1).every(word => OF_SYSTEM.test(word)));
}

function asksWholeServer(command: readonly string[]): boolean {
  return programOf(command) === 'grpc_health_probe' && !command.some(word => /^--?service\b/.test(word));
}

function programOf([program = '']: readonly string[]): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

// The words of a command, or of the only command of a script.
function commandOf(command: readonly string[]): readonly string[] {
  const shell = shellCommandOf(command);
  const statements = shell && statementsOf(shell.script);
  return statements?.length === 1 && !statements[0].isOpaque ? statements[0].words : command;
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
