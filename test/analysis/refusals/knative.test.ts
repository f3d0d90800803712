import { objectRefusals } from '../../../src/analysis/refusals/objects';
import { showPath } from '../../../src/manifests';
import { manifestsIn } from '../../rules/check/judging';

function refusedIn(traffic: unknown): string[] {
  const [found] = manifestsIn(JSON.stringify({ apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'bff' }, spec: { traffic } })).objects;
  return objectRefusals(found)!.map(({ path, allowed, forbidden }) => `${showPath(path)}: ${allowed ?? forbidden}`);
}

test('percentages that add up to 100 are accepted, with and without tags', () => {
  expect(refusedIn(undefined)).toEqual([]);
  expect(refusedIn([])).toEqual([]);
  expect(refusedIn([{ latestRevision: true, percent: 100 }])).toEqual([]);
  expect(refusedIn([{ revisionName: 'bff-2', percent: 90 }, { revisionName: 'bff-1', latestRevision: false, percent: 10 }, { tag: 'v4', revisionName: 'bff-1' }])).toEqual([]);
});

test('other sums are refused', () => {
  expect(refusedIn([{ latestRevision: true, percent: 90 }, { revisionName: 'bff-1', percent: 20 }]))
    .toEqual(['spec.traffic: targets whose percentages add up to 100, not 110']);
  expect(refusedIn([{ tag: 'v4', revisionName: 'bff-1' }])).toEqual(['spec.traffic: targets whose percentages add up to 100, not 0']);
});

test('the sum is not checked if a percentage is not a number yet', () => {
  expect(refusedIn([{ latestRevision: true, percent: '{{ .Values.share }}' }])).toEqual([]);
});

test('a tag is a DNS label, and only one target has it', () => {
  const [first, second] = ['v4', 'v4'].map(tag => ({ tag, revisionName: 'bff-1', percent: 50 }));
  expect(refusedIn([first, second])).toEqual(['spec.traffic[1].tag: a tag that no other target has']);
  expect(refusedIn([{ tag: '4', latestRevision: true, percent: 100 }])).toEqual(['spec.traffic[0].tag: lower-case letters, digits and dashes, with a letter first']);
});

test('a target is a named revision or the latest one', () => {
  expect(refusedIn([{ revisionName: 'bff-1', latestRevision: true, percent: 100 }])).toEqual(['spec.traffic[0].latestRevision: beside revisionName']);
  expect(refusedIn([{ latestRevision: false, percent: 100 }])).toEqual(['spec.traffic[0].revisionName: the name of a revision, since latestRevision is false']);
});
