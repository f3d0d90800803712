// What `check` costs on a thousand services, next to linters that were written in Go, in one run.
//
//   node bench/check.js [ROUNDS]
//
// Whole processes on the same file of 2.5 MB: reading, all rules, lines of the findings. Every tenth service has defects,
// so that there is something to say. A round runs each tool in turn, and ratios are taken within a round, so that a busy
// machine slows all sides alike. Installs the linters into .cache, which needs Go. Exits with 1 if a target is missed.
const { execFileSync, spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { measured, median, spread } = require('./measure');
const { workloads } = require('./workloads');

const ROUNDS = Number(process.argv[2] ?? 5);
const ROOT = path.join(__dirname, '..');
const TARGETS = { kubeScore: 5, kubeLinter: 1.3, megabytes: 256 };

// Go modules whose address is not that of their repository are taken from the repository.
function goTool(command, pkg, version, { module, repository } = {}) {
  const bin = path.join(ROOT, '.cache', `${command}-${version}`);
  const binary = path.join(bin, command);
  if (fs.existsSync(binary)) { return binary; }
  const options = { env: { ...process.env, GOBIN: bin, GOFLAGS: '-mod=mod' }, stdio: ['ignore', 'ignore', 'inherit'] };
  if (repository === undefined) {
    execFileSync('go', ['install', `${pkg}@${version}`], options);
    return binary;
  }
  const cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'go-tool-'));
  fs.writeFileSync(path.join(cwd, 'go.mod'), `module tools\ngo 1.24\nrequire ${module} ${version}\nreplace ${module} => ${repository} ${version}\n`);
  fs.writeFileSync(path.join(cwd, 'tools.go'), `//go:build tools\npackage tools\nimport _ "${pkg}"\n`);
  execFileSync('go', ['mod', 'tidy'], { ...options, cwd });
  execFileSync('go', ['install', pkg], { ...options, cwd });
  fs.rmSync(cwd, { recursive: true });
  return binary;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-check-'));
// As the package has it.
fs.cpSync(path.join(ROOT, 'lib'), path.join(folder, 'lib'), { recursive: true });
fs.cpSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
execFileSync(process.execPath, [path.join(ROOT, 'scripts/pack-modules.js')], { cwd: folder });
const file = path.join(folder, 'services.yaml');
const memory = path.join(folder, 'memory');
const reporter = path.join(folder, 'report-memory.js');
fs.writeFileSync(file, withDefects(workloads(1000)));
fs.writeFileSync(reporter, `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(memory)}, String(process.resourceUsage().maxRSS / 1024)))`);

function withDefects(yaml) {
  return yaml.split(/(?=^---\n# Source: .*\napiVersion: apps)/m)
    .map((service, i) => i % 10 === 0 ? service.replace('maxUnavailable: 0', 'maxUnavailable: 100%').replace('terminationGracePeriodSeconds: 60', 'terminationGracePeriodSeconds: 5') : service)
    .join('');
}

const TOOLS = {
  'check': ['node', path.join(folder, 'lib/cli/main.js'), 'check', file],
  'kube-score': [goTool('kube-score', 'github.com/zegl/kube-score/cmd/kube-score', 'v1.20.0'), 'score', file],
  'kube-linter': [goTool('kube-linter', 'golang.stackrox.io/kube-linter/cmd/kube-linter', 'v0.8.3', {
    module: 'golang.stackrox.io/kube-linter', repository: 'github.com/stackrox/kube-linter',
  }), 'lint', file],
};

try {
  const found = spawnSync('node', ['--require', reporter, ...TOOLS.check.slice(1), '--format', 'json'], { encoding: 'utf8', maxBuffer: 1e9 });
  const { findings } = JSON.parse(found.stdout);
  if (findings.length < 200 || findings.some(({ line }) => !(line > 0))) { throw new Error(`only ${findings.length} findings, or some without a line`); }
  const megabytes = Number(fs.readFileSync(memory, 'utf8'));

  const rounds = Array.from({ length: ROUNDS }, () => Object.fromEntries(Object.entries(TOOLS).map(([tool, command]) => [tool, measured(command)])));
  console.log(`1000 services, ${(fs.statSync(file).size / 1e6).toFixed(1)} MB, ${findings.length} findings of check with lines, ${ROUNDS} rounds`);
  console.log(`  ${'whole process'.padEnd(16)}${'wall s'.padEnd(22)}${'cpu s'.padEnd(22)}times check: wall, cpu`);
  const times = (tool, what) => rounds.map(round => round[tool][what] / round.check[what]);
  for (const tool of Object.keys(TOOLS)) {
    const figures = ['wall', 'cpu'].map(what => spread(rounds.map(round => round[tool][what])).padEnd(22)).join('');
    console.log(`  ${tool.padEnd(16)}${figures}${['wall', 'cpu'].map(what => median(times(tool, what)).toFixed(1)).join(', ')}`);
  }
  const results = [
    ...['wall', 'cpu'].map(what => [`kube-score takes ${median(times('kube-score', what)).toFixed(1)} times the ${what} of check, target at least ${TARGETS.kubeScore}`, median(times('kube-score', what)) >= TARGETS.kubeScore]),
    ...['wall', 'cpu'].map(what => [`kube-linter takes ${median(times('kube-linter', what)).toFixed(1)} times the ${what} of check, target at least ${TARGETS.kubeLinter}`, median(times('kube-linter', what)) >= TARGETS.kubeLinter]),
    [`${megabytes.toFixed(0)} MB, target at most ${TARGETS.megabytes}`, megabytes <= TARGETS.megabytes],
  ];
  for (const [text, met] of results) { console.log(`${met ? 'ok    ' : 'MISSED'}  ${text}`); }
  process.exitCode = results.every(([, met]) => met) ? 0 : 1;
} finally {
  fs.rmSync(folder, { recursive: true });
}
