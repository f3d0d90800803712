import * as fc from 'fast-check';
import { withoutVersion } from '../../src/contracts';
import { runs } from '../property-runs';

const of = (servers: string[], paths: string[]) => ({
  kind: 'openapi' as const,
  text: JSON.stringify({ openapi: '3.0.3', servers: servers.map(url => ({ url })), paths: Object.fromEntries(paths.map(path => [path, {}])) }),
});
const addresses = (servers: string[], paths: string[], version: string) => {
  const { servers: urls, paths: items } = JSON.parse(withoutVersion(of(servers, paths), version).text);
  return [urls.map(({ url }: { url: string }) => url), Object.keys(items)];
};

test('removes the version from servers and from paths', () => {
  expect(addresses(['/v1', 'https://api.example.com/shop/v1', 'https://api.example.com/v1/'], ['/v1/a', '/v1', '/a/v1/b'], 'v1'))
    .toEqual([['/', 'https://api.example.com/shop', 'https://api.example.com/'], ['/a', '/', '/a/b']]);
});

test('leaves other segments, and other kinds of contracts', () => {
  expect(addresses(['/v10'], ['/v2/a', '/a'], 'v1')).toEqual([['/v10'], ['/v2/a', '/a']]);
  expect(withoutVersion({ kind: 'graphql', text: 'type Query { v1: Int }' }, 'v1').text).toBe('type Query { v1: Int }');
});

test('two versions that differ in their addresses only are equal', () => {
  const segment = fc.constantFrom('a', 'b', '{id}', 'v10');
  const someSegments = fc.array(fc.array(segment, { minLength: 1, maxLength: 3 }), { maxLength: 4 });
  fc.assert(fc.property(someSegments, fc.boolean(), (paths, isInServers) => {
    const contractOf = (version: string) => of(isInServers ? [`/${version}`] : ['/'], paths.map(parts => `${isInServers ? '' : `/${version}`}/${parts.join('/')}`));
    expect(withoutVersion(contractOf('v1'), 'v1').text).toBe(withoutVersion(contractOf('v2'), 'v2').text);
  }), { numRuns: runs(100) });
});
