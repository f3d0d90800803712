import { configFinder, isConfig } from '../../../src/analysis/config/config-objects';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, read } from '../../rules/check/judging';
import { all, object } from '../../rules/check/placement/violations-on';

test.each([
  ['v1', 'ConfigMap', true], ['v1', 'Secret', true], ['v1', 'Service', false], ['example.com/v1', 'ConfigMap', false], ['example.com/v1', 'Secret', false],
])('a %s %s is configuration: %s', (apiVersion, kind, is) => {
  const { objects } = manifestsIn(exampleManifests(object(apiVersion, kind, 'found', { spec: {} })));
  expect(isConfig(objects.find(({ name }) => name === 'found')!)).toBe(is);
});

describe('the object of a reference', () => {
  const find = (kind: 'ConfigMap' | 'Secret', name: string, ...parts: string[]) => {
    const { cluster } = read(exampleManifests(all(...parts)));
    return configFinder(cluster)(cluster.workloads[0], { kind, name });
  };

  test('a Secret with all its keys', () => {
    const secret = object('v1', 'Secret', 'a', { type: 'Opaque', data: { a: 'YQ==', b: 'YQ==' }, stringData: { b: 'b', c: 'c' }, immutable: true });
    expect(find('Secret', 'a', secret)).toMatchObject({ object: { kind: 'Secret', name: 'a' }, immutable: true, keys: new Set(['a', 'b', 'c']), type: 'Opaque' });
  });

  test('a ConfigMap with all its keys', () => {
    expect(find('ConfigMap', 'a', object('v1', 'ConfigMap', 'a', { data: { a: 'a' }, binaryData: { b: 'YQ==' } }))).toMatchObject({
      object: { kind: 'ConfigMap', name: 'a' }, immutable: false, keys: new Set(['a', 'b']), type: '',
    });
  });

  test('an empty object', () => {
    expect(find('ConfigMap', 'a', object('v1', 'ConfigMap', 'a'))).toMatchObject({ immutable: false, keys: new Set() });
    expect(find('ConfigMap', 'a', object('v1', 'ConfigMap', 'a', { immutable: 'yes', data: [] }))).toMatchObject({ immutable: false, keys: new Set() });
  });

  test.each([
    ['name', object('v1', 'ConfigMap', 'b')],
    ['kind', object('v1', 'Secret', 'a')],
    ['namespace', object('v1', 'ConfigMap', 'a', {}, { namespace: 'other' })],
    ['group', object('example.com/v1', 'ConfigMap', 'a')],
  ])('no object of another %s', (_, part) => {
    expect(find('ConfigMap', 'a', part)).toBeUndefined();
  });
});
