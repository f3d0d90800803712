import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compiledCommand } from './compiled-command';
import { hasColours, widthOf } from '../../src/cli/standard-output';

const ROOT = join(__dirname, '../..');

test('a reader that stops reading causes no error, and the exit code is that of the command', () => {
  const node = `node ${compiledCommand()}`;
  const script = `(${node} rules --format json; echo "code $?" >&2) | head -1; (${node} check test/fixtures/seed --format json; echo "code $?" >&2) | head -1`;
  const { stderr } = spawnSync('bash', ['-c', script], { cwd: ROOT, encoding: 'utf8' });
  expect(stderr).toBe('code 0\ncode 1\n');
});

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ TERM: 'dumb' }, true, false],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
])('with %j and a terminal: %j, colours are %j', (environment, isTerminal, expected) => {
  expect(hasColours(environment, isTerminal)).toBe(expected);
});

test('the width is that of the terminal, or else COLUMNS', () => {
  expect(widthOf({ COLUMNS: '60' }, { columns: 132 })).toBe(132);
  expect(widthOf({ COLUMNS: '60' }, {})).toBe(60);
  expect(widthOf({ COLUMNS: 'wide' }, {})).toBeUndefined();
  expect(widthOf({}, {})).toBeUndefined();
});
