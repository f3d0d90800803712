import { mayHaveForeignPods } from '../../../src/analysis/traffic/foreign-pods';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, read } from '../../rules/check/judging';

/** The namespaces that may have pods that are not in the manifests. */
function foreign(change: string): (string | undefined)[] {
  const manifests = manifestsIn(exampleManifests(change));
  return ['shop', 'infra', 'else', undefined].filter(namespace => mayHaveForeignPods(manifests, namespace));
}

function custom(apiVersion: string, kind: string, spec = 'a: b', namespace: string | null = 'infra'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: ${namespace} }\nspec: { ${spec} }\n`;
}

const EVERYWHERE = ['shop', 'infra', 'else', undefined];

test('a service alone has no other pods', () => {
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

test('an object without a namespace, beside some that set theirs, is of the whole cluster and may bring pods anywhere', () => {
  expect(foreign(custom('example.com/v1', 'Database', 'a: b', null))).toEqual(EVERYWHERE);
});

test('an object without a namespace, if no object sets one, brings pods to the same namespace as all', () => {
  const manifests = manifestsIn(custom('example.com/v1', 'Database', 'a: b', null));
  expect([mayHaveForeignPods(manifests, undefined), mayHaveForeignPods(manifests, 'shop')]).toEqual([true, false]);
});

describe('a CustomResourceDefinition', () => {
  const definition = (group: string, kind: string) =>
    `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a, namespace: null }\nspec: { group: ${group}, names: { kind: ${kind} } }\n`;

  test('of an operator means that pods may be created anywhere', () => {
    expect(foreign(definition('storage.example.com', 'Volume'))).toEqual(EVERYWHERE);
  });

  test.each([['cert-manager.io', 'Certificate'], ['gateway.networking.k8s.io', 'HTTPRoute']])('of %s and kind %s does not', (group, kind) => {
    expect(foreign(definition(group, kind))).toEqual([]);
  });
});

describe('a permission to create pods', () => {
  const role = (kind: string, rule: string, namespace: string | null = 'infra') =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: a, namespace: ${namespace} }\nrules: [{ apiGroups: [""], ${rule} }]\n`;

  test.each(['resources: [pods], verbs: [get, create]', 'resources: [deployments], verbs: ["*"]', 'resources: ["*"], verbs: [create]'])('counts in the namespace of a Role with %s', rule => {
    expect(foreign(role('Role', rule))).toEqual(['infra']);
  });

  test('counts everywhere with a ClusterRole', () => {
    expect(foreign(role('ClusterRole', 'resources: [jobs], verbs: [create]', null))).toEqual(EVERYWHERE);
  });

  test.each(['resources: [pods], verbs: [get, list, delete]', 'resources: [pods/exec, pods/eviction], verbs: [create]', 'resources: [events], verbs: ["*"]'])('does not count with %s', rule => {
    expect([...foreign(role('Role', rule)), ...foreign(role('ClusterRole', rule, null))]).toEqual([]);
  });
});

test('a document that could not be read may contain pods of any namespace', () => {
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

test('an object with a pod template creates only those pods', () => {
  expect(foreign(custom('example.com/v1', 'Database', 'template: { metadata: { labels: { app: db } }, spec: { containers: [] } }'))).toEqual([]);
});

test('inherited properties of JavaScript objects are not API groups', () => {
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
  ])('of %s that is a %s brings pods to its own namespace and to its target', (apiVersion, kind, spec) => {
    expect(foreign(custom(apiVersion, kind, spec))).toEqual(['shop', 'infra']);
  });

  test.each([[flux, 'HelmRelease'], ['helm.cattle.io/v1', 'HelmChart']])('of %s that is a %s brings pods to its own namespace if it has no target', (apiVersion, kind) => {
    expect(foreign(custom(apiVersion, kind))).toEqual(['infra']);
  });

  test.each([
    ['a Kustomization without a namespace', custom(kustomize, 'Kustomization')],
    ['a GitRepo of Fleet without a namespace', custom('fleet.cattle.io/v1alpha1', 'GitRepo')],
    ['an Application without a namespace', custom(argo, 'Application', 'destination: { server: a }')],
    ['an Application with a namespace in the wrong field', custom(argo, 'Application', 'targetNamespace: shop')],
    ['an ApplicationSet, whose namespace may be a template', custom(argo, 'ApplicationSet', 'destination: { namespace: shop }, targetNamespace: shop')],
    ['a HelmRelease in an unknown namespace', custom(flux, 'HelmRelease', 'a: b', null)],
  ])('may bring pods anywhere: %s', (_, change) => {
    expect(foreign(change)).toEqual(EVERYWHERE);
  });
});
