import { Chart, Testing } from 'cdk8s';
import { ImmutableConfigMap } from '../../src';
import { chartIn } from '../manifests';

const manifestOf = (data: { [key: string]: string }, name?: string): any => {
  const chart = chartIn();
  new ImmutableConfigMap(chart, 'settings', { data, name });
  return Testing.synth(Chart.of(chart))[0];
};

test('the name changes with the content, and not with the order of its keys', () => {
  const { metadata: { name }, data, immutable } = manifestOf({ a: '1', b: '2' });
  expect(name).toMatch(/^settings-[0-9a-f]{10}$/);
  expect(data).toEqual({ a: '1', b: '2' });
  expect(immutable).toBe(true);
  expect(manifestOf({ b: '2', a: '1' }).metadata.name).toBe(name);
  expect(manifestOf({ a: '1', b: '3' }).metadata.name).not.toBe(name);
  expect(manifestOf({ a: '1', b: '2' }, 'web').metadata.name).toBe(name.replace('settings', 'web'));
});

test.each([{ a: 1 }, null, undefined, 'text', ['a']])('fails when the content is %j', data => {
  expect(() => manifestOf(data as any)).toThrow("[test/settings] 'data' must be an object of strings.");
});

test('fails when a key is invalid', () => {
  expect(() => manifestOf({ 'a b': '1' })).toThrow("[test/settings] 'data' has the key \"a b\". Allowed: letters, digits, dashes, dots and underscores. ");
});
