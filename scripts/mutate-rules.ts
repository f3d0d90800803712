// How many mutants of the rules their own tests find.
//
//   node scripts/mutate-rules.js rules            all rules: takes half an hour
//   node scripts/mutate-rules.js rules 12 3       every twelfth, beginning with the third
//   node scripts/mutate-rules.js analysis [12 3]  what objects mean, by its own tests
//   node scripts/mutate-rules.js shared [12 3]    what rules share: judge, acknowledgements
//   node scripts/mutate-rules.js updates [12 3]   the rules of updates, and what they share
//
// Each file is mutated by itself. Of a rule only its own test file is run, of what rules share those of up to five rules that
// use it: one run for all would load a hundred test files for each mutant. What other tests would find counts as survived.
// Texts and tables that are made when a module loads are left out. Exits with 1 below 90 %.
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const TARGET = 90;
const MOST_TESTS = 5;
const [part = 'rules', ...numbers] = process.argv.slice(2);
const [every = 1, first = 1] = numbers.map(Number);
const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'mutate-rules-'));

const namesIn = folder => fs.readdirSync(`src/${folder}`).filter(file => file.endsWith('.ts') && file !== 'index.ts').map(file => `${folder}/${file.slice(0, -'.ts'.length)}`);
const rulesIn = folder => fs.readdirSync(`src/${folder}`, { withFileTypes: true })
  .filter(entry => entry.isDirectory()).flatMap(({ name }) => namesIn(`${folder}/${name}`));
const ownTest = file => [`test/${file}.test.ts`].filter(test => fs.existsSync(test));

/** The tests of a file that the rules below a folder share: its own, and those of the first that import it, through others or not. */
function testsOfShared(file, folder) {
  const users = new Set([file]);
  const all = [...namesIn(folder), ...rulesIn(folder)];
  for (let before = 0; before < users.size;) {
    before = users.size;
    all.filter(other => importsOf(other).some(imported => users.has(imported))).forEach(other => users.add(other));
  }
  return [...users].flatMap(ownTest).slice(0, MOST_TESTS);
}

function importsOf(file) {
  return [...fs.readFileSync(`src/${file}.ts`, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, to]) => path.join(path.dirname(file), to));
}

const withOwnTest = file => [file, ownTest(file)];

const PARTS = {
  analysis: () => [...namesIn('analysis'), ...rulesIn('analysis')].map(withOwnTest),
  rules: () => rulesIn('rules/check').map(withOwnTest),
  shared: () => ['rules/check/judge', 'rules/acknowledgements'].map(file => [file, testsOfShared(file, 'rules/check')]),
  updates: () => [
    ...rulesIn('rules/diff').map(file => ownTest(file).length > 0 ? withOwnTest(file) : [file, testsOfShared(file, 'rules/diff')]),
    ...namesIn('rules/diff').map(file => [file, testsOfShared(file, 'rules/diff')]),
  ],
};
if (!Object.hasOwn(PARTS, part)) { throw new Error(`Which part? ${Object.keys(PARTS).join(', ')}`); }
const files = PARTS[part]().filter(([, tests]) => tests.length > 0).filter((_, i) => i % every === first - 1);

const counts = { killed: 0, survived: 0 };
for (const [file, tests] of files) {
  const report = path.join(temp, 'report.json');
  const config = path.join(temp, 'stryker.json');
  fs.writeFileSync(config, JSON.stringify({
    testRunner: 'jest',
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    mutate: [`src/${file}.ts`],
    jest: { configFile: 'jest.config.js', enableFindRelatedTests: false, config: { projects: [], testMatch: tests.map(test => `<rootDir>/${test}`) } },
    disableTypeChecks: true,
    ignorePatterns: ['/lib', '/dist', '/.cache', '/bench', '/docs', '/examples', '/coverage', '/reports', '/test-reports', '/test/fixtures'],
    reporters: ['json'],
    jsonReporter: { fileName: report },
    tempDirName: '.stryker-tmp',
    concurrency: 2,
  }));
  const { status, stdout, stderr } = spawnSync('npx', ['stryker', 'run', config], { encoding: 'utf8' });
  if (status !== 0) { throw new Error(`${file}: ${stdout}${stderr}`); }
  const mutants = Object.values(JSON.parse(fs.readFileSync(report, 'utf8')).files).flatMap(file => file.mutants);
  const survivors = mutants.filter(mutant => ['Survived', 'NoCoverage'].includes(mutant.status));
  const killed = mutants.filter(mutant => ['Killed', 'Timeout'].includes(mutant.status)).length;
  counts.killed += killed;
  counts.survived += survivors.length;
  console.log(`${String(killed).padStart(5)} of ${String(killed + survivors.length).padEnd(5)} ${file}`);
  survivors.forEach(({ location, mutatorName, replacement }) => console.log(`        survived: line ${location.start.line}, ${mutatorName}: ${(replacement ?? '').slice(0, 100)}`));
}
fs.rmSync(temp, { recursive: true });
const score = 100 * counts.killed / (counts.killed + counts.survived);
console.log(`${score.toFixed(1)} % of ${counts.killed + counts.survived} mutants of ${files.length} files`);
process.exitCode = score >= TARGET ? 0 : 1;
