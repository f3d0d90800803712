import { isConstructName, isVersioned } from '../../../src/analysis/config/generated-names';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';
import { object, pod } from '../../rules/check/placement/violations-on';

test.each([
  'web-5h2m9k4d7t', 'web-bcdfghkmt2', 'web-0a1b2c', 'web.3f2a9c1e', 'web-123456', `web-1${'a'.repeat(63)}`, 'web-v12', 'web.v12', 'web-r3', 'web-1-4-2', 'web-1.4.2', 'web-2026-11-23', 'web-7', 'web.7', 'web-v1234567890',
  'web-config-v1',
])('%s changes with the content', name => {
  expect(isVersioned(name)).toBe(true);
});

test.each([
  'web', 'web-5h2m9k4d7', 'web-5h2m9k4d7tt', 'web-5h2m9k4d7a', 'web-5h2m9k3d7t', 'web5h2m9k4d7t', 'web-abcdef', 'web-0a1b2', `web-1${'a'.repeat(64)}`, 'web0a1b2c', 'v12', 'webv12', 'web-v', 'web-r', 'web-v12-config', 'web-1a',
  'xv12', 'web-s3', 'web-v12345678901', '0a1b2c3d', 'web-5h2m9k4d7t-x', 'web-0a1b2c-x', 'web-0a1b2g', 'web7',
])('%s does not change', name => {
  expect(isVersioned(name)).toBe(false);
});

describe('a name with the hash of a construct', () => {
  const is = (name: string, change: string): boolean => isConstructName(name, manifestsIn(exampleManifests(change)));
  const deployment = (name: string): string => object('apps/v1', 'Deployment', name, {
    spec: { selector: { matchLabels: { app: 'x' } }, template: { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'x', image: 'x:1' }] } } },
  });

  test.each([
    ['pods have the label of cdk8s-plus', pod({}, { metadata: { labels: { 'cdk8s.io/metadata.addr': 'a' } } }), true],
    ['a Deployment has such a name', deployment('shop-web-c81100ac'), true],
    ['neither is the case', deployment('shop-web'), false],
    ['only a ConfigMap has such a name', object('v1', 'ConfigMap', 'shop-config-c80b2a96'), false],
  ])('whether it counts as one if %s', (_, change, expected) => {
    expect(is('shop-config-c80b2a96', change)).toBe(expected);
    expect(is('shop-config-d80b2a96', change)).toBe(false);
    expect(is('shop-config', change)).toBe(false);
  });
});
