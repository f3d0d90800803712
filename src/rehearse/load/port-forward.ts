import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { runTool } from '../../sources/run-tool';

/** A process that forwards a port of this machine to one pod. */
export interface PortForward {
  readonly pid: number;
  /** Its command line. */
  readonly command: string;
}

/**
 * The `kubectl port-forward` that listens on a port of this machine, if there is one. Load must not be sent through it: it is
 * bound to one pod and ends with it, so that each update loses all requests, whatever the service does. Other listeners, such as
 * the router of kind or minikube, are allowed. Undefined if the machine does not show its listeners.
 */
export function portForwardOn(port: number): PortForward | undefined {
  const owners = process.platform === 'linux' ? ownersOnLinux(port) : ownersByLsof(port);
  return owners.find(({ command }) => /(?:^|[ /])(?:kubectl|oc)\S* (?:.* )?port-forward(?: |$)/.test(command));
}

/** The state of a socket that listens, in /proc/net/tcp. */
const LISTENS = '0A';

function ownersOnLinux(port: number): PortForward[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  const sockets = ['tcp', 'tcp6'].flatMap(table => linesOf(`/proc/net/${table}`)).flatMap(line => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    return local.endsWith(`:${wanted}`) && state === LISTENS ? [`socket:[${inode}]`] : [];
  });
  if (sockets.length === 0) { return []; }
  return entriesOf('/proc').filter(name => /^\d+$/.test(name)).flatMap(pid => {
    const files = entriesOf(`/proc/${pid}/fd`).map(name => linkOf(`/proc/${pid}/fd/${name}`));
    if (!files.some(file => sockets.includes(file))) { return []; }
    return [{ pid: Number(pid), command: linesOf(`/proc/${pid}/cmdline`).join(' ').replaceAll('\0', ' ').trim() }];
  });
}

function ownersByLsof(port: number): PortForward[] {
  const run = (tool: string, args: string[]): string =>
    runTool(tool, args, { cwd: process.cwd(), env: process.env, timeout: 5000, largest: 1024 * 1024 }).stdout.toString();
  return run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t']).split('\n').filter(line => /^\d+$/.test(line))
    .map(pid => ({ pid: Number(pid), command: run('ps', ['-o', 'command=', '-p', pid]).trim() }));
}

// Processes end while they are looked at, and those of others cannot be looked into.
function attempt<T>(read: () => T, otherwise: T): T {
  try { return read(); } catch { return otherwise; }
}

function linesOf(file: string): string[] {
  return attempt(() => readFileSync(file, 'utf8').split('\n'), []);
}

function entriesOf(folder: string): string[] {
  return attempt(() => readdirSync(folder), []);
}

function linkOf(file: string): string {
  return attempt(() => readlinkSync(file), '');
}
