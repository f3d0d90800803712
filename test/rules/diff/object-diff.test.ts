import { ManifestObject } from '../../../src/manifests';
import { diffObjects, updateOf } from '../../../src/rules/diff';
import { manifestsIn } from '../check/judging';

function object(name: string, namespace?: string, apiVersion = 'v1', kind = 'Service'): ManifestObject {
  return { apiVersion, kind, name, namespace, labels: {}, annotations: {}, json: {}, file: '', place: [], document: 0, lineOf: () => 1 };
}

/** The objects that are kept (by position), added and removed. */
function matched(before: ManifestObject[], after: ManifestObject[]) {
  const { kept, added, removed } = diffObjects(before, after);
  return {
    kept: kept.map(pair => [before.indexOf(pair.before), after.indexOf(pair.after)]),
    added: added.map(one => after.indexOf(one)),
    removed: removed.map(one => before.indexOf(one)),
  };
}

test('matches by kind, namespace and name, in any order', () => {
  const before = [object('a', 'shop'), object('b', 'shop'), object('a', 'blog'), object('a', 'shop', 'v1', 'ConfigMap')];
  const after = [object('a', 'shop', 'v1', 'ConfigMap'), object('a', 'blog'), object('c', 'shop'), object('a', 'shop')];
  expect(matched(before, after)).toEqual({ kept: [[3, 0], [2, 1], [0, 3]], added: [2], removed: [1] });
});

test('another version of an API group is the same object, another group is not', () => {
  expect(matched([object('a', 'shop', 'policy/v1beta1', 'PodDisruptionBudget')], [object('a', 'shop', 'policy/v1', 'PodDisruptionBudget')]).kept).toEqual([[0, 0]]);
  expect(matched([object('a', 'shop', 'serving.knative.dev/v1')], [object('a', 'shop')])).toEqual({ kept: [], added: [0], removed: [0] });
});

test.each([
  ['Deployment', 'apps/v1'], ['DaemonSet', 'apps/v1'], ['ReplicaSet', 'apps/v1'], ['Ingress', 'networking.k8s.io/v1'], ['NetworkPolicy', 'networking.k8s.io/v1'],
])('a %s that leaves the group extensions stays the same', (kind, apiVersion) => {
  expect(matched([object('a', 'shop', 'extensions/v1beta1', kind)], [object('a', 'shop', apiVersion, kind)]).kept).toEqual([[0, 0]]);
  expect(matched([object('a', undefined, 'extensions/v1beta1', kind)], [object('a', 'shop', apiVersion, kind)]).kept).toEqual([[0, 0]]);
});

test('a kind that was never in the group extensions is another one there', () => {
  expect(matched([object('a', 'shop', 'extensions/v1beta1', 'Service')], [object('a', 'shop')]).kept).toEqual([]);
});

test('an object that is in both groups stays in both', () => {
  const both = [object('a', 'shop', 'extensions/v1beta1', 'Deployment'), object('a', 'shop', 'apps/v1', 'Deployment')];
  expect(matched(both, [...both].reverse()).kept).toEqual([[1, 0], [0, 1]]);
  expect(matched([both[1]], both)).toEqual({ kept: [[0, 1]], added: [0], removed: [] });
});

test('a namespace that only one side states is the one of the other side', () => {
  expect(matched([object('a')], [object('a', 'shop')])).toEqual({ kept: [[0, 0]], added: [], removed: [] });
  expect(matched([object('a', 'shop')], [object('a')])).toEqual({ kept: [[0, 0]], added: [], removed: [] });
});

test('another namespace is another object', () => {
  expect(matched([object('a', 'blog')], [object('a', 'shop')])).toEqual({ kept: [], added: [0], removed: [0] });
});

test('an exact match comes first', () => {
  expect(matched([object('a'), object('a', 'shop')], [object('a', 'shop'), object('a', 'blog')])).toEqual({ kept: [[1, 0], [0, 1]], added: [], removed: [] });
});

test.each([[[0, 1]], [[1, 0]]])('among several candidates, none matches: %j', order => {
  const several = [object('a', 'shop'), object('a', 'blog')];
  expect(matched([object('a')], order.map(i => several[i]))).toEqual({ kept: [], added: [0, 1], removed: [0] });
  expect(matched(order.map(i => several[i]), [object('a')])).toEqual({ kept: [], added: [0], removed: [0, 1] });
});

test('an object with generateName is neither kept nor added nor removed', () => {
  expect(matched([object('migrate-*')], [object('migrate-*')])).toEqual({ kept: [], added: [], removed: [] });
});

test('two empty sides have no match', () => {
  expect(matched([], [])).toEqual({ kept: [], added: [], removed: [] });
});

describe('views', () => {
  const service = (name: string, kind = 'Service', apiVersion = 'v1') => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\nspec: { ports: [] }\n`;
  const before = manifestsIn([service('a'), service('b'), service('a', 'ConfigMap')].join('---\n'));
  const after = manifestsIn([service('c'), service('a'), service('a', 'ConfigMap')].join('---\n'));

  test('are matched like their objects', () => {
    const { services, objects } = updateOf(before, after);
    expect(services).toEqual({
      kept: [{ before: before.services[0], after: after.services[1] }], added: [after.services[0]], removed: [before.services[1]],
    });
    expect(objects.kept).toHaveLength(2);
  });

  test('that only one side has are neither kept nor added', () => {
    const ingress = (version: string) => manifestsIn(service('a', 'Ingress', `networking.k8s.io/${version}`));
    expect(updateOf(ingress('v1'), ingress('v1beta1')).routes).toEqual({ kept: [], added: [], removed: [] });
    expect(updateOf(ingress('v1beta1'), ingress('v1')).routes).toEqual({ kept: [], added: [], removed: [] });
  });
});
