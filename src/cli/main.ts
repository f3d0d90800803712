#!/usr/bin/env node
import { readSync } from 'node:fs';
import { compilePatiently } from './patient-compiler';
import { run } from './run';
import { LARGEST_FILE, readStandardInput, STDIN } from '../manifests';

compilePatiently();
// A closed pipe is another matter: what reads it has read enough.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (e: NodeJS.ErrnoException) => {
    if (e.code === 'EPIPE') { throw e; }
    if (stream === process.stdout) { process.stderr.write(`Standard output cannot be written: ${e.message}. The report is incomplete.\n`); }
    process.exit(2);
  });
}

// The answer of a person, who presses enter after it.
function answer(question: string): string {
  process.stdout.write(question);
  const line = Buffer.alloc(1000);
  return line.toString('utf8', 0, readSync(0, line)).trim();
}

function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) { process.once(signal, () => controller.abort()); }
  return controller.signal;
}

const progress = process.stderr.isTTY && {
  width: process.stderr.columns || 80,
  show: (line: string) => { process.stderr.write(`\r\x1b[K${line}`); },
  end: () => { process.stderr.write('\r\x1b[K'); },
};

const code = run(process.argv.slice(2), {
  colours: process.stdout.isTTY && process.env.TERM !== 'dumb' && !process.env.NO_COLOR,
  // Dates of retirements are days of UTC, as those of HTTP.
  today: () => new Date().toISOString().slice(0, 10),
  stdin: () => {
    const read = readStandardInput(STDIN, LARGEST_FILE);
    return 'text' in read ? read.text : read.problem;
  },
  out: text => { process.stdout.write(text); },
  err: text => { process.stderr.write(text); },
  interrupted,
  ...process.stdin.isTTY && process.stdout.isTTY && { answer, confirm: (question: string) => /^y(es)?$/i.test(answer(question)) },
  ...progress && { progress },
});
void Promise.resolve(code).then(ended => { process.exitCode = ended; });
