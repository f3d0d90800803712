import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

let leaving = false;

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/drain') {
    // The preStop hook: the pod is about to stop, and routers do not know it yet. Serve as before until SIGTERM.
    leaving = true;
    await sleep(Number(searchParams.get('seconds')) * 1000);
  } else if (pathname !== '/healthcheck') {
    await sleep(Number(searchParams.get('ms') ?? 50));
  }
  // The client opens its next connection elsewhere, instead of sending over one that is about to be closed.
  if (leaving) { response.setHeader('Connection', 'close'); }
  response.end('ok\n');
});

// Longer than a router keeps an idle connection, or it sends over one that was just closed.
server.keepAliveTimeout = 75_000;
server.listen(Number(process.env.PORT ?? 8080));

process.once('SIGTERM', () => {
  leaving = true;
  // Requests in flight are answered, idle connections closed, and then the process ends.
  server.close();
});
