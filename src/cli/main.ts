#!/usr/bin/env node
import { readFileSync, readSync } from 'node:fs';
import { compilePatiently } from './patient-compiler';
import { run } from './run';

compilePatiently();
// The answer of a person, who presses enter after it.
function ask(question: string): boolean {
  process.stdout.write(question);
  const line = Buffer.alloc(80);
  return /^y(es)?$/i.test(line.toString('utf8', 0, readSync(0, line)).trim());
}

process.exitCode = run(process.argv.slice(2), {
  colours: process.stdout.isTTY && process.env.TERM !== 'dumb' && !process.env.NO_COLOR,
  // Dates of retirements are days of UTC, as those of HTTP.
  today: () => new Date().toISOString().slice(0, 10),
  stdin: () => readFileSync(0, 'utf8'),
  out: text => { process.stdout.write(text); },
  err: text => { process.stderr.write(text); },
  ...process.stdin.isTTY && process.stdout.isTTY && { confirm: ask },
});
