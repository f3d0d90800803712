import { checksumsOf, hasNewChecksum } from '../../../src/analysis/config/checksums';
import { ManifestObject } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';
import { pod } from '../../rules/check/placement/violations-on';

type Json = Readonly<Record<string, unknown>>;

const deployment = (metadata: Json, spec: Json = {}): ManifestObject =>
  manifestsIn(exampleManifests(pod(spec, { metadata }))).workloads[0].object;
const checksums = (metadata: Json, spec: Json = {}): object => Object.fromEntries(checksumsOf(deployment(metadata, spec)));
const variables = (...env: Json[]): Json => ({ containers: [{ name: 'web', env }] });

test.each([
  'checksum/config', 'example.com/config-hash', 'example.com/configDigest', 'config-sha256', 'sha1', 'sha', 'sha256', 'example.com/sha', 'sha-1', 'SHA', 'config-version', 'configRevision', 'CHECKSUM', 'my.config.version',
])('%s is a checksum', key => {
  expect(checksums({ annotations: { [key]: 'abc' } })).toEqual({ [`annotations ${key}`]: 'abc' });
});

test.each(['share', 'sha512x', 'sha2', 'sha25', 'sha256sum', 'ashab', 'asha', 'revision', 'version', 'version-config', 'prometheus.io/scrape', 'example.com/version', 'pod-template-hash', 'controller-revision-hash'])('%s is not a checksum', key => {
  expect(checksums({ annotations: { [key]: 'abc' }, labels: { [key]: 'abc' } })).toEqual({});
});

test('labels, annotations and variables are distinguished', () => {
  expect(checksums({ labels: { 'config-hash': 'a', 'app': 'web' }, annotations: { 'config-hash': 'b' } }, variables({ name: 'config-hash', value: 'c' }))).toEqual({
    'annotations config-hash': 'b', 'labels config-hash': 'a', 'env config-hash': 'c',
  });
});

test('a checksum without a value counts, but not as a variable', () => {
  const reference = { name: 'CONFIG_HASH', valueFrom: { configMapKeyRef: { name: 'c', key: 'hash' } } };
  expect(checksums({ annotations: { checksum: '' } }, variables({ name: 'CHECKSUM', value: '' }, reference, { value: 'x' }))).toEqual({ 'annotations checksum': '' });
});

test('the variables of all containers count', () => {
  const env = (name: string): object[] => [{ name, value: 'a' }];
  expect(checksums({}, { containers: [{ name: 'web', env: env('HASH_A') }, { name: 'other', image: 'other:1', env: env('HASH_B') }] })).toEqual({ 'env HASH_A': 'a', 'env HASH_B': 'a' });
});

test('an annotation of the Deployment itself is not a checksum of its pods', () => {
  const [{ object }] = manifestsIn(exampleManifests('kind: Deployment\nmetadata: { annotations: { checksum/config: a }, labels: { config-hash: a } }\n')).workloads;
  expect(checksumsOf(object).size).toBe(0);
});

test.each([
  ['none', {}, {}, false],
  ['the same', { checksum: 'a' }, { checksum: 'a' }, false],
  ['another', { checksum: 'a' }, { checksum: 'b' }, true],
  ['a new one', {}, { checksum: 'a' }, true],
  ['one fewer', { checksum: 'a', hash: 'b' }, { hash: 'b' }, false],
  ['another of two', { checksum: 'a', hash: 'b' }, { checksum: 'a', hash: 'c' }, true],
  ['another annotation', { note: 'a' }, { note: 'b' }, false],
])('whether a template with checksums that are %s has a new one', (_, before, after, is) => {
  expect(hasNewChecksum({ before: deployment({ annotations: before }), after: deployment({ annotations: after }) })).toBe(is);
});
