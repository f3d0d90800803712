import { mayHaveForeignPods } from '../../../src/analysis/traffic/foreign-pods';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, read } from '../../rules/check/judging';

/** Which of some namespaces may have pods that nobody here knows. */
function foreign(change: string): (string | undefined)[] {
  const manifests = manifestsIn(exampleManifests(change));
  return ['shop', 'infra', 'else', undefined].filter(namespace => mayHaveForeignPods(manifests, namespace));
}

function custom(apiVersion: string, kind: string, spec = 'a: b', namespace: string | null = 'infra'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: ${namespace} }\nspec: { ${spec} }\n`;
}

const EVERYWHERE = ['shop', 'infra', 'else', undefined];

test('a service by itself makes all of its pods', () => {
  expect(foreign('')).toEqual([]);
});

test.each([
  ['example.com/v1', 'Database'], ['monitoring.coreos.com/v1', 'Prometheus'], ['grafana.integreatly.org/v1beta1', 'Grafana'], ['keda.sh/v1alpha1', 'ScaledJob'],
  ['argoproj.io/v1alpha1', 'Workflow'], ['cluster.x-k8s.io/v1beta1', 'Machine'], ['infra.cluster.x-k8s.io.k8s.io/v1', 'Machine'],
  ['gateway.networking.k8s.io/v1', 'Gateway'], ['example.com/v1', 'Gateway'], ['k8s.io.example.com/v1', 'Database'], ['example-k8s.io/v1', 'Database'],
  ['bitnami.com/v1', 'MySealedSecret'], ['operator.victoriametrics.com/v1beta1', 'VMAgent'], ['example.com/v1', 'ApplicationSets'],
])('an object of %s that is a %s may bring pods to its namespace, and to no other', (apiVersion, kind) => {
  expect(foreign(custom(apiVersion, kind))).toEqual(['infra']);
});

test('an object without a namespace, beside some that say theirs, is of the whole cluster and may bring pods anywhere', () => {
  expect(foreign(custom('example.com/v1', 'Database', 'a: b', null))).toEqual(EVERYWHERE);
});

test('an object without a namespace, where none says its own, brings pods to where they all come', () => {
  const manifests = manifestsIn(custom('example.com/v1', 'Database', 'a: b', null));
  expect([mayHaveForeignPods(manifests, undefined), mayHaveForeignPods(manifests, 'shop')]).toEqual([true, false]);
});

describe('a CustomResourceDefinition', () => {
  const definition = (group: string, kind: string) =>
    `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a, namespace: null }\nspec: { group: ${group}, names: { kind: ${kind} } }\n`;

  test('of an operator tells that pods may be made anywhere', () => {
    expect(foreign(definition('storage.example.com', 'Volume'))).toEqual(EVERYWHERE);
  });

  test.each([['cert-manager.io', 'Certificate'], ['gateway.networking.k8s.io', 'HTTPRoute']])('of %s and kind %s tells nothing', (group, kind) => {
    expect(foreign(definition(group, kind))).toEqual([]);
  });
});

describe('what may make pods by its role, beside the manifests', () => {
  const role = (kind: string, rule: string, namespace: string | null = 'infra') =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: a, namespace: ${namespace} }\nrules: [{ apiGroups: [""], ${rule} }]\n`;

  test.each(['resources: [pods], verbs: [get, create]', 'resources: [deployments], verbs: ["*"]', 'resources: ["*"], verbs: [create]'])('does so in the namespace of a Role with %s', rule => {
    expect(foreign(role('Role', rule))).toEqual(['infra']);
  });

  test('does so anywhere with a ClusterRole', () => {
    expect(foreign(role('ClusterRole', 'resources: [jobs], verbs: [create]', null))).toEqual(EVERYWHERE);
  });

  test.each(['resources: [pods], verbs: [get, list, delete]', 'resources: [pods/exec, pods/eviction], verbs: [create]', 'resources: [events], verbs: ["*"]'])('is none with %s', rule => {
    expect([...foreign(role('Role', rule)), ...foreign(role('ClusterRole', rule, null))]).toEqual([]);
  });
});

test('what could not be read may hold pods of any namespace', () => {
  const { cluster } = read(`${exampleManifests('')}---\n[\n`);
  expect(mayHaveForeignPods(cluster, 'else')).toBe(true);
});

test.each([
  ['v1', 'ConfigMap'], ['batch/v1', 'Something'], ['networking.k8s.io/v1', 'NetworkPolicy'], ['gateway.networking.k8s.io/v1', 'GRPCRoute'],
  ['cert-manager.io/v1', 'Certificate'], ['networking.istio.io/v1', 'Gateway'], ['monitoring.coreos.com/v1', 'ServiceMonitor'], ['keda.sh/v1alpha1', 'ScaledObject'],
  ['argoproj.io/v1alpha1', 'AppProject'], ['secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass'], ['bitnami.com/v1alpha1', 'SealedSecret'],
])('an object of %s that is a %s brings no pods', (apiVersion, kind) => {
  expect(foreign(custom(apiVersion, kind))).toEqual([]);
});

test('an object with a pod template makes no pods but those', () => {
  expect(foreign(custom('example.com/v1', 'Database', 'template: { metadata: { labels: { app: db } }, spec: { containers: [] } }'))).toEqual([]);
});

test('the name of a group is never one that all objects have', () => {
  expect(foreign(custom('constructor/v1', 'Database'))).toEqual([]);
});

describe('an object that installs an application', () => {
  const flux = 'helm.toolkit.fluxcd.io/v2';
  const kustomize = 'kustomize.toolkit.fluxcd.io/v1';
  const argo = 'argoproj.io/v1alpha1';

  test.each([
    [flux, 'HelmRelease', 'targetNamespace: shop'],
    ['helm.cattle.io/v1', 'HelmChart', 'targetNamespace: shop'],
    [kustomize, 'Kustomization', 'targetNamespace: shop'],
    [argo, 'Application', 'destination: { namespace: shop }'],
    ['fleet.cattle.io/v1alpha1', 'GitRepo', 'targetNamespace: shop'],
  ])('of %s that is a %s brings pods to its own namespace and that where it says so', (apiVersion, kind, spec) => {
    expect(foreign(custom(apiVersion, kind, spec))).toEqual(['shop', 'infra']);
  });

  test.each([[flux, 'HelmRelease'], ['helm.cattle.io/v1', 'HelmChart']])('of %s that is a %s brings pods to its own namespace if it says no other', (apiVersion, kind) => {
    expect(foreign(custom(apiVersion, kind))).toEqual(['infra']);
  });

  test.each([
    ['a Kustomization that says no namespace', custom(kustomize, 'Kustomization')],
    ['a GitRepo of Fleet that says no namespace', custom('fleet.cattle.io/v1alpha1', 'GitRepo')],
    ['an Application that says no namespace', custom(argo, 'Application', 'destination: { server: a }')],
    ['an Application with a namespace where only others have it', custom(argo, 'Application', 'targetNamespace: shop')],
    ['an ApplicationSet, whose namespace may be a template', custom(argo, 'ApplicationSet', 'destination: { namespace: shop }, targetNamespace: shop')],
    ['a HelmRelease of which nobody says the namespace', custom(flux, 'HelmRelease', 'a: b', null)],
  ])('may bring pods anywhere: %s', (_, change) => {
    expect(foreign(change)).toEqual(EVERYWHERE);
  });
});
