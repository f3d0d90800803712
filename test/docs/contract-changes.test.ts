import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { breaks, CHANGES, contractChanges } from '../../scripts/pages/contract-changes';
import { consequenceOf } from '../../src/rules/diff/contract/consequences';

const ROOT = join(__dirname, '../..');

test('the page has the table that the pairs and the rule make', () => {
  const page = readFileSync(join(ROOT, 'docs/change-an-api.md'), 'utf8');
  const [, block] = /<!-- contract-changes:begin -->\n\n([^]*)\n\n<!-- contract-changes:end -->/.exec(page)!;
  expect(block).toBe(contractChanges());
});

test('each row has a pair, and no pair is in two', () => {
  const pairs = CHANGES.flatMap(change => change.pairs);
  expect(pairs.filter((pair, i) => pairs.indexOf(pair) !== i)).toEqual([]);
  expect(pairs.filter(pair => !existsSync(join(ROOT, `test/fixtures/openapi-pairs/${pair}.json`)))).toEqual([]);
  const isShown = ({ pairs: own, id }: typeof CHANGES[number]) =>
    own.length > 0 && own.every(pair => breaks(pair) === (id !== undefined));
  expect(CHANGES.filter(change => !isShown(change))).toEqual([]);
});

test('what a client meets is known of each row', () => {
  const felt = CHANGES.flatMap(({ id }) => id === undefined ? [] : [consequenceOf({ id }, 'openapi').felt]);
  expect(felt.filter(words => words.startsWith('may be refused'))).toEqual([]);
});
