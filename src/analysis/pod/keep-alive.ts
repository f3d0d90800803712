import { wordsOf } from './containers';
import { Environment, environmentOf } from './environment';
import { MountedFiles, mountedFiles } from './mounted-files';
import { KnownServer, optionsIn, ServerCommand, serverCommandOf, startsProxy, WrittenOption } from './server-command';
import { Container, ManifestSet, Path, Workload } from '../../manifests';

/** How long a server keeps a connection open on which no request arrives. */
export interface KeepAlive {
  readonly seconds: number;
  readonly server: KnownServer;
  /** The setting: `--keep-alive`. */
  readonly setting: string;
  /** Whether it is the default of the server. */
  readonly isDefault: boolean;
  /** The field with the value, or where the setting belongs. */
  readonly path: Path;
  /** What precedes the value if the field consists of the setting: `--keep-alive=`, or nothing. */
  readonly prefix?: string;
  /** The ports on which the server listens; undefined if unknown. */
  readonly ports?: readonly number[];
}

/**
 * The keep-alive time of a known server that sends responses to clients itself; undefined if it is unknown, or if the server closes
 * each connection after its response.
 */
export function keepAliveOf(workload: Workload, container: Container, manifests: ManifestSet): KeepAlive | undefined {
  const command = serverCommandOf(workload, container);
  const variables = environmentOf(workload, container, manifests);
  const source = { container, variables, files: mountedFiles(workload, container, manifests) };
  const found = command ? READERS[command.server](command, source) : ofImage(source, wordsOf(workload, container));
  return found && found.seconds > 0 && found.ports?.length !== 0 ? found : undefined;
}

interface Source {
  readonly container: Container;
  readonly variables: Environment;
  readonly files: MountedFiles;
}

type Command = Omit<ServerCommand, 'server'>;
type Reader = (command: Command, source: Source) => KeepAlive | undefined;

const READERS: Record<KnownServer, Reader> = { gunicorn: ofGunicorn, uvicorn: ofUvicorn, hypercorn: ofHypercorn, puma: ofPuma };

// The image starts the server, or a script in it. Which files it reads is unknown.
function ofImage(source: Source, words: readonly string[]): KeepAlive | undefined {
  const unknown = { args: [], isSplit: false, pathOf: () => [] };
  return startsProxy(words) ? undefined : ofGunicorn(unknown, { ...source, files: new Map() });
}

/** Workers that keep connections; `sync` closes each after its response. */
const KEEPS = /^(?:gthread|gevent|eventlet|asgi|uvicorn(?:\.workers|_worker)\.Uvicorn(?:H11)?Worker)$/;
const GUNICORN_DEFAULT = 2;
const CMD_ARGS = 'GUNICORN_CMD_ARGS';

// The command line overrides the variable, which overrides the file.
function ofGunicorn(command: Command, { container, variables, files }: Source): KeepAlive | undefined {
  const { args } = command;
  const variable = variables.get(CMD_ARGS);
  const more = variable?.value?.trim().split(/\s+/) ?? [];
  const config = [...optionsIn(more, '--config', '-c'), ...optionsIn(args, '--config', '-c')].at(-1)?.value;
  const file = files.get((config ?? 'gunicorn.conf.py').split('/').pop()!);
  const last = (...names: string[]): string | undefined =>
    (optionsIn(args, ...names).at(-1) ?? optionsIn(more, ...names).at(-1))?.value;
  const worker = last('--worker-class', '-k') ?? inFile(file, 'worker_class') ?? 'sync';
  const threads = last('--threads') ?? inFile(file, 'threads') ?? '1';
  if (!KEEPS.test(worker) && !(worker === 'sync' && /^(?:[2-9]|\d{2,4})$/.test(threads))) { return undefined; }
  const binds = [optionsIn(args, '--bind', '-b'), optionsIn(more, '--bind', '-b')].find(({ length }) => length > 0)?.map(({ value }) => value);
  const common = { server: 'gunicorn', setting: '--keep-alive', isDefault: false, ports: portsOf(binds) } as const;
  const [written, inVariable] = [optionsIn(args, '--keep-alive').at(-1), optionsIn(more, '--keep-alive').at(-1)];
  if (written) { return stated(common, written, command); }
  if (inVariable) { return withSeconds({ ...common, setting: `--keep-alive in ${CMD_ARGS}`, path: variable!.path }, inVariable.value); }
  // Anything that a file or a variable outside of the manifests may set is unknown.
  if (variable && variable.value === undefined) { return undefined; }
  if (file !== undefined && /^\s*keepalive\b/m.test(file)) {
    return withSeconds({ ...common, setting: `keepalive in ${config ?? 'gunicorn.conf.py'}`, path: [...container.path, 'volumeMounts'] }, inFile(file, 'keepalive'));
  }
  const isAllStated = (config === undefined || file !== undefined)
    && optionsIn(args, '--worker-class', '-k', '--threads').length > 0 && optionsIn(args, '--bind', '-b').length > 0;
  return isAllStated ? byDefault(common, command, GUNICORN_DEFAULT) : undefined;
}

