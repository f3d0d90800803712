import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Seen } from './failing-server';

/** The server that fails on cue, and what it saw. */
export interface FailingServer {
  readonly origin: string;
  stop(): Promise<readonly Seen[]>;
}

export async function startFailingServer(): Promise<FailingServer> {
  const child = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', `${__dirname}/failing-server.ts`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout.setEncoding('utf8'), 'data');
  let seen = '';
  child.stdout.on('data', piece => { seen += piece; });
  return {
    origin: `http://127.0.0.1:${String(port).trim()}`,
    async stop() {
      child.stdin.end();
      await once(child, 'close');
      return JSON.parse(seen);
    },
  };
}
