// What a synth with ZeroDowntimeService costs, next to the same objects made as plain cdk8s ApiObjects.
//
//   npm run bench [ROUNDS]
//
// Every figure is the CPU time (user + system) of a whole process of its own. A round runs all variants in turn, and
// ratios are taken within a round, so that a busy machine slows both sides alike. Exits with 1 if a target is missed.
const { spawnSync } = require('child_process');
const { createHash } = require('crypto');
const fs = require('fs');
const os = require('os');
const path = require('path');
const yaml = require('yaml');
const { median, spread } = require('./measure');

const ROUNDS = Number(process.argv[2] ?? 7);
const CHART_COUNTS = [75, 150, 300];
const TARGETS = { ratio: 1.7, chainSeconds: 3, exponent: 0.2 };
const LABELS = {
  'ApiObject': 'plain ApiObject',
  'constructs': 'ApiObject, as many constructs',
  'ours': 'ZeroDowntimeService, same bytes',
  'cdk8s-plus-27': 'cdk8s-plus-27 by hand',
};

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
const literal = path.join(folder, 'literal.js');

function run(way, shape, count) {
  const outdir = path.join(folder, 'dist');
  fs.rmSync(outdir, { recursive: true, force: true });
  const began = process.hrtime.bigint();
  const child = spawnSync(process.execPath, [path.join(__dirname, 'variants.js'), way, shape, count, outdir, literal], {
    cwd: path.dirname(__dirname), encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 120_000,
  });
  if (child.status !== 0) { throw new Error(`${way}, ${count} in ${shape}: ${child.error ?? `exit code ${child.status}`}`); }
  return { ...JSON.parse(child.stdout), wall: Number(process.hrtime.bigint() - began) / 1e9, bytes: digest(outdir) };
}

function digest(outdir) {
  const hash = createHash('sha256');
  fs.readdirSync(outdir).sort().forEach(file => hash.update(file).update(fs.readFileSync(path.join(outdir, file))));
  return hash.digest('hex');
}

// Our own objects as a JavaScript literal with the name left open.
function writeLiteral() {
  run('ours', 'one chart', 1);
  const text = fs.readFileSync(path.join(folder, 'dist', 'chart.k8s.yaml'), 'utf8');
  const objects = yaml.parseAllDocuments(text).map(document => document.toJSON());
  fs.writeFileSync(literal, `module.exports = name => (${JSON.stringify(objects).replace(/"svc-0(.*?)"/g, 'name + "$1"')});\n`);
}

const line = (label, cells) => console.log(`  ${label.padEnd(32)}${cells.map(cell => cell.padEnd(20)).join('')}`);

let missed = false;
function verdict(what, value, limit) {
  const met = value <= limit;
  missed ||= !met;
  console.log(`${met ? 'ok    ' : 'MISSED'}  ${what}: ${value.toFixed(2)}, target at most ${limit.toFixed(2)}\n`);
}

// One round: every way once. Ours must have come out as the very bytes of the plain objects.
function compare(ways, shape, count) {
  const results = Object.fromEntries(ways.map(way => [way, run(way, shape, count)]));
  if (results.ours.bytes !== results.ApiObject.bytes) { throw new Error(`${count} in ${shape}: the YAML differs, so there is nothing to compare`); }
  return results;
}

function oneChart() {
  const ways = ['ApiObject', 'ours', 'cdk8s-plus-27'];
  const rounds = Array.from({ length: ROUNDS }, () => compare(ways, 'one chart', 1000));
  const ratios = way => rounds.map(round => round[way].cpu / round.ApiObject.cpu);
  console.log(`1 000 services in one chart, ${ROUNDS} rounds`);
  line('', ['CPU s', 'ratio to ApiObject']);
  for (const way of ways) { line(LABELS[way], [spread(rounds.map(round => round[way].cpu)), spread(ratios(way))]); }
  verdict('ratio to plain ApiObjects', median(ratios('ours')), TARGETS.ratio);
}

function chain() {
  const seconds = Array.from({ length: Math.min(ROUNDS, 3) }, () => run('ours', 'chain', 200).wall);
  console.log('200 services, each dependent on the one before');
  line('wall time, s', [spread(seconds)]);
  verdict('seconds', median(seconds), TARGETS.chainSeconds);
}

// cdk8s walks through all constructs of the app once for each chart, so its own cost grows faster than the number of
// charts, and with the number of constructs. Ours must not add to that growth. Other work on the machine only ever adds
// to a figure, so growth is taken between the least of all rounds; two runs then still differ by 0.1 in the exponent.
function charts() {
  const ways = ['ApiObject', 'constructs', 'ours'];
  const rounds = Array.from({ length: ROUNDS }, () => CHART_COUNTS.map(count => compare(ways, 'charts', count)));
  const [few, many] = [0, CHART_COUNTS.length - 1];
  const each = (i, of) => rounds.map(round => of(round[i]));
  const least = (i, way) => Math.min(...each(i, round => round[way].afterLoading));
  const exponent = way => Math.log(least(many, way) / least(few, way)) / Math.log(CHART_COUNTS[many] / CHART_COUNTS[few]);
  console.log(`one service in each of N charts, CPU s, ${ROUNDS} rounds`);
  line('', [...CHART_COUNTS.map(count => `N = ${count}`), 'growth exponent']);
  for (const way of ways) {
    line(LABELS[way], [...CHART_COUNTS.map((_, i) => spread(each(i, round => round[way].cpu))), exponent(way).toFixed(2)]);
  }
  const ratios = CHART_COUNTS.map((_, i) => each(i, round => round.ours.cpu / round.ApiObject.cpu));
  line('ours to plain ApiObject', ratios.map(spread));
  verdict('growth exponent above that of as many plain constructs', exponent('ours') - exponent('constructs'), TARGETS.exponent);
}

writeLiteral();
oneChart();
chain();
charts();
process.exit(missed ? 1 : 0);
