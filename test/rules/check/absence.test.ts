import { read, TARGET } from './judging';
import { RULES } from '../../../src/rules';
import { exampleManifests } from '../../../src/rules/examples';

// Objects that are missing may be in a document that could not be read, or are created by objects in the manifests.

const OF_PODS = ['dangling-service', 'pdb-matches-no-pods', 'networkpolicy-misses-pods', 'networkpolicy-denies-all', 'dangling-route'];
const OF_DOCUMENTS = [...OF_PODS, 'config-not-found', 'target-port-not-found', 'target-port-not-found', 'readiness-gate-without-controller', 'pdb-missing', 'lb-readiness-gate-missing'];

function violationsWith(id: string, more: string): unknown[] {
  const rule = RULES.find(each => each.id === id)!;
  const { cluster } = read(`${exampleManifests(rule.examples.failing)}${more}`);
  return rule.judge(cluster, { ...TARGET, ...rule.examples.profile }).flatMap(({ violations }) => violations);
}

test.each(OF_DOCUMENTS)('%s reports nothing while a document of the set cannot be read', id => {
  expect(violationsWith(id, '')).not.toEqual([]);
  expect(violationsWith(id, '---\n[\n')).toEqual([]);
});

const MAKERS: [string, string][] = [
  ['an operator has a custom resource', 'apiVersion: example.com/v1\nkind: Database\nmetadata: { name: a, namespace: shop }\n'],
  ['an operator brings its definitions', 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a }\nspec: { group: example.com, names: { kind: Database } }\n'],
  ['a Role allows to create pods', 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: a, namespace: shop }\nrules: [{ apiGroups: [""], resources: [pods], verbs: [create] }]\n'],
  ['a HelmRelease installs a chart', 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: a, namespace: shop }\n'],
  ['an Application of Argo CD installs something', 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a, namespace: argocd }\nspec: { destination: { namespace: shop } }\n'],
];

describe.each(MAKERS)('where %s', (_, maker) => {
  test.each(OF_PODS)('%s reports nothing', id => {
    expect(violationsWith(id, `---\n${maker}`)).toEqual([]);
  });

  test('a targetPort that the only pods of a Service lack is still found', () => {
    expect(violationsWith('target-port-not-found', `---\n${maker}`)).toHaveLength(1);
  });
});

test('a Service that may also select pods of an operator may find its targetPort there', () => {
  const wide = '---\napiVersion: v1\nkind: Service\nmetadata: { name: all, namespace: shop }\nspec: { selector: { part: shop }, ports: [{ port: 1, targetPort: db }] }\n';
  const pods = '---\napiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: shop, labels: { part: shop } }\nspec: { containers: [{ name: a, image: a }] }\n';
  expect(violationsWith('target-port-not-found', `${wide}${pods}`)).toHaveLength(2);
  expect(violationsWith('target-port-not-found', `${wide}${pods}---\n${MAKERS[0][1]}`)).toHaveLength(1);
});

test('a pod that helm test runs does not count as a pod of the release', () => {
  const pods = (annotations: string) => `---
apiVersion: v1
kind: Pod
metadata: { name: web-test-connection, namespace: shop, labels: { app: web }, annotations: ${annotations} }
spec: { restartPolicy: Never, containers: [{ name: wget, image: 'busybox:1.36' }] }
`;
  const selectedWith = (annotations: string) => [...read(`${exampleManifests('')}${pods(annotations)}`).cluster.selected.values()].map(found => found.length);
  expect(['helm.sh/hook: test', 'helm.sh/hook: test-success', 'helm.sh/hook: "post-upgrade, test"'].map(hook => selectedWith(`{ ${hook} }`))).toEqual([[1, 1], [1, 1], [1, 1]]);
  expect(['helm.sh/hook: pre-install', 'note: test', 'helm.sh/hook: latest'].map(hook => selectedWith(`{ ${hook} }`))).toEqual([[2, 2], [2, 2], [2, 2]]);
});
