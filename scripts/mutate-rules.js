// How many mutants of the rules their own tests find.
//
//   node scripts/mutate-rules.js            all rules: takes about an hour
//   node scripts/mutate-rules.js 12 3       every twelfth rule, beginning with the third
//
// Each rule is mutated by itself and only its own test file is run: the tests of all rules import all rules, so one run for
// all would load a hundred test files for each mutant. What other tests would find counts as survived. Texts and tables that
// are made when a module loads are left out. Exits with 1 below 90 %.
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const TARGET = 90;
const [every = 1, first = 1] = process.argv.slice(2).map(Number);
const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'mutate-rules-'));

const rules = fs.readdirSync('src/rules', { withFileTypes: true })
  .filter(entry => entry.isDirectory() && entry.name !== 'support')
  .flatMap(({ name: topic }) => fs.readdirSync(`src/rules/${topic}`).filter(file => file !== 'index.ts').map(file => `${topic}/${file.replace(/\.ts$/, '')}`))
  .filter((_, i) => i % every === first - 1);

const counts = { killed: 0, survived: 0 };
for (const rule of rules) {
  const report = path.join(temp, 'report.json');
  const config = path.join(temp, 'stryker.json');
  fs.writeFileSync(config, JSON.stringify({
    testRunner: 'jest',
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    mutate: [`src/rules/${rule}.ts`],
    jest: { configFile: 'package.json', enableFindRelatedTests: false, config: { testMatch: [`<rootDir>/test/rules/${rule}.test.ts`] } },
    disableTypeChecks: true,
    ignorePatterns: ['/lib', '/dist', '/.cache', '/bench', '/docs', '/examples', '/coverage', '/reports', '/test-reports', '/test/fixtures'],
    reporters: ['json'],
    jsonReporter: { fileName: report },
    tempDirName: '.stryker-tmp',
    concurrency: 2,
  }));
  const { status, stdout, stderr } = spawnSync('npx', ['stryker', 'run', config], { encoding: 'utf8' });
  if (status !== 0) { throw new Error(`${rule}: ${stdout}${stderr}`); }
  const mutants = Object.values(JSON.parse(fs.readFileSync(report, 'utf8')).files).flatMap(file => file.mutants);
  const survivors = mutants.filter(mutant => ['Survived', 'NoCoverage'].includes(mutant.status));
  const killed = mutants.filter(mutant => ['Killed', 'Timeout'].includes(mutant.status)).length;
  counts.killed += killed;
  counts.survived += survivors.length;
  console.log(`${String(killed).padStart(5)} of ${String(killed + survivors.length).padEnd(5)} ${rule}`);
  survivors.forEach(({ location, mutatorName, replacement }) => console.log(`        survived: line ${location.start.line}, ${mutatorName}: ${(replacement ?? '').slice(0, 100)}`));
}
fs.rmSync(temp, { recursive: true });
const score = 100 * counts.killed / (counts.killed + counts.survived);
console.log(`${score.toFixed(1)} % of ${counts.killed + counts.survived} mutants of ${rules.length} rules`);
process.exitCode = score >= TARGET ? 0 : 1;
