// Reads one file as a command would, in a process of its own, and tells what it cost: node read-file.js LIB FILE
const fs = require('fs');
const { loadAll } = require('js-yaml');

const [lib, file] = process.argv.slice(2);
const { clustersOf, readManifests } = require(lib);

const began = process.cpuUsage();
const { objects, problems } = readManifests([file]);
const { clusters, problems: more } = clustersOf(objects);
for (const { lineOf } of objects) { lineOf(['spec', 'template', 'spec', 'containers', 0, 'image']); }
const seconds = secondsSince(began);
const megabytes = peak();

const all = [...problems, ...more];
process.stdout.write(JSON.stringify({
  // A slow or busy machine takes longer for both, so it does not fail the test.
  cost: seconds / secondsOfAnOrdinaryFile(),
  megabytes,
  objects: objects.length,
  workloads: clusters.flatMap(({ workloads }) => workloads).length,
  polluted: {}.polluted !== undefined,
  levels: [...new Set(all.map(({ level }) => level))],
  unplaced: all.filter(problem => problem.file !== file || !Number.isInteger(problem.line) || problem.line < 1).length,
  longest: all.reduce((most, { message }) => Math.max(most, message.length), 0),
}));

// Of the processor.
function secondsSince(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

// What the parser alone takes for a megabyte as people write it.
function secondsOfAnOrdinaryFile() {
  const manifest = '---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  labels: { app: web, tier: front }\ndata:\n  key: value\n';
  const start = process.cpuUsage();
  loadAll(manifest.repeat(1_000_000 / manifest.length));
  return secondsSince(start);
}

// Of this program alone: what the system counts for a process begins with the memory of the one that started it.
function peak() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
