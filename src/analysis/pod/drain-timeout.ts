import { wordsOf } from './containers';
import { Environment, environmentOf, Variable } from './environment';
import { MountedFiles, mountedFiles } from './mounted-files';
import { Container, ManifestSet, parseDuration, Path, Workload } from '../../manifests';
import { configFinder } from '../config/config-objects';
import { once } from '../memoize';

/** How long a server waits for its requests after SIGTERM, or after its own shutdown delay, before it closes their connections. */
export interface DrainTimeout {
  readonly seconds: number;
  /** As it is written: `--graceful-timeout`. */
  readonly option: string;
  /** Whether its value has a unit. */
  readonly unit: '' | 's';
  readonly path: Path;
}

/** Reads the value of an option in seconds; undefined if it is invalid. */
type Reader = (value: string) => number | undefined;

/** Options of servers, by their documentation: gunicorn, uvicorn and hypercorn; Traefik; Grafana Loki, Mimir and Tempo; VictoriaMetrics; Thanos. */
const OPTIONS = ([
  { name: '--graceful-timeout|--timeout-graceful-shutdown', unit: '', read: inWholeSeconds },
  { name: '--?entrypoints\\.[\\w-]{1,60}\\.transport\\.lifecycle\\.gracetimeout', unit: 's', read: withBare(1) },
  { name: '--?server\\.graceful-shutdown-timeout|--?http\\.maxGracefulShutdownDuration', unit: 's', read: withBare(undefined) },
  { name: '--(?:http|grpc)-grace-period', unit: 's', read: withBare(undefined) },
] as const).map(({ name, ...rest }) => ({ pattern: new RegExp(`(?:^|\\s)(${name})[\\s=]+(\\S{1,20})(?=\\s|$)`, 'gi'), ...rest }));

/** The same as variables: Spring Boot, whose number without a unit is in milliseconds; Quarkus; .NET; Traefik; gateways of Istio. */
const VARIABLES: readonly { readonly name: RegExp; readonly unit: DrainTimeout['unit']; readonly read: Reader }[] = [
  { name: /^SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE$/, unit: 's', read: withBare(0.001) },
  { name: /^QUARKUS_SHUTDOWN_TIMEOUT$/, unit: 's', read: withBare(1) },
  { name: /^(?:DOTNET|ASPNETCORE)_SHUTDOWNTIMEOUTSECONDS$/, unit: '', read: inWholeSeconds },
  { name: /^TERMINATION_DRAIN_DURATION_SECONDS$/, unit: '', read: inWholeSeconds },
  { name: /^TRAEFIK_ENTRYPOINTS_\w{1,60}_TRANSPORT_LIFECYCLE_GRACETIMEOUT$/, unit: 's', read: withBare(1) },
];
/** The name of any of them. */
const VARIABLE = new RegExp(VARIABLES.map(({ name }) => name.source).join('|'));

