import { clustersOf, ManifestSet, parseManifests } from '../../../../src/manifests';
import { updateOf } from '../../../../src/rules/diff';
import { replacementsOf } from '../../../../src/rules/diff/identity/replacements';

/** Deployments whose pods and selectors have these labels. */
function deployments(names: readonly string[], pods: object = { app: 'web' }, selector: object = pods): ManifestSet {
  const text = names.map(name => JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { selector: { matchLabels: selector }, template: { metadata: { labels: pods }, spec: { containers: [{ name: 'web', image: 'web:1' }] } } },
  })).join('\n---\n');
  return clustersOf(parseManifests('a.yaml', text).objects).clusters[0];
}

function replaced(before: ManifestSet, after: ManifestSet): string[] {
  return [...replacementsOf(updateOf(before, after)).values()].map(found => `${found.before.name} ${found.after.name}`);
}

test('of several with the same labels, each replaces one', () => {
  expect(replaced(deployments(['a', 'b', 'c']), deployments(['x', 'y', 'z']))).toEqual(['a x', 'b y', 'c z']);
});

test('one replaces several only where there are too few', () => {
  expect(replaced(deployments(['a', 'b', 'c']), deployments(['x', 'y']))).toEqual(['a x', 'b y', 'c x']);
});

test('the labels of pods count before those of the selector', () => {
  const before = deployments(['a', 'b'], { app: 'web', part: 'api' }, { app: 'web' });
  const after = deployments(['x'], { app: 'web', part: 'other' }, { app: 'web' });
  const alike = deployments(['y'], { app: 'web', part: 'api' }, { app: 'web' });
  const all = clustersOf([...after.objects, ...alike.objects.map(object => ({ ...object, document: 1 }))]).clusters[0];
  expect(replaced(before, all)).toEqual(['a y', 'b x']);
});
