import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Attempt } from '../../../src/rehearse/load/attempt';
import { LoadPlan } from '../../../src/rehearse/load/load-plan';
import { Load, startLoadProcess } from '../../../src/rehearse/load/load-process';

const servers: Server[] = [];
afterAll(() => servers.forEach(server => server.close()));

function plan(origin: string, changes: Partial<LoadPlan> = {}): LoadPlan {
  return {
    origin,
    rate: 40,
    ramp: 0,
    streams: ['new'],
    requests: [{ path: '/' }],
    slowRequests: [],
    slowRate: 0,
    expect: [{ from: 200, to: 399 }],
    timeout: 1000,
    ...changes,
  };
}

/** A server that answers after so many milliseconds, and what it was asked. */
async function answering(delay: number = 0): Promise<{ origin: string; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, answer) => {
    asked.push(request.resume());
    setTimeout(() => answer.end('ok'), delay);
  });
  servers.push(server);
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** Stops once so many requests are known. */
async function some(count: number, load: Load): Promise<Attempt[]> {
  const all: Attempt[] = [];
  for await (const batch of load.attempts) {
    all.push(...batch);
    if (all.length >= count) { load.stop(); }
  }
  return all;
}

test('answers that take long delay no request, and those in flight at the end are told of', async () => {
  const { origin, asked } = await answering(600);
  const attempts = await some(1, startLoadProcess(plan(origin)));
  expect(attempts).toHaveLength(asked.length);
  expect(attempts.length).toBeGreaterThan(20);
  expect(attempts.filter(({ failure }) => failure)).toEqual([]);
  const dues = attempts.map(({ due }) => due).sort((a, b) => a - b);
  dues.slice(1).forEach((due, i) => expect(due - dues[i]).toBeCloseTo(25, 0));
});

test('requests, headers and bodies are sent as they were written, in turn, to the host that was named', async () => {
  const { origin, asked } = await answering();
  const requests = [{ path: '/a?b=c' }, { method: 'POST', path: '/d', headers: { 'X-Test': '1' }, body: 'ä' }];
  await some(4, startLoadProcess(plan(origin.replace('127.0.0.1', 'shop.example.com'), { requests, host: 'api.example.com', resolve: '127.0.0.1' })));
  const [first, second, third] = asked;
  expect([first, second, third].map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /a?b=c', 'POST /d', 'GET /a?b=c']);
  expect(first.headers).toEqual({ host: 'api.example.com', connection: 'close' });
  expect(second.headers).toMatchObject({ 'x-test': '1', 'content-length': '2' });
});

test('kept-alive connections are several, and are used again', async () => {
  const { origin, asked } = await answering();
  await some(80, startLoadProcess(plan(origin, { streams: ['keep'] })));
  const perConnection = countPerConnection(asked);
  expect(perConnection.length).toBe(20);
  expect(Math.min(...perConnection)).toBeGreaterThanOrEqual(2);
});

function countPerConnection(asked: readonly IncomingMessage[]): number[] {
  const counts = new Map<unknown, number>();
  asked.forEach(({ socket }) => counts.set(socket, (counts.get(socket) ?? 0) + 1));
  return [...counts.values()];
}

test('a name that does not exist is unreachable', async () => {
  const [attempt] = await some(1, startLoadProcess(plan('http://no-such-host.invalid', { timeout: 5000 })));
  expect(attempt).toMatchObject({ failure: expect.stringMatching(/unreachable|timeout/) });
});

test('fails when the process dies, and says what it said', async () => {
  // A path that no client can send: what reads the plan refuses it before.
  const load = startLoadProcess(plan('http://127.0.0.1:1', { requests: [{ path: '/a b' }] }));
  await expect(some(1, load)).rejects.toThrow(/ended, and requests in flight are lost: it ended with 1: .*ERR_UNESCAPED_CHARACTERS/s);
});
