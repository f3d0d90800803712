import fc from 'fast-check';
import { withoutExcludedFiles } from '../../src/settings';
import { globMatcher } from '../../src/settings/glob';
import { CLEAN, BLOCKED, check, inWorkspace, write } from '../cli/workspace';

inWorkspace();

test.each([
  ['web', 'web', true],
  ['web', 'webs', false],
  ['web-*', 'web-1', true],
  ['web-*', 'web-', true],
  ['*-web', 'my-web', true],
  ['*', '', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c', false],
  ['a*a', 'a', false],
  ['w.b', 'web', false],
  ['**', 'x', true],
])('%s and %s: %s', (pattern, text, fits) => {
  expect(globMatcher(pattern)(text)).toBe(fits);
});

test('a pattern fits what it becomes when its stars are replaced', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '.') })), fc.array(fc.string()), (parts, fillings) => {
    const text = parts.map((part, i) => i === 0 ? part : `${fillings[i] ?? ''}${part}`).join('');
    return globMatcher(parts.join('*'))(text);
  }));
});

test('a pattern of many stars is fast', () => {
  expect(globMatcher('a*'.repeat(2000) + 'b')('a'.repeat(20_000))).toBe(false);
});

test.each([
  ['by kind', '{ kind: PodDisruptionBudget }'],
  ['by name', '{ name: w* }'],
  ['by namespace', '{ namespace: shop }'],
  ['by all of them', '{ kind: Pod*, name: web, namespace: s*p }'],
])('leaves out an object %s', (_, entry) => {
  write('.zero-downtime.yaml', `exclude: [${entry}]\n`);
  const { code, out } = check(write('web.yaml', BLOCKED));
  expect(code).toBe(0);
  expect(out).toMatch(/; \d excluded$/m);
});

test('does not leave out what fits only in part', () => {
  write('.zero-downtime.yaml', 'exclude: [{ kind: PodDisruptionBudget, name: other }]\n');
  expect(check(write('web.yaml', BLOCKED)).code).toBe(1);
});

test('warns of an entry that leaves out nothing', () => {
  write('.zero-downtime.yaml', 'exclude:\n  - name: web\n  - name: gone\n');
  const { code, out } = check(write('web.yaml', CLEAN));
  expect(code).toBe(0);
  expect(out).toContain('  warning  .zero-downtime.yaml:3\n           This excludes none of the objects that were read. Remove it');
});

test('warns if nothing is left', () => {
  write('.zero-downtime.yaml', 'exclude: [{ name: "*" }]\n');
  const { code, out } = check(write('web.yaml', BLOCKED));
  expect(code).toBe(0);
  expect(out).toContain('All 3 objects are excluded, so nothing was judged.');
});

describe('files', () => {
  const left = (path: string, ...files: string[]): string[] => {
    const problems = files.map(file => ({ level: 'error' as const, file, line: 1, message: '' }));
    return withoutExcludedFiles({ objects: [], problems }, [{ path, file: 'settings', line: 1 }]).manifests.problems.map(({ file }) => file);
  };

  test.each([
    ['charts', ['charts/a.yaml', 'x/charts/b/c.yaml', 'git:main:charts/a.yaml', './charts/a.yaml'], ['mycharts/a.yaml', 'charts.yaml']],
    ['charts/*', ['charts/a.yaml', 'charts/b/c.yaml'], ['a.yaml']],
    ['/charts', ['charts/a.yaml'], ['x/charts/a.yaml']],
    ['./charts/', ['charts/a.yaml'], ['a.yaml']],
    ['**/testdata', ['testdata/a.yaml', 'x/y/testdata/a.yaml'], ['testdata2/a.yaml']],
    ['*.generated.yaml', ['a.generated.yaml', 'x/b.generated.yaml'], ['generated.yaml']],
  ])('%s leaves out what is there, and nothing else', (path, out, rest) => {
    expect(left(path, ...out, ...rest)).toEqual(rest);
  });

  test('are not left out by an exclusion that names a kind as well', () => {
    const read = { objects: [], problems: [{ level: 'error' as const, file: 'charts/a.yaml', line: 1, message: '' }] };
    expect(withoutExcludedFiles(read, [{ path: 'charts', kind: 'Deployment', file: 'settings', line: 1 }]).manifests).toEqual(read);
  });
});
