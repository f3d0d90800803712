import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractComparer } from '../../../src/comparers';
import { Contract, valueAt } from '../../../src/contracts';

// scripts/openapi-check.sh builds both, installs one, and says where.
const { OPENAPI_APP: app, OASDIFF_FOLDER: folder } = process.env;
if (!app) { throw new Error('run scripts/openapi-check.sh, which builds what is tried here'); }

const FIXTURES = join(__dirname, '../../fixtures/openapi-pairs');
const PAIRS = readdirSync(FIXTURES).map(file => ({ name: file.replace('.json', ''), ...JSON.parse(readFileSync(join(FIXTURES, file), 'utf8')) }));

const contract = (document: unknown): Contract => ({ kind: 'openapi', text: JSON.stringify(document) });
const ways = {
  WebAssembly: contractComparer({ cwd: app, env: {} }),
  // Left out by --package.
  ...folder && { PATH: contractComparer({ cwd: folder, env: { PATH: folder } }) },
};

it('has the pairs that were given and those that were added', () => {
  expect(PAIRS.length).toBeGreaterThanOrEqual(174);
});

describe.each(PAIRS)('$name', ({ breaks, before, after }) => {
  const found = Object.entries(ways).map(([way, compare]) => {
    const memo = () => compare(contract(before), contract(after));
    return [way, memo] as const;
  });

  it.each(found)('is judged right through %s', (way, compare) => {
    const comparison = compare();
    if ('failure' in comparison) { throw new Error(comparison.failure); }
    expect(comparison.by).toMatch(`(${way})`);
    expect(comparison.changes.filter(({ isBreaking }) => isBreaking).length > 0).toBe(breaks);
  });

  it('is the same each way, and says where', () => {
    const [wasm, native = wasm] = found.map(([, compare]) => compare());
    const changes = (comparison: typeof wasm) => 'changes' in comparison ? comparison.changes : [];
    expect(changes(wasm)).toEqual(changes(native));
    for (const { at, side } of changes(wasm)) { expect(valueAt(side === 'before' ? before : after, at)).toBeDefined(); }
    const told = changes(wasm)
      .filter(({ isBreaking }) => isBreaking)
      .map(({ text, operation, at }) => JSON.stringify([text, operation, at]));
    expect(new Set(told).size).toBe(told.length);
  });
});
