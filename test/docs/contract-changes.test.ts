import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { breaks, CHANGES, contractChanges } from '../../scripts/pages/contract-changes';
import { consequenceOf } from '../../src/rules/diff/contract/consequences';

const ROOT = join(__dirname, '../..');

test('the page has the table that the pairs and the rule make', () => {
  const [, block] = /<!-- contract-changes:begin -->\n\n([^]*)\n\n<!-- contract-changes:end -->/.exec(readFileSync(join(ROOT, 'docs/change-an-api.md'), 'utf8'))!;
  expect(block).toBe(contractChanges());
});

test('each row has a pair, and no pair is in two', () => {
  const pairs = CHANGES.flatMap(change => change.pairs);
  expect(pairs.filter((pair, i) => pairs.indexOf(pair) !== i)).toEqual([]);
  expect(pairs.filter(pair => !existsSync(join(ROOT, `test/fixtures/openapi-pairs/${pair}.json`)))).toEqual([]);
  expect(CHANGES.filter(change => change.pairs.length === 0 || change.pairs.some(pair => breaks(pair) !== (change.id !== undefined)))).toEqual([]);
});

test('what a client meets is known of each row', () => {
  expect(CHANGES.flatMap(({ id }) => id === undefined ? [] : [consequenceOf({ id }, 'openapi').felt]).filter(felt => felt.startsWith('may be refused'))).toEqual([]);
});
