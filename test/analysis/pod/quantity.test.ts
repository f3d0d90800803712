import fc from 'fast-check';
import { quantityAt } from '../../../src/analysis/pod/quantity';
import { rootOf } from '../../../src/manifests';
import { runs } from '../../property-runs';

const quantity = (value: unknown): number | undefined => quantityAt(rootOf({ requests: { cpu: value } }), ['requests', 'cpu']);

test.each<[unknown, number]>([
  [0, 0], [2, 2], [-1, -1], [0.5, 0.5], ['2', 2], [' 2 ', 2], ['+2', 2], ['-2', -2], ['0.5', 0.5], ['.5', 0.5], ['5.', 5], ['0', 0],
  ['250m', 0.25], ['1k', 1e3], ['1K', 1e3], ['1M', 1e6], ['1G', 1e9], ['1T', 1e12], ['1P', 1e15], ['1E', 1e18],
  ['1Ki', 1024], ['1Mi', 1024 ** 2], ['1.5Gi', 1.5 * 1024 ** 3], ['1Ti', 1024 ** 4], ['1Pi', 1024 ** 5], ['1Ei', 1024 ** 6],
  ['1e3', 1e3], ['1E3', 1e3], ['1e+3', 1e3], ['5e-1', 0.5], ['1e0', 1], ['1e10', 1e10],
])('%j is %d', (value, number) => {
  expect(quantity(value)).toBeCloseTo(number, 10);
});

test.each<unknown>([
  undefined, null, '', ' ', 'much', '.', '-', '+.', 'm', 'Ki', 'e3', '1 Mi', '1mi', '1ki', '1MiB', '1MM', '1u', 'x1', '1x', '1.2.3', '1e', '1e1234', '1ee3', '--1', '+-1', true, ['1'], {},
])('%j is not a quantity', value => {
  expect(quantity(value)).toBeUndefined();
});

test('a missing quantity is undefined', () => {
  expect(quantityAt(rootOf({}), ['requests', 'cpu'])).toBeUndefined();
});

test('a quantity at the place itself', () => {
  expect(quantityAt(rootOf('2Ki'), [])).toBe(2048);
});

test('a suffix multiplies by its factor', () => {
  const factors = { m: 1e-3, k: 1e3, Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, M: 1e6, e2: 100, E2: 100 };
  fc.assert(fc.property(fc.nat({ max: 1e6 }), fc.constantFrom(...Object.entries(factors)), (digits, [suffix, factor]) => {
    expect(quantity(`${digits}${suffix}`)).toBe(digits * factor);
  }), { numRuns: runs(200) });
});
