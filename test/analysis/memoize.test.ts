import { onceInCluster, oncePerPair, Pair } from '../../src/analysis/memoize';
import { ManifestObject, ManifestSet } from '../../src/manifests';

test('the value of an object is computed once in each cluster', () => {
  const compute = jest.fn(({ name }: ManifestObject, { files }: ManifestSet) => `${name} of ${files[0]}`);
  const asked = onceInCluster(compute);
  const object = { name: 'web' } as ManifestObject;
  const clusters = ['dev', 'prod'].map(file => ({ files: [file] }) as unknown as ManifestSet);
  expect([...clusters, ...clusters].map(cluster => asked(object, cluster))).toEqual(['web of dev', 'web of prod', 'web of dev', 'web of prod']);
  expect(compute).toHaveBeenCalledTimes(2);
});

describe('the value of an object and its previous state', () => {
  const object = (name: string): ManifestObject => ({ name }) as ManifestObject;
  const [v1, v2, v3] = ['v1', 'v2', 'v3'].map(object);

  test('is computed once for each pair, even if it is undefined', () => {
    const compute = jest.fn(({ before, after }: Pair) => before.name === 'v2' ? undefined : `${before.name} to ${after.name}`);
    const asked = oncePerPair(compute);
    const pairs = [{ before: v1, after: v2 }, { before: v2, after: v3 }];
    expect([...pairs, ...pairs].map(asked)).toEqual(['v1 to v2', undefined, 'v1 to v2', undefined]);
    expect(compute).toHaveBeenCalledTimes(2);
  });

  test('is computed again for another previous state', () => {
    const asked = oncePerPair(({ before, after }: Pair) => `${before.name} to ${after.name}`);
    expect([v1, v2, v1].map(before => asked({ before, after: v3 }))).toEqual(['v1 to v3', 'v2 to v3', 'v1 to v3']);
  });
});
