// What reading YAML into workloads costs, next to what the `yaml` package alone needs to parse the same text.
//
//   node bench/read.js [ROUNDS] [LIB]
//
// 1 000 workloads, each a Deployment, a Service and a PodDisruptionBudget as a careful team writes them. A round runs
// both ways in turn, and ratios are taken within a round, so that a busy machine slows both sides alike. Exits with 1
// if the target is missed.
const path = require('path');
const yaml = require('yaml');
const { median, spread } = require('./measure');
const { workloads } = require('./workloads');

const ROUNDS = Number(process.argv[2] ?? 7);
const { clustersOf, parseManifests } = require(path.resolve(process.argv[3] ?? path.join(__dirname, '..', 'lib', 'manifests')));
const WORKLOADS = 1000;
const TARGET = 0.5;

const text = workloads(WORKLOADS);

function read() {
  const { objects, problems } = parseManifests('all.yaml', text);
  const { clusters } = clustersOf(objects);
  const joined = clusters[0].workloads.filter(({ services, budgets }) => services.length === 1 && budgets.length === 1);
  if (problems.length > 0 || clusters.length !== 1 || joined.length !== WORKLOADS) { throw new Error('not read as it should be'); }
  return clusters[0].workloads;
}

function seconds(work) {
  const began = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - began) / 1e9;
}

const WAYS = {
  'yaml alone': () => yaml.parseAllDocuments(text).map(document => document.toJS()),
  'ours, as workloads': read,
  'ours, and a line in each': () => read().map(({ object }) => object.lineOf(['spec', 'strategy', 'rollingUpdate', 'maxSurge'])),
};

const rounds = Array.from({ length: ROUNDS }, () => Object.fromEntries(Object.entries(WAYS).map(([way, work]) => [way, seconds(work)])));
console.log(`${WORKLOADS} workloads, ${(text.length / 1e6).toFixed(1)} MB, ${ROUNDS} rounds`);
console.log(`  ${''.padEnd(28)}${'wall s'.padEnd(20)}ratio to yaml alone`);
const ratios = way => rounds.map(round => round[way] / round['yaml alone']);
for (const way of Object.keys(WAYS)) {
  console.log(`  ${way.padEnd(28)}${spread(rounds.map(round => round[way])).padEnd(20)}${spread(ratios(way))}`);
}
const ratio = median(ratios('ours, as workloads'));
const met = ratio <= TARGET;
console.log(`${met ? 'ok    ' : 'MISSED'}  ratio: ${ratio.toFixed(2)}, target at most ${TARGET.toFixed(2)}`);
process.exit(met ? 0 : 1);
