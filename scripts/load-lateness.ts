// How late the load of a rehearsal is sent, by default at its highest rate, over new, kept-alive and slow connections at once:
//
//   npm run load:lateness [-- SECONDS RATE]
//
// Exit 1 if 1 % of the requests were sent more than 50 ms late. The server runs in its own process. The result depends on the
// machine and its other work: the load average is printed with it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { Attempt } from '../src/rehearse/load/attempt';
import { startLoadProcess } from '../src/rehearse/load/load-process';
import { countsOf, latenessOf, percentile } from '../src/rehearse/load/statistics';

const RAMP = 5;
const SERVER = `require('node:http').createServer((request, answer) => setTimeout(() => answer.end('ok'), request.url === '/slow' ? 3000 : 0))
  .listen({ port: 0, host: '127.0.0.1', backlog: 1000 }, function () { console.log(this.address().port); })`;

async function main(seconds: number, rate: number): Promise<void> {
  const server = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(server.stdout, 'data');
  const load = startLoadProcess({
    origin: `http://127.0.0.1:${String(port).trim()}`,
    rate,
    ramp: RAMP,
    streams: ['new', 'keep', 'slow'],
    requests: [{ path: '/' }],
    slowRequests: [{ path: '/slow' }],
    slowRate: rate / 20,
    expect: [{ from: 200, to: 399 }],
    timeout: 10_000,
  });
  setTimeout(load.stop, (RAMP + seconds) * 1000);
  const attempts: Attempt[] = [];
  for await (const batch of load.attempts) { attempts.push(...batch); }
  server.kill();

  const { sent, failed, byKind } = countsOf(attempts);
  const { late, all, p99, isVoid } = latenessOf(attempts);
  const lateness = attempts.map(attempt => attempt.late);
  console.log(`${sent} sent, ${failed} failed (${[...byKind].map(([kind, count]) => `${count} ${kind}`).join(', ') || 'none'})`);
  console.log(`lateness p50 ${percentile(lateness, 50)} ms, p99 ${p99} ms, most ${percentile(lateness, 100)} ms; over 50 ms: ${late} of ${all}`);
  console.log(`load average ${loadavg()[0].toFixed(1)}`);
  process.exitCode = isVoid ? 1 : 0;
}

const [seconds = 20, rate = 1000] = process.argv.slice(2).map(Number);
void main(seconds, rate);
