import { spawn } from 'node:child_process';
import { extname, join } from 'node:path';
import { Attempt } from './attempt';
import { LineReader } from './lines';
import { LoadPlan } from './load-plan';

/** The running load, from a process or from a pod. */
export interface Load {
  /** The results of requests, as they arrive. Ends after `stop`; throws if the generator dies before. */
  readonly attempts: AsyncIterable<readonly Attempt[]>;
  /** Stops sending. Requests in flight are still reported. */
  stop(): void;
}

/** The kept length of a dying process' error output. */
const LONGEST_REASON = 2000;

/** Sends the load from a process of this machine, with the same Node.js. */
export function startLoadProcess(plan: LoadPlan): Load {
  const child = spawn(process.execPath, program(), { cwd: __dirname, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', text => { said = (said + text).slice(-LONGEST_REASON); });
  // An ended process reads no input; its exit code shows why it ended.
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${JSON.stringify(plan)}\n`);
  const gone = new Promise<string>(resolve => {
    child.on('error', ({ message }) => resolve(message));
    child.on('close', (code, signal) => resolve(`it ended with ${signal ?? code}`));
  });
  return {
    attempts: attemptsOf(child.stdout.setEncoding('utf8'), async () => [await gone, said.trim()].filter(text => text !== '').join(': ')),
    stop: () => child.stdin.end(),
  };
}

async function* attemptsOf(pieces: AsyncIterable<string>, whyGone: () => Promise<string>): AsyncIterable<readonly Attempt[]> {
  const reader = new LineReader();
  for await (const piece of pieces) {
    yield reader.read(piece).flatMap(({ attempts }) => attempts);
  }
  const reason = await whyGone();
  if (!reader.ended) { throw new Error(`The process that sends the load ended, and requests in flight are lost: ${reason}`); }
}

/** Uncompiled sources start an uncompiled program. */
function program(): string[] {
  const file = join(__dirname, `generator${extname(__filename)}`);
  return extname(__filename) === '.ts' ? ['-r', 'ts-node/register/transpile-only', file] : [file];
}
