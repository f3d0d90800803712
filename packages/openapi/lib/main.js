#!/usr/bin/env node
'use strict';

// Runs oasdiff with the arguments that it was given, in a world that has no network, no environment and no programs.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { onlyFilesOf } = require('./only-files.js');

const args = process.argv.slice(2);
const end = process.exit.bind(process);
globalThis.fs = onlyFilesOf(args);
globalThis.process = Object.freeze({ cwd: () => fs.root, pid: 1, ppid: 0, umask: () => 0o077 });
// Without fetch, Go has no network here. The others are what else could reach one.
for (const name of ['fetch', 'Request', 'WebSocket', 'EventSource', 'BroadcastChannel']) { delete globalThis[name]; }

// A contract is compared before an optimizing compiler is done with 35 MB: without it, it takes half the time and less memory.
setFlagsFromString('--liftoff-only');
require('./wasm_exec.js');
const go = new Go();
go.argv = ['oasdiff', ...args];
go.env = { GOMEMLIMIT: '320MiB' };
go.exit = end;
WebAssembly.instantiate(readFileSync(join(__dirname, 'oasdiff.wasm')), go.importObject)
  .then(({ instance }) => go.run(instance))
  .catch(error => {
    console.error(error);
    end(1);
  });
