import * as fc from 'fast-check';
import { Attempt, FailureKind } from '../../../src/rehearse/load/attempt';
import { countsOf, failureRate, fewerThan, latenessOf, latencyOf, percentile } from '../../../src/rehearse/load/statistics';
import { runs } from '../../property-runs';

function attempt(changes: Partial<Attempt> = {}): Attempt {
  return { stream: 'new', due: 0, late: 0, took: 10, method: 'GET', path: '/', status: 200, ...changes };
}
const many = (count: number, changes: Partial<Attempt> = {}): Attempt[] => Array.from({ length: count }, () => attempt(changes));

test('failures are counted by kind and by stream, and what the client could not send is neither sent nor failed', () => {
  const failures: FailureKind[] = ['refused', 'refused', 'reset', 'not-sent'];
  const { sent, failed, byKind, byStream } = countsOf([...many(5), ...failures.map(failure => attempt({ failure, stream: 'keep' }))]);
  expect({ sent, failed }).toEqual({ sent: 8, failed: 3 });
  expect([...byKind]).toEqual([['refused', 2], ['reset', 1]]);
  expect([...byStream]).toEqual([['new', { sent: 5, failed: 0 }], ['keep', { sent: 3, failed: 3 }]]);
});

test('one request of a hundred may be sent more than 50 ms late, and no more', () => {
  expect(latenessOf([...many(99), attempt({ late: 51 })])).toEqual({ late: 1, all: 100, p99: 0, isVoid: false });
  expect(latenessOf([...many(98), attempt({ late: 51 }), attempt({ failure: 'not-sent', late: 1200 })])).toMatchObject({ late: 2, isVoid: true });
  expect(latenessOf(many(100, { late: 50 }))).toEqual({ late: 0, all: 100, p99: 50, isVoid: false });
  expect(latenessOf([])).toMatchObject({ isVoid: false });
});

test('how long answers took is of good answers, and not of requests that are slow by themselves', () => {
  const attempts = [...many(99), attempt({ took: 90 }), attempt({ took: 9000, stream: 'slow' }), ...many(50, { took: 1, failure: 'refused' })];
  expect(latencyOf(attempts)).toEqual({ p50: 10, p99: 10 });
  expect(latencyOf([...attempts, attempt({ took: 95 })])).toEqual({ p50: 10, p99: 90 });
  expect(latencyOf([])).toBeUndefined();
});

test('without a failure the rule of three says how few there can be', () => {
  const { from, to } = failureRate(0, 24_000);
  expect(from).toBe(0);
  expect(fewerThan(to)).toBe('fewer than 1 in 8,000');
  expect([300, 1000, 50_000].map(sent => fewerThan(failureRate(0, sent).to))).toEqual(['fewer than 1 in 100', 'fewer than 1 in 330', 'fewer than 1 in 16,000']);
  expect(failureRate(0, 0)).toEqual({ from: 0, to: 1 });
  expect(fewerThan(failureRate(0, 1).to)).toBe('fewer than 1 in 1');
});

test('with failures the interval is that of Wilson', () => {
  // Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662, 15 of 148 gives 0.0624 to 0.1605, 1 of 29 gives 0.0061 to 0.1718.
  const shown = [[81, 263], [15, 148], [1, 29]].map(([failed, sent]) => {
    const { from, to } = failureRate(failed, sent);
    return [from.toFixed(4), to.toFixed(4)];
  });
  expect(shown).toEqual([['0.2553', '0.3662'], ['0.0624', '0.1605'], ['0.0061', '0.1718']]);
});

test('the interval holds what was seen, and lies between none and all', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (sent, part) => {
    const failed = Math.round(sent * part);
    const { from, to } = failureRate(failed, sent);
    expect(from).toBeGreaterThanOrEqual(0);
    expect(from).toBeLessThanOrEqual(failed / sent + 1e-9);
    expect(to).toBeGreaterThanOrEqual(failed / sent - 1e-9);
    expect(to).toBeLessThanOrEqual(1);
  }), { numRuns: runs(1000) });
});

test('a percentile is a value that was measured', () => {
  expect([1, 50, 99, 100].map(percent => percentile([4, 1, 3, 2], percent))).toEqual([1, 2, 4, 4]);
});
