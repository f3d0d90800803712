import fc from 'fast-check';
import { isBefore, NGINX_ASKS_FOR_QUIT } from '../../../src/analysis/pod/image-signals';
import { runs } from '../../property-runs';

test.each([
  ['nginx:1.19.4', true], ['nginx:1.19.5', false], ['nginx:1.19.6', false], ['nginx:1.18.9', true], ['nginx:1.20.0', false], ['nginx:0.20.6', true],
  ['nginx:2.0.0', false], ['nginx:1.18', true], ['nginx:1.19', false], ['nginx:1.20', false],
  ['nginx:1.19.4-alpine', true], ['nginx:1.19.4alpine', true], ['nginx:1.9.10', true], ['nginx:1.19.10', false],
  ['nginx:1.19.4.1', false], ['nginx:1', false], ['nginx:v1.18', false], ['nginx:latest', false], ['nginx', false], ['nginx@sha256:01', false],
])('%s is before 1.19.5: %s', (image, is) => {
  expect(isBefore(image, NGINX_ASKS_FOR_QUIT)).toBe(is);
});

test('of two versions, the one with the smaller first difference comes first', () => {
  const version = fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 }), fc.nat({ max: 30 }));
  fc.assert(fc.property(version, version, (one, other) => {
    const order = ([major, minor, patch]: readonly number[]): number => (major * 100 + minor) * 100 + patch;
    expect(isBefore(`nginx:${one.join('.')}`, other)).toBe(order(one) < order(other));
    expect(isBefore(`nginx:${one.join('.')}`, one)).toBe(false);
  }), { numRuns: runs(200) });
});