const UVICORN_DEFAULT = 5;

function ofUvicorn(command: Command, { variables }: Source): KeepAlive | undefined {
  const { args } = command;
  const host = optionsIn(args, '--host').at(-1)?.value ?? variables.get('UVICORN_HOST')?.value;
  if (isLocal(host) || optionsIn(args, '--uds', '--fd').length > 0) { return undefined; }
  const port = optionsIn(args, '--port').at(-1)?.value;
  const common = { server: 'uvicorn', setting: '--timeout-keep-alive', isDefault: false, ports: port === undefined ? undefined : portsOf([`:${port}`]) } as const;
  const written = optionsIn(args, '--timeout-keep-alive').at(-1);
  if (written) { return stated(common, written, command); }
  const name = 'UVICORN_TIMEOUT_KEEP_ALIVE';
  const variable = variables.get(name);
  if (variable) { return withSeconds({ ...common, setting: name, path: variable.path }, variable.value); }
  return port === undefined || host === undefined ? undefined : byDefault(common, command, UVICORN_DEFAULT);
}

function ofHypercorn(command: Command): KeepAlive | undefined {
  const { args } = command;
  const binds = optionsIn(args, '--bind', '-b').map(({ value }) => value);
  const written = optionsIn(args, '--keep-alive').at(-1);
  return written && stated({ server: 'hypercorn', setting: '--keep-alive', isDefault: false, ports: portsOf(binds.length > 0 ? binds : undefined) }, written, command);
}

function ofPuma({ args }: Command, { container, files }: Source): KeepAlive | undefined {
  const name = optionsIn(args, '--config', '-C').at(-1)?.value ?? 'config/puma.rb';
  const file = files.get(name.split('/').pop()!);
  if (file === undefined || /unix:|^\s*enable_keep_alives[\s(]+false/m.test(file)) { return undefined; }
  const port = optionsIn(args, '--port', '-p').at(-1)?.value;
  const common = { server: 'puma', setting: `persistent_timeout in ${name}`, isDefault: false, ports: port === undefined ? undefined : portsOf([`:${port}`]) } as const;
  return withSeconds({ ...common, path: [...container.path, 'volumeMounts'] }, /^\s*persistent_timeout[\s(]+(\d{1,6})\s*\)?\s*(?:#|$)/m.exec(file)?.[1]);
}

type Common = Pick<KeepAlive, 'server' | 'setting' | 'isDefault' | 'ports'>;

function stated(common: Common, { value, at, prefix }: WrittenOption, { pathOf, isSplit }: Command): KeepAlive | undefined {
  return withSeconds({ ...common, path: pathOf(at), ...isSplit && { prefix } }, value);
}

function withSeconds(rest: Omit<KeepAlive, 'seconds'>, value: string | undefined): KeepAlive | undefined {
  return value !== undefined && /^\d{1,6}$/.test(value) ? { ...rest, seconds: Number(value) } : undefined;
}

// A word such as $OPTIONS may be the setting.
function byDefault(common: Common, { args, pathOf, isSplit }: Command, seconds: number): KeepAlive | undefined {
  const isOpen = args.some(arg => /^[$`]/.test(arg));
  return isOpen ? undefined : { ...common, isDefault: true, seconds, path: isSplit ? pathOf(0).slice(0, -1) : pathOf(0) };
}

/** The ports of addresses that other pods reach; undefined if one of them is unknown. */
function portsOf(binds: readonly string[] | undefined): number[] | undefined {
  const ports = binds?.filter(bind => !/^(?:unix|fd):/.test(bind) && !isLocal(bind.replace(/:\d+$/, ''))).map(bind => /:(\d{1,5})$/.exec(bind)?.[1]);
  return ports?.includes(undefined) ? undefined : ports?.map(Number);
}

function isLocal(host: string | undefined): boolean {
  return host === 'localhost' || /^127\./.test(host ?? '');
}

/** A setting of a Python file, as far as it is a literal. */
function inFile(file: string | undefined, name: string): string | undefined {
  return new RegExp(`^\\s*${name}\\s*=\\s*(["']?)([\\w.]{1,100})\\1\\s*(?:#|$)`, 'm').exec(file ?? '')?.[2];
}