/** The same in files: nginx; HAProxy, whose number without a unit is in milliseconds; Traefik; Spring Boot. */
const DIRECTIVES: readonly { readonly pattern: RegExp; readonly read: Reader }[] = [
  { pattern: /^[ \t]*(worker_shutdown_timeout)[ \t]+([^\s;]{1,20});/m, read: withBare(1) },
  { pattern: /^[ \t]*(hard-stop-after)[ \t]+(\S{1,20})[ \t]*(?:#.*)?$/m, read: withBare(0.001) },
  { pattern: /^[ \t]*(graceTimeOut)[ \t]*[:=][ \t]*["']?([\w.]{1,20})["']?[ \t]*$/im, read: withBare(1) },
  { pattern: /^[ \t]*((?:spring\.lifecycle\.)?timeout-per-shutdown-phase)[ \t]*[:=][ \t]*["']?([\w.]{1,20})["']?[ \t]*$/m, read: withBare(0.001) },
];

/** The timeout that a container states, as an option, in a variable or in a file; the longest one of an option that is stated several times. */
export function drainTimeoutOf(workload: Workload, container: Container, manifests: ManifestSet): DrainTimeout | undefined {
  const variables = environmentOf(workload, container, manifests);
  const words = wordsOf(workload, container).join(' ');
  return longest([
    ...inCommand({ value: words, path: [...container.path, 'command'] }),
    ...inCommand(variables.get('GUNICORN_CMD_ARGS')),
    ...inVariables(variables),
    ...inFiles(mountedFiles(workload, container, manifests), [...container.path, 'volumeMounts']),
    ...ofIngressNginx(words, workload, [...container.path, 'args'], manifests),
  ]);
}

function longest([first, ...others]: readonly DrainTimeout[]): DrainTimeout | undefined {
  return others.filter(({ option }) => first.option.replace(/\.[\w-]+\.|_[A-Z]+_/i, '') === option.replace(/\.[\w-]+\.|_[A-Z]+_/i, ''))
    .reduce((best, one) => one.seconds > best.seconds ? one : best, first);
}

function inCommand({ value = '', path }: Variable = { path: [] }): DrainTimeout[] {
  return OPTIONS.flatMap(({ pattern, unit, read }) =>
    [...value.matchAll(pattern)].flatMap(([, option, written]) => timeout(read(written), { option, unit, path })));
}

function inVariables(variables: Environment): DrainTimeout[] {
  // Istio's proxy then ends with its last connection, and ignores its drain duration.
  const endsByItself = variables.get('EXIT_ON_ZERO_ACTIVE_CONNECTIONS')?.value === 'true';
  return [...variables.matching(VARIABLE)].filter(([name]) => !(endsByItself && name === 'TERMINATION_DRAIN_DURATION_SECONDS')).flatMap(([option, { value = '', path }]) =>
    VARIABLES.filter(({ name }) => name.test(option)).flatMap(({ unit, read }) => timeout(read(value), { option, unit, path })));
}

function inFiles(files: MountedFiles, path: Path): DrainTimeout[] {
  return directivesIn(files).map(found => ({ ...found, unit: 's', path }));
}

const directivesIn = once((files: MountedFiles) => [...files.values()].flatMap(text => DIRECTIVES.flatMap(({ pattern, read }) => {
  const [, option, written] = pattern.exec(text) ?? [];
  const seconds = option === undefined ? undefined : read(written);
  return seconds === undefined ? [] : [{ seconds, option }];
})));

const KEY = 'worker-shutdown-timeout';

// The controller reads its ConfigMap from the API server, and does not mount it.
function ofIngressNginx(words: string, workload: Workload, path: Path, manifests: ManifestSet): DrainTimeout[] {
  const [, namespace, name] = /(?:^|\s)--configmap[\s=]+([\w$().-]{1,253})\/([\w.-]{1,253})(?=\s|$)/.exec(words) ?? [];
  if (name === undefined) { return []; }
  const found = configFinder(manifests)({ ...workload, namespace: namespace.includes('$') ? workload.namespace : namespace }, { kind: 'ConfigMap', name });
  const written = (found?.object.json as { data?: Record<string, unknown> } | undefined)?.data?.[KEY];
  return typeof written === 'string' ? timeout(withBare(1)(written), { option: KEY, unit: 's', path }) : [];
}

function timeout(seconds: number | undefined, rest: Omit<DrainTimeout, 'seconds'>): DrainTimeout[] {
  return seconds === undefined ? [] : [{ seconds, ...rest }];
}

function inWholeSeconds(value: string): number | undefined {
  return /^\d{1,6}$/.test(value) ? Number(value) : undefined;
}

/** Reads `300s`, `5m`, `500ms` or `PT5M`, and numbers without a unit as so many seconds; these are invalid with undefined. 0 often means no limit. */
function withBare(factor: number | undefined): Reader {
  return value => secondsIn(value, factor) || undefined;
}

function secondsIn(value: string, factor: number | undefined): number | undefined {
  if (/^\d{1,9}$/.test(value)) { return factor === undefined ? undefined : Number(value) * factor; }
  const [, milliseconds] = /^(\d{1,9})ms$/i.exec(value) ?? [];
  return milliseconds === undefined ? parseDuration(value.toLowerCase().replace(/^pt/, '')) : Number(milliseconds) / 1000;
}
