/**
 * The servers of docs/graceful-shutdown.md under load, stopped as a kubelet stops them: the preStop hook, a router that learns of
 * it later, and SIGTERM with requests in flight.
 */
import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { synthesized } from './snippets';
import { Attempt } from '../../src/rehearse/load/attempt';
import { startLoadProcess } from '../../src/rehearse/load/load-process';

const FOLDER = 'examples/graceful-shutdown';
const PAGE = readFileSync('docs/graceful-shutdown.md', 'utf8');

/** How each language is started; compiled before, so that a start is as short as in a container. */
const SERVERS: { readonly [language: string]: () => string[] } = {
  'Node.js': () => ['node', `${FOLDER}/server.mjs`],
  'Python': () => ['python3', `${FOLDER}/server.py`],
  'Go': () => [compiled('go', ['build', '-o', 'OUT/server', `${FOLDER}/main.go`], 'server')],
  'Java': () => ['java', '-cp', compiled('javac', ['-d', 'OUT', `${FOLDER}/Server.java`], ''), 'Server'],
};

function compiled(compiler: string, args: string[], result: string): string {
  const out = mkdtempSync(join(tmpdir(), 'server-'));
  const { status, stderr } = spawnSync(compiler, args.map(arg => arg.replace('OUT', out)), { encoding: 'utf8' });
  if (status !== 0) { throw new Error(stderr); }
  return join(out, result);
}

/** Not every machine has Go and Java; Node.js and Python are needed by other tests, too. */
const here = (tool: string): boolean => spawnSync(tool, ['-version']).error === undefined;
const LANGUAGES = ['Node.js', 'Python', ...here('go') ? ['Go'] : [], ...here('javac') ? ['Java'] : []];

interface Server {
  readonly port: number;
  readonly process: ChildProcess;
}

const started: ChildProcess[] = [];
afterAll(() => started.forEach(child => child.kill('SIGKILL')));

async function start([command, ...args]: string[]): Promise<Server> {
  const port = await freePort();
  const child = spawn(command, args, { env: { ...process.env, PORT: String(port) }, stdio: ['ignore', 'ignore', 'inherit'] });
  started.push(child);
  for (let i = 0; i < 600 && await statusOf(port, '/healthcheck') !== 200; i++) { await sleep(50); }
  return { port, process: child };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

function statusOf(port: number, path: string): Promise<number | undefined> {
  return new Promise(resolve => {
    get({ port, path, agent: false }, response => { response.resume(); resolve(response.statusCode); }).on('error', () => resolve(undefined));
  });
}

/** As kube-proxy does: new connections are led to one of the backends, and those that are open stay where they are. */
async function router(first: number): Promise<{ readonly port: number; leadTo(port: number): void; close(): void }> {
  let backend = first;
  const server = createServer({ noDelay: true }, client => {
    const pod = connect({ port: backend, noDelay: true });
    client.pipe(pod).pipe(client);
    client.on('error', () => pod.resetAndDestroy());
    pod.on('error', () => client.resetAndDestroy());
  }).listen(0);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, leadTo: port => { backend = port; }, close: () => void server.close() };
}

/** What clients see while a server is stopped in some way, and another one takes its place. */
async function attemptsDuring(
  command: string[], stop: (old: Server, leadOn: () => void) => Promise<unknown>,
): Promise<Attempt[]> {
  const [old, successor] = [await start(command), await start(command)];
  const users = await router(old.port);
  const load = startLoadProcess({
    origin: `http://127.0.0.1:${users.port}`,
    rate: 60,
    ramp: 0,
    streams: ['new', 'keep', 'slow'],
    requests: [{ path: '/orders' }],
    slowRequests: [{ path: '/report?ms=1500' }],
    slowRate: 5,
    expect: [{ from: 200, to: 200 }],
    timeout: 10_000,
  });
  const attempts: Attempt[] = [];
  const told = (async () => { for await (const some of load.attempts) { attempts.push(...some); } })();
  while (attempts.length < 100) { await sleep(50); }
  await stop(old, () => users.leadTo(successor.port));
  await sleep(500);
  load.stop();
  await told;
  users.close();
  return attempts;
}

const failed = (attempts: readonly Attempt[]): readonly Attempt[] => attempts.filter(({ failure }) => failure !== undefined);

test.each(LANGUAGES)('the server in %s loses no request when it is stopped under load', async language => {
  let exit: unknown[] = [];
  const attempts = await attemptsDuring(SERVERS[language](), async (old, leadOn) => {
    const hook = statusOf(old.port, '/drain?seconds=3');
    await sleep(1000);
    leadOn();
    expect(await hook).toBe(200);
    const exited = once(old.process, 'exit');
    old.process.kill('SIGTERM');
    exit = await exited;
  });
  expect(failed(attempts)).toEqual([]);
  expect(attempts.filter(({ stream }) => stream === 'slow').length).toBeGreaterThan(10);
  expect(attempts.filter(({ stream }) => stream === 'keep').length).toBeGreaterThan(50);
  // 143 is how Java says that SIGTERM ended it.
  expect(exit).toEqual([language === 'Java' ? 143 : 0, null]);
});

test('a server that ends at once on SIGTERM loses requests in the same trial', async () => {
  const server = 'createServer((request, response) => setTimeout(() => response.end(), request.url.includes("1500") ? 1500 : 50))';
  const attempts = await attemptsDuring(['node', '--eval', `require('node:http').${server}.listen(process.env.PORT)`], async (old, leadOn) => {
    leadOn();
    old.process.kill('SIGTERM');
    await once(old.process, 'exit');
  });
  expect(failed(attempts).map(({ stream }) => stream)).toContain('slow');
});

test('the page shows the servers that are tried here', () => {
  for (const file of readdirSync(FOLDER)) { expect(PAGE).toContain(readFileSync(`${FOLDER}/${file}`, 'utf8').trim()); }
});

test('the service of the page has the seconds of its table', () => {
  const [, code] = /```ts\n([^]*?)```/.exec(PAGE)!;
  const yaml = synthesized(code);
  expect(yaml).toMatch(/path: \/drain\?seconds=10\n/);
  expect(yaml).toContain('terminationGracePeriodSeconds: 45');
  expect(PAGE).toContain('| 45 | SIGKILL');
});
