#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { compilePatiently } from './patient-compiler';
import { run } from './run';

compilePatiently();
process.exitCode = run(process.argv.slice(2), {
  colours: process.stdout.isTTY && process.env.TERM !== 'dumb' && !process.env.NO_COLOR,
  stdin: () => readFileSync(0, 'utf8'),
  out: text => { process.stdout.write(text); },
  err: text => { process.stderr.write(text); },
});
