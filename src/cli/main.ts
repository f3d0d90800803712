#!/usr/bin/env node
import { readSync } from 'node:fs';
import { compilePatiently } from './patient-compiler';
import { run } from './run';
import { hasColours, outliveReaders, widthOf } from './standard-output';

compilePatiently();
// Reads one line from the terminal.
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

// The process does not end at once: a rehearsal still restores what it changed.
let isCutOff = false;
outliveReaders([process.stdout, process.stderr], ({ message }, output) => {
  if (output === process.stdout && !isCutOff) {
    process.stderr.write(`Standard output cannot be written: ${message}. The report is incomplete.\n`);
  }
  isCutOff = true;
  process.exitCode = 2;
});
const code = run(process.argv.slice(2), {
  colours: hasColours(process.env, process.stdout.isTTY),
  width: widthOf(process.env, process.stdout),
  // Dates of retirements are UTC, as in HTTP.
  today: () => new Date().toISOString().slice(0, 10),
  stdin: () => {
    const { LARGEST_FILE, readStandardInput, STDIN } = loadManifests();
    const read = readStandardInput(STDIN, LARGEST_FILE);
    return 'text' in read ? read.text : read.problem;
  },
  out: text => { process.stdout.write(text); },
  err: text => { process.stderr.write(text); },
  interrupted,
  ...process.stdin.isTTY && process.stdout.isTTY && { answer, confirm: (question: string) => /^y(es)?$/i.test(answer(question)) },
  ...progress && { progress },
});
void Promise.resolve(code).then(ended => { process.exitCode = isCutOff ? 2 : ended; });

/** Lazy: help and the version are there at once. */
function loadManifests(): typeof import('../manifests') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../manifests');
}
