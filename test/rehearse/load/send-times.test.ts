import * as fc from 'fast-check';
import { dueAfter, dueWithin } from '../../../src/rehearse/load/send-times';
import { runs } from '../../property-runs';

const RATE = fc.integer({ min: 1, max: 1000 });
const RAMP = fc.integer({ min: 0, max: 30 });
const INDEX = fc.double({ min: 0, max: 100_000, noNaN: true });

test('without a ramp, requests are sent at equal distances from the start', () => {
  expect([0, 1, 2, 50].map(index => dueAfter(index, 50, 0))).toEqual([0, 20, 40, 1000]);
});

test('a ramp of 5 s to 50 a second sends half as many in its time, and the full rate after it', () => {
  expect([0, 125, 126, 175].map(index => dueAfter(index, 50, 5))).toEqual([0, 5000, 5020, 6000]);
  expect([5, 6].map(seconds => dueWithin(seconds, 50, 5))).toEqual([125, 175]);
});

test('no two requests of a stream are sent closer together than the rate says', () => {
  fc.assert(fc.property(INDEX, RATE, RAMP, (index, rate, ramp) => {
    expect(dueAfter(index + 1, rate, ramp) - dueAfter(index, rate, ramp)).toBeGreaterThanOrEqual(1000 / rate - 1e-6);
  }), { numRuns: runs(1000) });
});

test('as many requests are due within a time as have a time within it', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), RATE, RAMP, (count, rate, ramp) => {
    const seconds = dueAfter(count, rate, ramp) / 1000;
    expect(Math.abs(dueWithin(seconds, rate, ramp) - count)).toBeLessThanOrEqual(1);
  }), { numRuns: runs(1000) });
});
