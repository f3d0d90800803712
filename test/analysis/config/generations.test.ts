import { generationBase, generationKey, generations } from '../../../src/analysis/config/generations';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';
import { all, object, pod } from '../../rules/check/placement/violations-on';

const CLEAN = manifestsIn(exampleManifests(''));
const FROM_CDK8S = manifestsIn(exampleManifests(pod({}, { metadata: { labels: { 'cdk8s.io/metadata.addr': 'web' } } })));

test.each([
  ['web-config-5h2m9k4d7t', 'web-config'], ['web-config-0123abcd', 'web-config'], ['web-config-v12', 'web-config'], ['web-config-1-4-2', 'web-config'], ['web.config.1.4.2', 'web.config'],
  ['web-1-config-v2', 'web-1-config'], ['1-2', '1'], ['web-v1-v2', 'web'],
  ['web-config', undefined], ['v1', undefined], ['web', undefined], ['', undefined],
])('the generations of %s share the name %s', (name, base) => {
  expect(generationBase(name, CLEAN)).toBe(base);
  expect(generationBase(name, FROM_CDK8S)).toBe(base);
});

test('a hash that looks like that of a construct is a hash of the content only in manifests of other tools', () => {
  expect(generationBase('web-config-c8a1b2c3', CLEAN)).toBe('web-config');
  expect(generationBase('web-config-c8a1b2c3', FROM_CDK8S)).toBeUndefined();
});

test('a name that consists only of versions keeps its first part', () => {
  expect(generationBase('-1-2', CLEAN)).toBe('-1');
});

test('generations are counted by kind, namespace and name', () => {
  const config = (name: string, kind = 'ConfigMap', metadata = {}): string => object('v1', kind, name, {}, metadata);
  const manifests = manifestsIn(exampleManifests(all(
    config('web-config-v1'), config('web-config-v2'), config('web-config-v3'), config('web-config'), config('web-config-v1', 'Secret'), config('web-config-v9', 'ConfigMap', { namespace: 'other' }),
    config('other-v1'), object('example.com/v1', 'ConfigMap', 'web-config-v4'),
  )));
  const key = (kind: string, namespace: string, base: string): string => generationKey({ kind, namespace }, base);
  expect(Object.fromEntries(generations(manifests))).toEqual({
    [key('ConfigMap', 'shop', 'web-config')]: 3, [key('Secret', 'shop', 'web-config')]: 1, [key('ConfigMap', 'other', 'web-config')]: 1, [key('ConfigMap', 'shop', 'other')]: 1,
  });
  expect(new Set([key('a', 'b', 'c'), key('x', 'b', 'c'), key('a', 'x', 'c'), key('a', 'b', 'x')]).size).toBe(4);
});
