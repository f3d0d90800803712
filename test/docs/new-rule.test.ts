import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import * as ts from 'typescript';
import { withId } from '../../scripts/new-rule/lists';
import { newRuleOf, Refusal } from '../../scripts/new-rule/new-rule';
import { Topic, TOPICS } from '../../src/rules/topics';

const ROOT = join(__dirname, '../..');
const COPIED = ['README.md', 'scripts/hazards', 'src/intent/rule-ids.ts', 'src/rules/check', 'src/rules/diff'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'new-rule-'));
  COPIED.forEach(path => cpSync(join(ROOT, path), join(folder, path), { recursive: true }));
});

function newRule(...args: string[]) {
  const command = ['ts-node', '-T', 'scripts/new-rule.ts', ...args, '--into', folder];
  const { status, stdout, stderr } = spawnSync('npx', command, { cwd: ROOT, encoding: 'utf8' });
  const [files, next = ''] = stdout.split('\n\n');
  return { status, stderr, files: files.split('\n'), next: next.trim().split('\n') };
}

/** What it says of a refusal, without a program of its own. */
function refusalOf(...args: string[]): string {
  try { newRuleOf(args, ROOT); } catch (error) { if (error instanceof Refusal) { return error.message; } throw error; }
  throw new Error('it was not refused');
}

const written = (path: string) => readFileSync(join(folder, path), 'utf8');
const syntaxErrors = (path: string) => ts.transpileModule(written(path), { reportDiagnostics: true }).diagnostics!
  .map(({ messageText }) => messageText);
const filesBelow = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

test('a rule of manifests has a file, a test, a defect, and lines in the lists', () => {
  const { status, stderr, files, next } = newRule('check', 'drain', 'pdb-never-read');
  expect({ status, stderr, files }).toEqual({
    status: 0,
    stderr: '',
    files: [
      'new     src/rules/check/drain/pdb-never-read.ts',
      'changed src/rules/check/drain/index.ts',
      'changed src/intent/rule-ids.ts',
      'new     test/rules/check/drain/pdb-never-read.test.ts',
      'new     test/fixtures/defects/pdb-never-read.yaml',
    ],
  });
  expect(next).toHaveLength(5);
  expect(next[4]).toMatch(/"\d+ rules" instead of "\d+ rules"/);
  expect(written('src/rules/check/drain/index.ts')).toContain("from './pdb-missing';\nexport * from './pdb-never-read';\nexport * from './pdb-overlap';\n");
  expect(written('src/intent/rule-ids.ts')).toMatch(/\n {2}'pdb-missing',\n {2}'pdb-never-read',\n {2}'pdb-overlap',\n/);
  expect(written('src/rules/check/drain/pdb-never-read.ts')).toContain('export const pdbNeverRead = workloadRule({');
  expect(syntaxErrors('src/rules/check/drain/pdb-never-read.ts')).toEqual([]);
  expect(syntaxErrors('test/rules/check/drain/pdb-never-read.test.ts')).toEqual([]);
  expect(load(written('test/fixtures/defects/pdb-never-read.yaml'))).toMatchObject({ base: 'base.yaml', rules: ['pdb-never-read'], listed: false });
});

test('a rule of updates has two releases instead of a defect', () => {
  const { status, stderr, files, next } = newRule('diff', 'rollout', 'surge-never-read');
  expect({ status, stderr, files }).toEqual({
    status: 0,
    stderr: '',
    files: [
      'new     src/rules/diff/rollout/surge-never-read.ts',
      'changed src/rules/diff/rollout/index.ts',
      'changed src/intent/rule-ids.ts',
      'new     test/rules/diff/rollout/surge-never-read.test.ts',
      'new     test/fixtures/updates/unsafe/surge-never-read/before.yaml',
      'new     test/fixtures/updates/unsafe/surge-never-read/after.yaml',
      'new     test/fixtures/updates/unsafe/surge-never-read/expected.yaml',
    ],
  });
  expect(next[4]).toMatch(/"\d+ rules of updates" instead of "\d+ rules of updates"/);
  expect(written('src/rules/diff/rollout/index.ts')).toMatch(/surge-never-read';\n$/);
  expect(written('src/intent/rule-ids.ts')).toMatch(/\n {2}'surge-never-read',\n/);
  expect(syntaxErrors('src/rules/diff/rollout/surge-never-read.ts')).toEqual([]);
  expect(syntaxErrors('test/rules/diff/rollout/surge-never-read.test.ts')).toEqual([]);
});

test('a known hazard that gets a rule loses the reason why it has none', () => {
  const { files } = newRule('check', 'drain', 'eviction-has-no-surge');
  expect(files).toContain('changed scripts/hazards/drain.ts');
  expect(written('scripts/hazards/drain.ts')).not.toContain('eviction-has-no-surge');
});

test.each(Object.entries(TOPICS) as [Topic, string][])('an id about %s becomes one of that topic', (topic, title) => {
  const list = withId(readFileSync(join(ROOT, 'src/intent/rule-ids.ts'), 'utf8'), { side: 'check', topic, id: 'never-read' });
  const [, ids] = list.split(`  // ${title}\n`);
  expect(ids.split('  // ')[0]).toContain("  'never-read',\n");
});

test.each([
  ['an id that a rule of manifests has', ['diff', 'drain', 'pdb-missing'], "The id 'pdb-missing' is taken: src/rules/check/drain/pdb-missing.ts."],
  ['an id that an acknowledgement has', ['check', 'drain', 'acknowledgement-without-reason'], "The id 'acknowledgement-without-reason' is taken: src/rules/acknowledgement-rules.ts."],
  ['an id in camel case', ['check', 'drain', 'pdbNeverRead'], "such as 'pdb-never-read'."],
  ['an id of one word', ['check', 'drain', 'default'], "such as 'pdb-missing'."],
  ['a topic with a slip', ['check', 'drian', 'pdb-never-read'], "There is no topic 'drian'. Did you mean 'drain'?"],
  ['a topic that is like none', ['check', 'weather', 'pdb-never-read'], "There is no topic 'weather', only stop, start,"],
  ['a side with a slip', ['chekc', 'drain', 'pdb-never-read'], "There is no side 'chekc'. Did you mean 'check'?"],
  ['no id', ['check', 'drain'], 'Which rule? npm run new:rule -- <check|diff> <topic> <id>'],
])('fails when given %s', (_, args, message) => {
  expect(refusalOf(...args)).toContain(message);
});

test('writes nothing when it refuses', () => {
  const before = filesBelow();
  expect(newRule('check', 'drain', 'pdb-missing')).toMatchObject({ status: 2, stderr: expect.stringContaining("The id 'pdb-missing' is taken") });
  expect(filesBelow()).toEqual(before);
});
