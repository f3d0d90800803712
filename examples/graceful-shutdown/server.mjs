import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

let leaving = false;

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/drain') {
    // The preStop hook: the pod will stop, but routers do not know it yet. Keep serving until SIGTERM.
    leaving = true;
    await sleep(Number(searchParams.get('seconds')) * 1000);
  } else if (pathname !== '/healthcheck') {
    await sleep(Number(searchParams.get('ms') ?? 50));
  }
  // The client opens its next connection to another pod, instead of sending over one that is about to be closed.
  if (leaving) { response.setHeader('Connection', 'close'); }
  response.end('ok\n');
});

// Longer than routers keep idle connections. Otherwise they send requests over connections that were just closed.
server.keepAliveTimeout = 75_000;
server.listen(Number(process.env.PORT ?? 8080));

process.once('SIGTERM', () => {
  leaving = true;
  // Answers the requests in flight and closes idle connections. The process then exits.
  server.close();
});
