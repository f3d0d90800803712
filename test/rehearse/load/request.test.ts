import { readFileSync } from 'node:fs';
import { createServer as createHttps } from 'node:https';
import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { LoadPlan } from '../../../src/rehearse/load/load-plan';
import { Outcome, sendRequest } from '../../../src/rehearse/load/request';

const TLS = join(__dirname, '../../fixtures/tls');
const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach(server => server.close()));

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  return (server.address() as AddressInfo).port;
}

async function ask(origin: string, changes: Partial<LoadPlan> = {}): Promise<Outcome> {
  const plan: LoadPlan = {
    origin,
    rate: 1,
    ramp: 0,
    streams: ['new'],
    requests: [],
    slowRequests: [],
    slowRate: 0,
    expect: [{ from: 200, to: 399 }],
    timeout: 500,
    ...changes,
  };
  return sendRequest({ path: '/' }, plan, false);
}

/** What a client makes of a server that does this once the request is there. */
async function answered(answer: (connection: Socket) => void, changes?: Partial<LoadPlan>): Promise<Outcome> {
  const port = await portOf(createServer(connection => connection.on('error', () => undefined).once('data', () => answer(connection))));
  return ask(`http://127.0.0.1:${port}`, changes);
}

test('an answer without a length ends with its connection', async () => {
  expect(await answered(connection => connection.end('HTTP/1.1 200 OK\r\n\r\nok'))).toEqual({ status: 200 });
});

test('an answer without a length whose connection is reset is truncated, though Node.js reports its end as well', async () => {
  const outcome = await answered(connection => {
    connection.write('HTTP/1.1 200 OK\r\n\r\nok');
    setTimeout(() => connection.resetAndDestroy(), 100);
  });
  expect(outcome).toEqual({ status: 200, failure: 'truncated', detail: 'ECONNRESET' });
});

test('a redirect is not followed', async () => {
  const redirect = (connection: Socket): void => void connection.end('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n');
  expect(await answered(redirect)).toEqual({ status: 302 });
  expect(await answered(redirect, { expect: [{ from: 200, to: 200 }] })).toEqual({ status: 302, failure: 'unexpected-status' });
});

test('a status of the server that is expected is a good answer', async () => {
  const broken = (connection: Socket): void => void connection.end('HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n');
  expect(await answered(broken)).toEqual({ status: 503, failure: 'server-error' });
  expect(await answered(broken, { expect: [{ from: 503, to: 503 }] })).toEqual({ status: 503 });
});

test('a timeout says how far the request had come', async () => {
  expect(await answered(() => undefined)).toEqual({ failure: 'timeout', detail: 'no answer' });
  expect(await answered(connection => connection.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok')))
    .toEqual({ status: 200, failure: 'timeout', detail: 'no end of the answer' });
});

test('the version that answered is read from its header, whatever its case', async () => {
  const outcome = await answered(connection => connection.end('HTTP/1.1 200 OK\r\nX-Version: v2\r\nContent-Length: 0\r\n\r\n'), { versionHeader: 'x-VERSION' });
  expect(outcome).toEqual({ status: 200, version: 'v2' });
});

test('a server that speaks no HTTP gives an invalid answer', async () => {
  expect(await answered(connection => connection.end('220 mail.example.com\r\n'))).toMatchObject({ failure: 'invalid-answer' });
});

describe('with TLS', () => {
  const asked: { name?: string | false | null; host?: string }[] = [];
  async function secure(path: string = ''): Promise<string> {
    const server = createHttps({ key: readFileSync(join(TLS, 'key.pem')), cert: readFileSync(join(TLS, 'certificate.pem')) }, (request, answer) => {
      asked.push({ name: (request.socket as TLSSocket).servername, host: request.headers.host });
      answer.end('ok');
    });
    return `https://127.0.0.1:${await portOf(server)}${path}`;
  }

  test('a certificate that is not trusted is unreachable, and can be accepted', async () => {
    const origin = await secure();
    expect(await ask(origin)).toEqual({ failure: 'unreachable', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(await ask(origin, { insecure: true })).toEqual({ status: 200 });
  });

  test('the host in the URL is used for TLS and the Host header, but an IP address is not a TLS name', async () => {
    const origin = await secure();
    asked.length = 0;
    await ask(origin, { insecure: true, host: 'api.example.com:8443' });
    await ask(origin, { insecure: true });
    await ask(origin.replace('127.0.0.1', 'shop.example.com'), { insecure: true, resolve: '127.0.0.1' });
    const port = origin.split(':')[2];
    expect(asked).toEqual([
      { name: 'api.example.com', host: 'api.example.com:8443' },
      { name: false, host: `127.0.0.1:${port}` },
      { name: 'shop.example.com', host: `shop.example.com:${port}` },
    ]);
  });

  test('a server without TLS is unreachable, and one that closes while TLS begins has closed before its answer', async () => {
    const plain = await portOf(createServer(connection => connection.once('data', () => connection.end('HTTP/1.1 400 Bad Request\r\n\r\n'))));
    expect(await ask(`https://127.0.0.1:${plain}`)).toMatchObject({ failure: 'unreachable' });
    const closing = await portOf(createServer(connection => connection.once('data', () => connection.destroy())));
    expect(await ask(`https://127.0.0.1:${closing}`)).toMatchObject({ failure: 'closed-before-answer' });
  });
});
