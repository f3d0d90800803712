import { contract } from './contract-manifests';
import { updateOf } from '../../../../src/rules/diff';
import { contractNarrowedInVersion, contractNotCompared as rule } from '../../../../src/rules/diff/contract';
import { manifestsIn, TARGET } from '../../check/judging';
import { versions } from '../routing/route-manifests';

const ROUTE = versions(['/v1: orders-v1'], { says: { v1: 'current' } });
const BEFORE = manifestsIn(ROUTE + contract(['GET /a'], { version: 'v1' }));
const AFTER = manifestsIn(ROUTE + contract(['GET /a', 'GET /b'], { version: 'v1' }));
const said = (update: ReturnType<typeof updateOf>) => rule.judge(update, TARGET).flatMap(({ violations }) => violations);

test('fails when a contract changed and no tool compares it, and states how to install one', () => {
  expect(said(updateOf(BEFORE, AFTER))).toEqual([expect.objectContaining({
    path: ['data', 'openapi.json'],
    message: 'The contract of orders v1 changes, and it was not compared: no tool that compares it is installed. It is not known whether existing clients fail.',
    fix: 'Install the package: npm install --save-dev cdk8s-zero-downtime-openapi; or put the program oasdiff on the PATH.',
  })]);
  expect(contractNarrowedInVersion.judge(updateOf(BEFORE, AFTER), TARGET)).toEqual([]);
});

test('fails when the comparison failed, with its reason and its remedy', () => {
  const update = updateOf(BEFORE, AFTER, () => ({ failure: 'Nothing answered within 10 s', remedy: 'Make the document smaller' }));
  expect(said(update)).toEqual([expect.objectContaining({
    message: expect.stringContaining('it was not compared: nothing answered within 10 s. It'),
    fix: 'Make the document smaller.',
  })]);
});

test('compares each changed contract once, and no other', () => {
  let count = 0;
  const compare = () => { count++; return { changes: [], by: 'a test' }; };
  const update = updateOf(BEFORE, AFTER, compare);
  [rule, contractNarrowedInVersion, rule].forEach(each => each.judge(update, TARGET));
  expect(count).toBe(1);
  said(updateOf(BEFORE, BEFORE, compare));
  expect(count).toBe(1);
});

test('does not apply to a version from its sunset on', () => {
  const told = versions(['/v1: orders-v1'], { says: { v1: 'deprecated=2026-01-01 sunset=2026-11-30' } });
  const [before, after] = [['GET /a'], ['GET /b']].map(operations => manifestsIn(told + contract(operations, { version: 'v1' })));
  const judged = (today: string) => rule.judge(updateOf(before, after), { ...TARGET, today });
  expect(judged('2026-11-29')).toHaveLength(1);
  expect(judged('2026-11-30')).toEqual([]);
});
