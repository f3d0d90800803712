/**
 * A server that fails on cue: a process of its own, so that it is not slow when the test is. `GET /CUE/ID` says what happens to the
 * request. When its standard input ends it writes what it has seen of each, to be compared with what the client says.
 */
import { createServer, Server, Socket } from 'node:net';

/** What the server did: the stream is told by its header, and `nth` counts the requests of the connection from 1. */
export interface Seen {
  readonly stream: 'closing' | 'keeping';
  readonly path: string;
  readonly nth: number;
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nVersion: v1\r\n\r\nok';
const UNLISTENED = 100;
const seen: Seen[] = [];
let server: Server;
let port = 0;

const CUES: { readonly [cue: string]: (connection: Socket) => void } = {
  'ok': connection => connection.write(OK),
  'slow': connection => void setTimeout(() => connection.write(OK), 300),
  'reset': connection => connection.resetAndDestroy(),
  'close': connection => connection.end(),
  'half-header': connection => connection.end('HTTP/1.1 200 OK\r\nContent-Len'),
  'short': connection => connection.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok'),
  'short-chunk': connection => connection.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n'),
  'reset-in-answer': connection => resetAfter(connection, 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok'),
  'reset-in-answer-without-length': connection => resetAfter(connection, 'HTTP/1.1 200 OK\r\n\r\nok'),
  'silent': () => undefined,
  'silent-in-answer': connection => connection.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok'),
  'error': connection => connection.write('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n'),
  'short-error': connection => connection.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 9\r\n\r\nno'),
  'missing': connection => connection.write('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'),
  'garbage': connection => connection.end('220 mail.example.com ESMTP\r\n\r\n'),
  // Answers, and for a moment no port is listened to: what comes then is refused, and nothing of it is seen here.
  'unlisten': connection => {
    connection.write(OK);
    if (!server.listening) { return; }
    server.close();
    setTimeout(listen, UNLISTENED);
  },
};

function resetAfter(connection: Socket, text: string): void {
  connection.write(text);
  setTimeout(() => connection.resetAndDestroy(), 30);
}

function answer(connection: Socket): void {
  let rest = '';
  let nth = 0;
  connection.on('error', () => undefined);
  connection.setEncoding('utf8').on('data', piece => {
    rest += piece;
    if (!rest.includes('\r\n\r\n')) { return; }
    const [, path] = rest.split(' ');
    seen.push({ stream: /^connection: close$/im.test(rest) ? 'closing' : 'keeping', path, nth: ++nth });
    rest = '';
    CUES[path.split('/')[1]](connection);
  });
}

function listen(): void {
  server = createServer(answer).listen({ port, host: '127.0.0.1', backlog: 1000 }, () => {
    const address = server.address();
    if (port === 0 && address !== null && typeof address === 'object') {
      port = address.port;
      process.stdout.write(`${port}\n`);
    }
  });
}

process.stdin.resume().once('end', () => process.stdout.write(JSON.stringify(seen), () => process.exit(0)));
listen();
