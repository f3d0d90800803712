import { hostsFor, isBelow } from '../../../src/analysis/traffic/paths-and-hosts';

test('a host matches itself, then a wildcard of each domain, then any host', () => {
  expect(hostsFor('a.b.example.com')).toEqual(['a.b.example.com', '*.b.example.com', '*.example.com', '*.com', '']);
  expect(hostsFor('*.example.com')).toEqual(['*.example.com', '*.example.com', '*.com', '']);
  expect(hostsFor('')).toEqual(['']);
});

test.each([
  ['/v1', '/v1', true], ['/v1', '/v1/', true], ['/v1', '/v1/x', true], ['/v1/', '/v1', true], ['/v1/', '/v1/x', true], ['/', '/x', true], ['', '/', true],
  ['/v1', '/v10', false], ['/v1', '/V1', false], ['/v1', '/', false], ['/v1/x', '/v1', false], ['/v1/x', '/v1/xy', false],
])('the prefix %s and the path %s: %s', (prefix, path, below) => {
  expect(isBelow(prefix, path)).toBe(below);
});
