import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judged, POLICY, TARGET } from './judging';
import { clustersOf, readManifests } from '../../../src/manifests';
import { judge } from '../../../src/rules';

// Healthy services in different styles: an error would be a false alarm.

const FOLDER = join(__dirname, '../../fixtures/clean');
const FILES = readdirSync(FOLDER).filter(file => file.endsWith('.yaml'));

test('there are at least ten different styles of a healthy service', () => {
  expect(FILES.length).toBeGreaterThanOrEqual(10);
});

test.each(FILES)('%s has no error', file => {
  const { findings } = judged(readFileSync(join(FOLDER, file), 'utf8'));
  expect(findings.filter(({ severity }) => severity === 'error').map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
});

test('all of them together have no error either', () => {
  const { clusters } = clustersOf(readManifests([FOLDER]).objects);
  const found = clusters.flatMap(cluster => judge(cluster, TARGET, POLICY).findings);
  expect(found.filter(({ severity }) => severity === 'error').map(({ rule, object, message }) => `${object.name} ${rule.id}: ${message}`)).toEqual([]);
});
