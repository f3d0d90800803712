import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { portForwardOn } from '../../../src/rehearse/load/port-forward';

const LISTEN = 'require("node:net").createServer().listen(0, "127.0.0.1", function () { console.log(this.address().port) })';
const started: ChildProcess[] = [];
afterAll(() => started.forEach(child => child.kill()));

/** A process that listens, with the command line of another program. */
async function listening(argv0: string, ...args: string[]): Promise<{ pid: number; port: number }> {
  const child = spawn(process.execPath, ['-e', LISTEN, '--', ...args], { argv0, stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  const [text] = await once(child.stdout!, 'data');
  return { pid: child.pid!, port: Number(String(text)) };
}

// Elsewhere lsof is asked, which a machine for tests need not have.
const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux.each([
  ['kubectl', 'port-forward', 'service/web', '8080:80'],
  ['/usr/local/bin/kubectl', '--context', 'staging', 'port-forward', 'web-1', '8080'],
  ['oc', 'port-forward', 'web-1', '8080'],
])('finds %s %s on its port', async (...command) => {
  const { pid, port } = await listening(command[0], ...command.slice(1));
  expect(portForwardOn(port)).toEqual({ pid, command: expect.stringContaining('port-forward') });
});

onLinux.each([
  ['docker-proxy', '-host-port', '8080'],
  ['kubectl', 'proxy'],
  ['node', 'port-forwarder.js'],
])('a router or another server is not a port-forward: %s %s', async (...command) => {
  const { port } = await listening(command[0], ...command.slice(1));
  expect(portForwardOn(port)).toBeUndefined();
});

test('a port that nothing listens on has no owner', () => {
  expect(portForwardOn(1)).toBeUndefined();
});
