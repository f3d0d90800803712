// Compares one of the large pairs: ts-node -T scripts/openapi/compare-large.ts NAME APP
import { LARGE_PAIRS } from './large-documents';
import { contractComparer } from '../../src/comparers';

const [name, app] = process.argv.slice(2);
const { before, after, expected } = LARGE_PAIRS[name]();
const compare = contractComparer({ cwd: app, env: { PATH: app } });
// Loaded and made: what is used up to here is not the cost of a comparison.
compare({ kind: 'openapi', text: '{}' }, { kind: 'openapi', text: '' });
const seconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const [start, beganAt] = [seconds(), Date.now()];
const comparison = compare({ kind: 'openapi', text: before }, { kind: 'openapi', text: after });
const outcome = 'failure' in comparison ? comparison.failure : comparison.changes.filter(({ isBreaking }) => isBreaking).length;
const isRight = typeof expected === 'number' ? outcome === expected : expected.test(`${outcome}`);
console.log(JSON.stringify({ start, wall: (Date.now() - beganAt) / 1000, bytes: after.length, outcome, isRight }));
