// Writes the files of a new rule: the rule, its test, its fixture, and its lines in the lists. The test and the fixture fail
// until the rule is written.
//
//   npm run new:rule -- check drain pdb-x        a rule of manifests: side, topic, id
//   npm run new:rule -- diff drain budget-x      a rule of updates
//
// `--into FOLDER` writes into another copy of the repository. A refused command does not write anything.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nextSteps } from './new-rule/next-steps';
import { filesOf } from './new-rule/files';
import { newRuleOf, Refusal } from './new-rule/new-rule';

const args = process.argv.slice(2);
const at = args.indexOf('--into');
const [, into] = at < 0 ? [] : args.splice(at, 2);
const root = into ?? join(__dirname, '..');

try {
  const rule = newRuleOf(args, root);
  const files = filesOf(rule, root);
  const next = nextSteps(rule, root);
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  console.log([...files.map(({ path, isNew }) => `${isNew ? 'new    ' : 'changed'} ${path}`), '', ...next].join('\n'));
} catch (error) {
  if (!(error instanceof Refusal)) { throw error; }
  console.error(error.message);
  process.exitCode = 2;
}
