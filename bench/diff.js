// What `diff` of a thousand services costs next to `check` of them, in one run.
//
//   node bench/diff.js [ROUNDS]
//
// Whole processes on the same kind of files: 1 000 services against 1 000, of which ten have changed, one of them badly.
// A round runs both in turn, and ratios are taken within a round. Exits with 1 if diff takes more than twice as long.
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { measured, median, spread } = require('./measure');
const { workloads } = require('./workloads');

const ROUNDS = Number(process.argv[2] ?? 5);
const TARGET = 2;
const MAIN = path.join(__dirname, '..', 'lib/cli/main.js');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-diff-'));
const [before, after] = ['before.yaml', 'after.yaml'].map(name => path.join(folder, name));
const services = workloads(1000);
fs.writeFileSync(before, services);
fs.writeFileSync(after, changed(services));

function changed(yaml) {
  const released = yaml.replace(/(image: registry\.example\.com\/shop\/svc-\d+50:1\.\d+)\.0/g, '$1.1');
  return released.replace('name: svc-500\n', 'name: svc-500-new\n');
}

try {
  const found = JSON.parse(spawnSync('node', [MAIN, 'diff', before, after, '--format', 'json'], { encoding: 'utf8', maxBuffer: 1e9 }).stdout);
  if (found.changes.changed < 9 || found.findings.length === 0) { throw new Error(`nothing to find: ${found.words}`); }
  const COMMANDS = { check: ['node', MAIN, 'check', after], diff: ['node', MAIN, 'diff', before, after] };
  const rounds = Array.from({ length: ROUNDS }, () => Object.fromEntries(Object.entries(COMMANDS).map(([name, command]) => [name, measured(command)])));
  console.log(`1000 services against 1000, ${found.words} ${ROUNDS} rounds`);
  for (const name of Object.keys(COMMANDS)) {
    console.log(`  ${name.padEnd(8)}${['wall', 'cpu'].map(what => `${what} ${spread(rounds.map(round => round[name][what])).padEnd(22)}`).join('')}`);
  }
  const ratios = ['wall', 'cpu'].map(what => median(rounds.map(round => round.diff[what] / round.check[what])));
  console.log(`  diff takes ${ratios.map(ratio => ratio.toFixed(2)).join(' and ')} times check (wall, cpu; at most ${TARGET})`);
  process.exitCode = ratios.every(ratio => ratio <= TARGET) ? 0 : 1;
} finally {
  fs.rmSync(folder, { recursive: true });
}
