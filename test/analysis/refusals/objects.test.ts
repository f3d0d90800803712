import { objectRefusals } from '../../../src/analysis/refusals/objects';
import { showPath } from '../../../src/manifests';
import { manifestsIn } from '../../rules/check/judging';

function refusedIn(object: object): string[] {
  const [found] = manifestsIn(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, ...object })).objects;
  return objectRefusals(found)!.map(({ path, allowed }) => `${showPath(path)}: ${allowed}`);
}

const LIMIT = 256 * 1024;

test('annotations of 256 KiB with their keys are accepted, and one byte more is refused', () => {
  const annotated = (size: number) => ({ metadata: { name: 'a', annotations: { a: 'x'.repeat(size - 2), b: '' } } });
  expect(refusedIn(annotated(LIMIT))).toEqual([]);
  expect(refusedIn(annotated(LIMIT + 1))).toEqual(['metadata.annotations: at most 256 KiB in total']);
});

test('annotations of pods are measured too', () => {
  const pods = { metadata: { annotations: { a: 'ä'.repeat(LIMIT / 2) } } };
  expect(refusedIn({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { selector: { matchLabels: { a: 'b' } }, template: pods } }))
    .toEqual(['spec.template.metadata.annotations: at most 256 KiB in total']);
});

test('the key of an annotation may have capital letters in its domain, but no spaces', () => {
  expect(refusedIn({ metadata: { name: 'a', annotations: { 'Example.com/Owner': 'x', 'the owner': 'x' } } }))
    .toEqual([expect.stringContaining("metadata.annotations['the owner']: at most 63 letters, digits, dashes, dots and underscores")]);
});

test.each(['a b', '..', 'a/b', 'ä'])('a ConfigMap and a Secret cannot have the key %j', key => {
  expect(refusedIn({ data: { [key]: 'eA==' } })).toEqual([expect.stringContaining('at most 253 letters')]);
  expect(refusedIn({ kind: 'Secret', stringData: { [key]: 'x' } })).toEqual([expect.stringContaining('at most 253 letters')]);
});

test('a ConfigMap and a Secret hold 1 MiB, whether encoded or not', () => {
  const [full, encoded] = ['x'.repeat(1024 * 1024), 'eHh4'.repeat(1024 * 1024 / 3)];
  expect(refusedIn({ data: { a: full } })).toEqual([]);
  expect(refusedIn({ data: { a: full, b: 'x' } })).toEqual(['data: at most 1 MiB in total']);
  expect(refusedIn({ binaryData: { a: encoded } })).toEqual([]);
  expect(refusedIn({ kind: 'Secret', data: { a: encoded } })).toEqual([]);
  expect(refusedIn({ kind: 'Secret', stringData: { a: `${full}x` } })).toEqual(['data: at most 1 MiB in total']);
});
