import { PLATFORMS } from '../../src/analysis/cluster-profile';
import { NODE_DRAIN_TIMEOUTS } from '../../src/lifecycle';

test('the platforms are those with known limits', () => {
  expect(PLATFORMS.map(platform => NODE_DRAIN_TIMEOUTS[platform])).toEqual([900, 1800, 3600]);
});
