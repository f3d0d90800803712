/**
 * The program that sends the load. It is a process of its own, so that no work of the command makes a request late, and the same
 * files run in a pod: they import `node:` modules and one another, and nothing else.
 *
 * The plan comes as the first line of standard input, or in ZERO_DOWNTIME_LOAD_PLAN, where there is no standard input. It ends on
 * SIGTERM or SIGINT, or when standard input does: once for what is in flight, the second time at once.
 */
import { createInterface } from 'node:readline';
import { Attempt } from './attempt';
import { Line } from './lines';
import { LoadPlan } from './load-plan';
import { startSending } from './sending';

const PLAN = 'ZERO_DOWNTIME_LOAD_PLAN';
const LINE_EVERY = 100;

function run(plan: LoadPlan, stdinEnds?: Promise<void>): void {
  // A clock that is never set back, so that a correction of the system time does not look like a delay.
  const clock = (): number => performance.timeOrigin + performance.now();
  let attempts: Attempt[] = [];
  let line = 0;
  const write = (last?: () => void): void => {
    const written: Line = { line: line++, at: Math.round(clock()), attempts, ...last && { end: true } };
    // A busy reader must not delay requests: pipes are written to without waiting.
    process.stdout.write(`${JSON.stringify(written)}\n`, last);
    attempts = [];
  };
  const sending = startSending(plan, clock, attempt => attempts.push(attempt));
  const timer = setInterval(() => write(), LINE_EVERY);
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) { process.exit(1); }
    ending = true;
    await sending.stop();
    clearInterval(timer);
    write(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) { process.on(signal, () => void end()); }
  void stdinEnds?.then(() => ending ? undefined : end());
}

/** In a pod, standard input is empty from the beginning, so its end has no meaning. */
function main(): void {
  const given = process.env[PLAN];
  if (given !== undefined) {
    run(JSON.parse(given));
    return;
  }
  const input = createInterface({ input: process.stdin });
  const closed = new Promise<void>(resolve => input.once('close', resolve));
  input.once('line', text => run(JSON.parse(text), closed));
}

main();
