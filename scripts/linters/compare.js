// Runs kube-score and kube-linter on the defects of rows.js, and compares what they find with the table in docs/comparison.md:
//
//   KUBE_SCORE=/path/to/kube-score KUBE_LINTER=/path/to/kube-linter node scripts/linters/compare.js
//
// `npm run bench:check` installs both into .cache, which needs Go. A tool finds a defect if it reports a check that it does not
// report for the same service without it. kube-linter runs all its built-in checks.
const { execFileSync, spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const yaml = require('js-yaml');
const { cleanOf, defectOf, ROWS } = require('./rows');

const ROOT = path.join(__dirname, '../..');
const inCache = (command, version) => path.join(ROOT, '.cache', `${command}-${version}`, command);
const { KUBE_SCORE = inCache('kube-score', 'v1.20.0'), KUBE_LINTER = inCache('kube-linter', 'v0.8.3') } = process.env;

const TOOLS = {
  'kube-score': file => {
    const { stdout } = spawnSync(KUBE_SCORE, ['score', '--output-format', 'json', file], { encoding: 'utf8', maxBuffer: 1e8 });
    return JSON.parse(stdout).flatMap(({ checks }) => checks.filter(({ grade, skipped }) => !skipped && grade < 10).map(({ check }) => check.id));
  },
  'kube-linter': file => {
    const { stdout } = spawnSync(KUBE_LINTER, ['lint', '--add-all-built-in', '--format', 'json', file], { encoding: 'utf8', maxBuffer: 1e8 });
    return (JSON.parse(stdout).Reports ?? []).map(({ Check }) => Check);
  },
};

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'compare-'));
const write = (name, objects) => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, objects.map(object => yaml.dump(object, { noRefs: true })).join('---\n'));
  return file;
};

const page = fs.readFileSync(path.join(ROOT, 'docs/comparison.md'), 'utf8');
const [head, ...lines] = page.match(/^\| what is checked[^]*?\n\n/m)[0].trim().split('\n').map(line => line.split('|').slice(1, -1).map(cell => cell.trim()));
const claimed = (row, tool) => lines.find(([name]) => name === row)?.[head.indexOf(tool)];

let wrong = 0;
try {
  execFileSync(KUBE_SCORE, ['version']);
  execFileSync(KUBE_LINTER, ['version']);
  for (const each of ROWS) {
    const [clean, defect] = [write('clean.yaml', cleanOf(each)), write('defect.yaml', defectOf(each))];
    for (const [tool, checksIn] of Object.entries(TOOLS)) {
      const before = new Set(checksIn(clean));
      const found = [...new Set(checksIn(defect))].filter(check => !before.has(check));
      const isRight = claimed(each.row, tool) === (found.length > 0 ? 'yes' : 'no');
      wrong += isRight ? 0 : 1;
      console.log(`${isRight ? 'ok   ' : 'WRONG'}  ${tool.padEnd(12)}${each.row}: ${found.join(', ') || 'nothing'}; the page says ${claimed(each.row, tool)}`);
    }
  }
} finally {
  fs.rmSync(folder, { recursive: true });
}
process.exitCode = wrong > 0 ? 1 : 0;
