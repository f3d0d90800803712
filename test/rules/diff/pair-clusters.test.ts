import { clustersOf, ManifestSet, parseManifests } from '../../../src/manifests';
import { ClusterPair, objectsOf, pairedClusters } from '../../../src/rules/diff';

const NAMES = { before: (file: string) => file.replace('old/', ''), after: (file: string) => file.replace('new/', '') };

function clusters(...files: string[]): ManifestSet[] {
  return clustersWith({}, ...files);
}

function clustersWith(versions: Readonly<Record<string, string>>, ...files: string[]): ManifestSet[] {
  const config = (file: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${file.includes('shared') ? 'shared' : 'web'} }\n`
    + `data: { version: "${versions[file] ?? file}" }\n`;
  return clustersOf(files.flatMap(file => parseManifests(file, config(file)).objects)).clusters;
}

function filesOf(pairs: ClusterPair[]): (string | undefined)[][] {
  return pairs.map(({ before, after }) => [before?.files.join(), after?.files.join()]);
}

test('one cluster on each side is a pair, whatever its files are called', () => {
  expect(filesOf(pairedClusters(clusters('old/a.yaml'), clusters('new/b.yaml'), NAMES))).toEqual([['old/a.yaml', 'new/b.yaml']]);
});

test('several clusters are paired by the files that only they have, in any order', () => {
  expect(filesOf(pairedClusters(clusters('old/dev.yaml', 'old/prod.yaml', 'old/shared.yaml'), clusters('new/prod.yaml', 'new/dev.yaml', 'new/shared.yaml'), NAMES)))
    .toEqual([['old/dev.yaml,old/shared.yaml', 'new/dev.yaml,new/shared.yaml'], ['old/prod.yaml,old/shared.yaml', 'new/prod.yaml,new/shared.yaml']]);
});

test('a cluster that only one side has is new or removed', () => {
  expect(filesOf(pairedClusters(clusters('old/dev.yaml', 'old/stage.yaml'), clusters('new/dev.yaml', 'new/prod.yaml'), NAMES)))
    .toEqual([['old/dev.yaml', 'new/dev.yaml'], [undefined, 'new/prod.yaml'], ['old/stage.yaml', undefined]]);
  expect(filesOf(pairedClusters(clusters('old/dev.yaml'), clusters('new/dev.yaml', 'new/prod.yaml'), NAMES)))
    .toEqual([['old/dev.yaml', 'new/dev.yaml'], [undefined, 'new/prod.yaml']]);
});

test('a version that reaches dev first and prod later is paired for each cluster in turn', () => {
  const same = { 'old/dev.yaml': '1', 'old/prod.yaml': '1', 'new/dev.yaml': '2', 'new/prod.yaml': '2' };
  const next = (version: string) => ({ ...same, 'new/dev.yaml': '2', 'old/dev.yaml': '2', 'new/prod.yaml': version });
  const both = (side: string) => [`${side}/dev.yaml`, `${side}/prod.yaml`];
  expect(filesOf(pairedClusters(clustersWith(same, ...both('old')), clustersWith(next('1'), ...both('new')), NAMES)))
    .toEqual([['old/dev.yaml,old/prod.yaml', 'new/dev.yaml'], ['old/dev.yaml,old/prod.yaml', 'new/prod.yaml']]);
  expect(filesOf(pairedClusters(clustersWith(next('2'), ...both('old')), clustersWith(same, ...both('new')), NAMES)))
    .toEqual([['old/dev.yaml', 'new/dev.yaml,new/prod.yaml'], ['old/prod.yaml', 'new/dev.yaml,new/prod.yaml']]);
});

test('an empty side is one empty cluster', () => {
  expect(pairedClusters([], clusters('new/a.yaml'), NAMES)).toMatchObject([{ before: undefined }]);
});

test('an object of a file that several clusters share is listed once', () => {
  const both = clusters('old/dev.yaml', 'old/prod.yaml', 'old/shared.yaml');
  expect(objectsOf([...both, undefined]).map(({ file }) => file).sort()).toEqual(['old/dev.yaml', 'old/prod.yaml', 'old/shared.yaml']);
});
