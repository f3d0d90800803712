// How many mutants of the rules their own tests detect.
//
//   npx ts-node -T scripts/mutate-rules.ts rules            all rules: takes half an hour
//   npx ts-node -T scripts/mutate-rules.ts rules 12 3       every twelfth, beginning with the third
//   npx ts-node -T scripts/mutate-rules.ts rules pdb-       those with this in their path
//   npx ts-node -T scripts/mutate-rules.ts analysis [12 3]  what objects mean, by its own tests
//   npx ts-node -T scripts/mutate-rules.ts shared [12 3]    what rules share: judge, acknowledgements
//   npx ts-node -T scripts/mutate-rules.ts updates [12 3]   the rules of updates, and what they share
//
// Each file is mutated separately. For a rule only its own test file runs, for shared files those of up to five rules that use
// them: a single run would load a hundred test files for each mutant. A mutant that only other tests detect counts as survived.
// Texts and tables that are created when a module loads are excluded. Exits with 1 below 90 %.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A file below src, without its ending, and the tests that are to find its mutants. */
interface Mutated {
  readonly file: string;
  readonly tests: readonly string[];
}

interface Mutant {
  readonly status: string;
  readonly location: { readonly start: { readonly line: number } };
  readonly mutatorName: string;
  readonly replacement?: string;
}

const TARGET = 90;
const MOST_TESTS = 5;
const JEST_CONFIG = 'jest.config.js';
const NOT_COPIED = ['/lib', '/dist', '/.cache', '/bench', '/docs', '/examples', '/coverage', '/reports', '/test-reports', '/test/fixtures'];

function namesIn(folder: string): string[] {
  return readdirSync(`src/${folder}`).filter(file => file.endsWith('.ts') && file !== 'index.ts')
    .map(file => `${folder}/${file.slice(0, -'.ts'.length)}`);
}

function namesBelow(folder: string): string[] {
  return readdirSync(`src/${folder}`, { withFileTypes: true }).filter(entry => entry.isDirectory())
    .flatMap(({ name }) => namesIn(`${folder}/${name}`));
}

function ownTest(file: string): string[] {
  return [`test/${file}.test.ts`].filter(test => existsSync(test));
}

function withOwnTest(file: string): Mutated {
  return { file, tests: ownTest(file) };
}

/** With the tests of a file that rules below a folder share: its own, and those of the first that import it, through others or not. */
function withTestsOfUsers(file: string, folder: string): Mutated {
  const users = new Set([file]);
  const all = [...namesIn(folder), ...namesBelow(folder)];
  for (let before = 0; before < users.size;) {
    before = users.size;
    all.filter(other => importsOf(other).some(imported => users.has(imported))).forEach(other => users.add(other));
  }
  return { file, tests: [...users].flatMap(ownTest).slice(0, MOST_TESTS) };
}

function importsOf(file: string): string[] {
  return [...readFileSync(`src/${file}.ts`, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, to]) => join(dirname(file), to));
}

const PARTS: { readonly [part: string]: () => Mutated[] } = {
  analysis: () => [...namesIn('analysis'), ...namesBelow('analysis')].map(withOwnTest),
  rules: () => namesBelow('rules/check').map(withOwnTest),
  shared: () => ['rules/check/judge', 'rules/acknowledgements'].map(file => withTestsOfUsers(file, 'rules/check')),
  updates: () => [
    ...namesBelow('rules/diff').map(file => ownTest(file).length > 0 ? withOwnTest(file) : withTestsOfUsers(file, 'rules/diff')),
    ...namesIn('rules/diff').map(file => withTestsOfUsers(file, 'rules/diff')),
  ],
};

/** The files of a part that have tests: every so many, or those with a text in their path. */
function chooseFiles([part = 'rules', ...choice]: readonly string[]): Mutated[] {
  if (!Object.hasOwn(PARTS, part)) { throw new Error(`Which part? ${Object.keys(PARTS).join(', ')}`); }
  const files = PARTS[part]().filter(({ tests }) => tests.length > 0);
  if (choice.length === 1 && !/^\d+$/.test(choice[0])) { return files.filter(({ file }) => file.includes(choice[0])); }
  const [every = 1, first = 1] = choice.map(Number);
  return files.filter((_, i) => i % every === first - 1);
}

function mutantsOf({ file, tests }: Mutated, temp: string): Mutant[] {
  const report = join(temp, 'report.json');
  const config = join(temp, 'stryker.json');
  writeFileSync(config, JSON.stringify({
    testRunner: 'jest',
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    mutate: [`src/${file}.ts`],
    jest: {
      configFile: JEST_CONFIG,
      enableFindRelatedTests: false,
      config: { projects: [], testMatch: tests.map(test => `<rootDir>/${test}`) },
    },
    disableTypeChecks: true,
    ignorePatterns: NOT_COPIED,
    reporters: ['json'],
    jsonReporter: { fileName: report },
    tempDirName: '.stryker-tmp',
    concurrency: 2,
  }));
  const { status, stdout, stderr } = spawnSync('npx', ['stryker', 'run', config], { encoding: 'utf8' });
  if (status !== 0) { throw new Error(`${file}: ${stdout}${stderr}`); }
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as { files: { [path: string]: { mutants: Mutant[] } } };
  return Object.values(files).flatMap(({ mutants }) => mutants);
}

/** How many mutants each file has that are found, and how many that are not. */
function countMutants(files: readonly Mutated[]): { readonly killed: number; readonly survived: number } {
  const temp = mkdtempSync(join(tmpdir(), 'mutate-rules-'));
  const counts = { killed: 0, survived: 0 };
  for (const mutated of files) {
    const mutants = mutantsOf(mutated, temp);
    const survivors = mutants.filter(({ status }) => ['Survived', 'NoCoverage'].includes(status));
    const killed = mutants.filter(({ status }) => ['Killed', 'Timeout'].includes(status)).length;
    counts.killed += killed;
    counts.survived += survivors.length;
    console.log(`${String(killed).padStart(5)} of ${String(killed + survivors.length).padEnd(5)} ${mutated.file}`);
    for (const { location, mutatorName, replacement = '' } of survivors) {
      console.log(`        survived: line ${location.start.line}, ${mutatorName}: ${replacement.slice(0, 100)}`);
    }
  }
  rmSync(temp, { recursive: true });
  return counts;
}

const chosen = chooseFiles(process.argv.slice(2));
if (chosen.length === 0) { throw new Error('No file with a test is chosen.'); }
const { killed, survived } = countMutants(chosen);
const score = 100 * killed / (killed + survived);
console.log(`${score.toFixed(1)} % of ${killed + survived} mutants of ${chosen.length} files`);
process.exitCode = score >= TARGET ? 0 : 1;
