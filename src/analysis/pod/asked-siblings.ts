import { placeOf, wordsOf } from './containers';
import { imageName } from './image-reference';
import { Container, listAt, PreStopHook, stringAt, Workload } from '../../manifests';

/** Another container of the same pod that a hook calls. */
export interface AskedSibling {
  readonly container: Container;
  readonly port: number | string;
}

/** The ordinary container that the preStop hook of another one calls, and that gets SIGTERM at the same time; undefined if the hook calls none. */
export function siblingAskedBy(asking: Container, { containers }: Pick<Workload, 'containers'>): AskedSibling | undefined {
  const port = portAsked(asking.preStop);
  if (port === undefined || listensOn(asking, port)) { return undefined; }
  const container = containers.find(other => other !== asking && listensOn(other, port));
  return container && { container, port };
}

function listensOn({ ports }: Container, port: number | string): boolean {
  return ports.some(({ number, name }) => number === port || name === port);
}

const LOCAL = /\b(?:curl|wget)\b.*?\b(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\]):(\d{1,5})\b/s;

function portAsked(hook: PreStopHook | undefined): number | string | undefined {
  if (hook?.kind === 'httpGet') { return hook.port; }
  const asked = hook?.kind === 'exec' ? LOCAL.exec(hook.command.join(' ')) : undefined;
  return asked ? Number(asked[1]) : undefined;
}

/** Variables that state where traces, metrics and logs are sent: requests are answered without them. */
const TELEMETRY = /OTEL|OTLP|STATSD|DD_|DATADOG|JAEGER|ZIPKIN|TRAC(?:E|ING)|METRIC|TELEMETRY|(?:^|_)LOG(?:S|GING)?(?:_|$)|SENTRY|PROMETHEUS|PYROSCOPE|PROFIL/i;
const LOCALHOST = /(?:^|[\s/@=,"'])(?:localhost|127\.0\.0\.1|\[::1\]):(\d{2,5})(?!\d)/g;

/** Whether the variables or the command of a container make it call another container of its pod. */
export function callsSibling(calling: Container, sibling: Container, workload: Workload): boolean {
  const variables = listAt(placeOf(workload, calling), ['env'])
    .filter(variable => !TELEMETRY.test(stringAt(variable, ['name']) ?? '')).map(variable => stringAt(variable, ['value']) ?? '');
  return [...variables, ...wordsOf(workload, calling)].flatMap(text => [...text.matchAll(LOCALHOST)])
    .some(([, port]) => listensOn(sibling, Number(port)) && !listensOn(calling, Number(port)));
}

const ENVOY = /^envoy(?:-(?:distroless|contrib|alpine))?$/;
/** Names of ports at which only Envoy calls a service about a request that it holds. */
const FILTER_PORT = /^(?:grpc-)?ext-?(?:proc|authz?)(?:-|$)/;

/** Whether Envoy asks a container of its pod about each request before it forwards the request, by the name of its port. */
export function isFilterOf(envoy: Container, { ports }: Container): boolean {
  return ENVOY.test(imageName(envoy.image)) && ports.some(({ name }) => FILTER_PORT.test(name ?? ''));
}
