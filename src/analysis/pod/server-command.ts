import { placeOf } from './containers';
import { shellCommandOf } from './shell';
import { Container, Path, statementsOf, stringsAt, Workload } from '../../manifests';

/** Servers whose options are known. */
export type KnownServer = 'gunicorn' | 'uvicorn' | 'hypercorn' | 'puma';

/** A known server that a container starts. */
export interface ServerCommand {
  readonly server: KnownServer;
  /** Its arguments, without the quotes of a shell. */
  readonly args: readonly string[];
  /** Whether each argument is a word of its own in the manifest. */
  readonly isSplit: boolean;
  /** The field that has an argument: a word of its own, or a script. */
  pathOf(arg: number): Path;
}

const SERVER = /^(?:\/\S{0,200}\/)?(gunicorn|uvicorn|hypercorn|puma)$/;
/** Words before a server that start it: `exec`, `python -m`, `poetry run`, `tini --`, `newrelic-admin run-program`, `/entrypoint.sh`. */
const STARTS = /^(?:exec|env|nice|poetry|pipenv|pdm|uv|rye|hatch|bundle|run|run-program|ddtrace-run|newrelic-admin|opentelemetry-instrument|-\S*|\w+=\S*|\S*(?:tini|dumb-init|python[\d.]*|entrypoint|\.sh))$/;
/** Programs that may receive the requests first. */
const PROXY = /(?:^|[\s/])(?:nginx|caddy|haproxy|envoy|apache2|httpd|supervisord)(?:[\s;&|]|$)/;

/** The known server that a command starts; undefined for none, for several, and beside a proxy. */
export function serverCommandOf(workload: Workload, container: Container): ServerCommand | undefined {
  const place = placeOf(workload, container);
  const [command, args] = [stringsAt(place, ['command']), stringsAt(place, ['args'])];
  const words = [...command, ...args];
  if (startsProxy(words)) { return undefined; }
  const pathAt = (word: number): Path =>
    [...container.path, ...word < command.length ? ['command', word] : ['args', word - command.length]];
  const script = shellCommandOf(words)?.script;
  const statements = script === undefined ? [words] : (statementsOf(script) ?? []).map(statement => statement.words);
  const [started, other] = statements.flatMap(startedBy);
  if (!started || other) { return undefined; }
  const { server, from, args: own } = started;
  const pathOf = (arg: number): Path => pathAt(script === undefined ? from + arg : words.indexOf(script));
  return { server, args: own, isSplit: script === undefined, pathOf };
}

/** Whether a command names a program that may receive the requests before the server. */
export function startsProxy(words: readonly string[]): boolean {
  return PROXY.test(words.join(' '));
}

interface Started {
  readonly server: KnownServer;
  /** The word after the server. */
  readonly from: number;
  readonly args: readonly string[];
}

function startedBy(words: readonly string[]): Started[] {
  const at = words.findIndex(word => !STARTS.test(word));
  const server = SERVER.exec(words[at] ?? '')?.[1] as KnownServer | undefined;
  return server ? [{ server, from: at + 1, args: words.slice(at + 1) }] : [];
}

/** An option as it is written. */
export interface WrittenOption {
  readonly value: string;
  /** The argument with the value. */
  readonly at: number;
  /** What precedes the value in that argument: `--keep-alive=`, or nothing. */
  readonly prefix: string;
}

/** All values of an option, such as `--bind` or `-b`, in order. */
export function optionsIn(args: readonly string[], ...names: readonly string[]): WrittenOption[] {
  return args.flatMap((arg, i): WrittenOption[] => {
    if (names.includes(arg)) { return args[i + 1] === undefined ? [] : [{ value: args[i + 1], at: i + 1, prefix: '' }]; }
    const prefix = names.map(name => name.startsWith('--') ? `${name}=` : name).find(start => arg.startsWith(start));
    return prefix === undefined || arg.startsWith('--') && !prefix.startsWith('--') ? [] : [{ value: arg.slice(prefix.length), at: i, prefix }];
  });
}
