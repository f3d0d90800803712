import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContractChange, overlookedChanges, valueAt, withOverlooked } from '../../../src/contracts';

const FIXTURES = join(__dirname, '../../fixtures/openapi-pairs');
const pair = (name: string) => JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8'));
const ids = (name: string) => overlookedChanges(pair(name).before, pair(name).after).map(({ id }) => id);

it.each([
  ['request-additional-properties-forbidden', 'request-additional-properties-forbidden'],
  ['circular-request-closed', 'request-additional-properties-forbidden'],
  ['request-array-item-closed', 'request-additional-properties-forbidden'],
  ['discriminator-branch-closed-in-request', 'request-additional-properties-forbidden'],
  ['request-all-of-closed', 'request-additional-properties-forbidden'],
  ['server-base-path-changed', 'server-path-changed'],
  ['server-path-of-one-host-changed', 'server-path-changed'],
  ['server-variable-default-changed', 'server-path-changed'],
  ['query-param-removed', 'request-parameter-removed'],
  ['query-param-of-a-path-removed', 'request-parameter-removed'],
  ['query-moved-to-header', 'request-parameter-removed'],
  ['query-style-changed', 'request-parameter-serialization-changed'],
])('%s is reported once, as %s', (name, id) => {
  expect(ids(name)).toEqual([id]);
});

const PAIRS = readdirSync(FIXTURES).map(file => file.replace('.json', ''));

it.each(PAIRS.filter(name => !pair(name).breaks))('%s does not break clients', name => {
  expect(ids(name)).toEqual([]);
});

it.each(PAIRS)('%s states where, and does not mention what stays', name => {
  const { before, after } = pair(name);
  for (const { at, side } of overlookedChanges(before, after)) { expect(valueAt(side === 'before' ? before : after, at)).toBeDefined(); }
  expect(overlookedChanges(before, before)).toEqual([]);
  expect(overlookedChanges(after, after)).toEqual([]);
});

it('reports one defect once', () => {
  const change: ContractChange = {
    id: 'request-parameter-removed', isBreaking: true, operation: { method: 'GET', path: '/a' }, text: 'The same', at: ['paths'], side: 'before',
  };
  expect(withOverlooked([{ ...change, isBreaking: false, at: [] }, { ...change, text: 'Another' }], [change])).toEqual([{ ...change, text: 'Another' }, change]);
});
