import { LoadPlan } from '../../../src/rehearse/load/load-plan';
import { connectionsFor, rateOf } from '../../../src/rehearse/load/streams';

const PLAN: LoadPlan = {
  origin: 'http://127.0.0.1',
  rate: 50,
  ramp: 5,
  streams: ['new', 'keep', 'slow'],
  requests: [{ path: '/' }],
  slowRequests: [{ path: '/slow' }],
  slowRate: 4,
  expect: [],
  timeout: 1000,
};

test('the streams together send the rate that was asked for', () => {
  expect(PLAN.streams.map(stream => rateOf(stream, PLAN))).toEqual([23, 23, 4]);
  expect(rateOf('keep', { ...PLAN, streams: ['keep'] })).toBe(50);
  expect(rateOf('new', { ...PLAN, streams: ['new', 'keep'] })).toBe(25);
});

test('kept-alive connections are several, and each is used about once a second', () => {
  expect([0.5, 1, 7.5, 25, 1000].map(connectionsFor)).toEqual([1, 1, 7, 20, 20]);
});
