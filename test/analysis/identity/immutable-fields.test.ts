import { immutableFieldsOf, normalValue } from '../../../src/analysis/identity/immutable-fields';
import { isSameJson, ManifestObject, rootOf, showPath } from '../../../src/manifests';

type Json = Readonly<Record<string, unknown>>;

const object = (apiVersion: string, kind: string, json: Json): ManifestObject => ({ apiVersion, kind, json }) as ManifestObject;

/** The fields that the API server refuses to change. */
function refused(apiVersion: string, kind: string, before: Json, after: Json): string[] {
  const [one, other] = [before, after].map(json => object(apiVersion, kind, json));
  return immutableFieldsOf(other)
    .filter(field => !isSameJson(normalValue(field, one), normalValue(field, other))
      && (field.isRefused?.(rootOf(before), rootOf(after)) ?? true))
    .map(({ path }) => showPath(path));
}

const spec = (fields: Json): Json => ({ spec: fields });

/** Each field with a change that is refused, and with one that means the same. */
describe.each<[string, string, Json, [Json, string[]][]]>([
  ['batch/v1', 'Job', spec({ template: { spec: { containers: [{ name: 'a', image: 'a:1' }] } } }), [
    [{ template: { spec: { containers: [{ name: 'a', image: 'a:2' }] } } }, ['spec.template']],
    [{ template: { spec: { containers: [{ name: 'a', image: 'a:1', imagePullPolicy: 'IfNotPresent' }] } } }, []],
    [{ completions: 3 }, ['spec.completions']],
    [{ completions: 1 }, []],
    [{ parallelism: 2 }, ['spec.completions']],
    [{ completions: 1, parallelism: 2 }, []],
    [{ completionMode: 'Indexed' }, ['spec.completionMode']],
    [{ completionMode: 'NonIndexed' }, []],
    [{ completionMode: '' }, []],
    [{ selector: { matchLabels: { a: 'b' } } }, ['spec.selector']],
    [{ podFailurePolicy: { rules: [] } }, ['spec.podFailurePolicy']],
    [{ successPolicy: { rules: [] } }, ['spec.successPolicy']],
    [{ backoffLimitPerIndex: 1 }, ['spec.backoffLimitPerIndex']],
    [{ managedBy: 'example.com/other' }, ['spec.managedBy']],
    [{ backoffLimit: 2, suspend: true }, []],
  ]],
  ['batch/v1', 'Job', spec({ completionMode: 'Indexed', completions: 2, parallelism: 2 }), [
    [{ completions: 3, parallelism: 3 }, []],
    [{ completions: 3 }, ['spec.completions']],
    [{ completions: 3, parallelism: 3, completionMode: 'NonIndexed' }, ['spec.completions', 'spec.completionMode']],
    [{ parallelism: 3 }, []],
  ]],
  ['batch/v1', 'Job', spec({ suspend: true, template: { spec: { containers: [{ name: 'a', image: 'a:1' }] } } }), [
    [{ suspend: false, template: { spec: { containers: [{ name: 'a', image: 'a:2' }] } } }, []],
  ]],
  ['batch/v1', 'Job', spec({ suspend: false, template: { spec: { containers: [{ name: 'a', image: 'a:1' }] } } }), [
    [{ suspend: true, template: { spec: { containers: [{ name: 'a', image: 'a:2' }] } } }, ['spec.template']],
  ]],
  ['apps/v1', 'StatefulSet', spec({ serviceName: 'a' }), [
    [{ serviceName: 'b' }, ['spec.serviceName']],
    [{ serviceName: null }, ['spec.serviceName']],
    [{ podManagementPolicy: 'Parallel' }, ['spec.podManagementPolicy']],
    [{ podManagementPolicy: 'OrderedReady' }, []],
    [{ replicas: 3, template: {} }, []],
    [{ volumeClaimTemplates: [] }, []],
    [{ volumeClaimTemplates: 'a' }, []],
    [{ volumeClaimTemplates: [{}] }, ['spec.volumeClaimTemplates']],
  ]],
  ['apps/v1', 'StatefulSet', spec({}), [
    [{ serviceName: '' }, []],
    [{ serviceName: 'a' }, ['spec.serviceName']],
  ]],
  ['v1', 'PersistentVolumeClaim', spec({ storageClassName: 'fast', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } }, volumeName: 'one' }), [
    [{ resources: { requests: { storage: '1Gi' } } }, ['spec.resources.requests.storage']],
    [{ resources: { requests: { storage: '3Gi' } } }, []],
    [{ resources: { requests: { storage: '2048Mi' } } }, []],
    [{ resources: {} }, []],
    [{ accessModes: ['ReadWriteMany'] }, ['spec.accessModes']],
    [{ volumeMode: 'Block' }, ['spec.volumeMode']],
    [{ volumeMode: 'Filesystem' }, []],
    [{ storageClassName: 'slow' }, ['spec.storageClassName']],
    [{ storageClassName: null }, ['spec.storageClassName']],
    [{ storageClassName: '' }, ['spec.storageClassName']],
    [{ volumeName: 'two' }, ['spec.volumeName']],
    [{ selector: { matchLabels: { a: 'b' } } }, ['spec.selector']],
  ]],
  ['v1', 'PersistentVolumeClaim', spec({ accessModes: ['ReadWriteOnce'], volumeName: '' }), [
    [{ storageClassName: 'fast', volumeName: 'one' }, []],
    [{ resources: { requests: { storage: '1Gi' } } }, []],
  ]],
  ['v1', 'PersistentVolumeClaim', spec({ storageClassName: '' }), [[{ storageClassName: 'fast' }, ['spec.storageClassName']]]],
  ['v1', 'ResourceQuota', spec({ hard: { pods: 5 }, scopes: ['Terminating', 'BestEffort'] }), [
    [{ scopes: ['BestEffort'] }, ['spec.scopes']],
    [{ scopes: ['BestEffort', 'Terminating', 'BestEffort'] }, []],
    [{ hard: { pods: 6 } }, []],
  ]],
  ['networking.k8s.io/v1', 'IngressClass', spec({ controller: 'a' }), [[{ controller: 'b' }, ['spec.controller']], [{ parameters: {} }, []]]],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', spec({ scope: 'Namespaced', names: { kind: 'Web' } }), [
    [{ scope: 'Cluster' }, ['spec.scope']],
    [{ names: { kind: 'Site' } }, ['spec.names.kind']],
    [{ names: { kind: 'Web', shortNames: ['w'] } }, []],
  ]],
])('%s %s', (apiVersion, kind, before, changes) => {
  test.each(changes)('with %j is refused for %j', (change, paths) => {
    expect(refused(apiVersion, kind, before, spec({ ...before.spec as Json, ...change }))).toEqual(paths);
  });
});

describe.each<[string, string, Json, [Json, string[]][]]>([
  ['v1', 'ConfigMap', { immutable: true, data: { a: 'b' } }, [
    [{ data: { a: 'c' } }, ['data']], [{ data: {} }, ['data']], [{ binaryData: { c: 'YQ==' } }, ['binaryData']], [{ immutable: false }, ['immutable']], [{ immutable: null }, ['immutable']], [{ metadata: {} }, []],
  ]],
  ['v1', 'ConfigMap', { immutable: false, data: { a: 'b' } }, [[{ data: { a: 'c' }, binaryData: { c: 'YQ==' } }, []], [{ immutable: true }, []]]],
  ['v1', 'ConfigMap', { data: { a: 'b' } }, [[{ data: { a: 'c' } }, []]]],
  ['v1', 'Secret', { immutable: true, data: { a: 'YQ==' }, stringData: { c: 'd' } }, [
    [{ data: { a: 'Yg==' } }, ['data']],
    [{ stringData: { c: 'e' } }, ['data']],
    [{ data: null }, ['data']],
    [{ data: {} }, ['data']],
    [{ stringData: { c: 'd', e: 'f' } }, ['data']],
    [{ stringData: { c: 'd', a: 'b' } }, ['data']],
    [{ data: null, stringData: { a: 'a', c: 'd' } }, []],
    [{ data: { a: 'YQ==', c: 'ZA==' }, stringData: {} }, []],
    [{ stringData: {} }, []],
    [{ stringData: null }, []],
    [{ immutable: false }, ['immutable']],
    [{ type: 'example.com/other' }, ['type']],
    [{ stringData: { c: 7 } }, ['data']],
    [{ data: { a: 'YQ==' }, stringData: { c: 'd', toString: 'a' } }, ['data']],
  ]],
  ['v1', 'Secret', { data: { a: 'YQ==' } }, [[{ data: { a: 'Yg==' } }, []], [{ type: 'Opaque' }, []], [{ type: '' }, []], [{ type: 'example.com/other' }, ['type']], [{ immutable: true }, []]]],
  ['v1', 'Secret', { immutable: true, stringData: { a: '' } }, [[{ stringData: { a: 7 } }, []], [{ stringData: { a: 'x' } }, ['data']]]],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { kind: 'Role', name: 'view' } }, [
    [{ roleRef: { kind: 'Role', name: 'edit' } }, ['roleRef']],
    [{ roleRef: { kind: 'ClusterRole', name: 'view' } }, ['roleRef']],
    [{ roleRef: { kind: 'Role', name: 'view', apiGroup: 'rbac.authorization.k8s.io' } }, []],
    [{ subjects: [{ kind: 'ServiceAccount', name: 'a' }] }, []],
  ]],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', { roleRef: { kind: 'ClusterRole', name: 'view' } }, [[{ roleRef: { kind: 'ClusterRole', name: 'edit' } }, ['roleRef']]]],
  ['scheduling.k8s.io/v1', 'PriorityClass', { value: 10 }, [
    [{ value: 20 }, ['value']], [{ value: 0 }, ['value']], [{ preemptionPolicy: 'Never' }, ['preemptionPolicy']], [{ preemptionPolicy: 'PreemptLowerPriority' }, []], [{ description: 'a' }, []],
  ]],
  ['scheduling.k8s.io/v1', 'PriorityClass', {}, [[{ value: 0 }, []], [{ value: 1 }, ['value']]]],
  ['storage.k8s.io/v1', 'StorageClass', { provisioner: 'a', parameters: { type: 'ssd' } }, [
    [{ provisioner: 'b' }, ['provisioner']], [{ parameters: { type: 'hdd' } }, ['parameters']], [{ parameters: null }, ['parameters']], [{ reclaimPolicy: 'Retain' }, ['reclaimPolicy']], [{ reclaimPolicy: 'Delete' }, []],
    [{ volumeBindingMode: 'WaitForFirstConsumer' }, ['volumeBindingMode']], [{ volumeBindingMode: 'Immediate' }, []], [{ allowVolumeExpansion: true }, []],
  ]],
  ['storage.k8s.io/v1', 'StorageClass', { provisioner: 'a' }, [[{ parameters: {} }, []], [{ parameters: { type: 'ssd' } }, ['parameters']]]],
  ['node.k8s.io/v1', 'RuntimeClass', { handler: 'runc' }, [[{ handler: 'gvisor' }, ['handler']], [{ overhead: {} }, []]]],
  ['discovery.k8s.io/v1', 'EndpointSlice', { addressType: 'IPv4' }, [[{ addressType: 'FQDN' }, ['addressType']], [{ endpoints: [] }, []]]],
])('%s %s', (apiVersion, kind, before, changes) => {
  test.each(changes)('with %j is refused for %j', (change, paths) => {
    expect(refused(apiVersion, kind, before, { ...before, ...change })).toEqual(paths);
  });
});

describe('of the volumes of a StatefulSet', () => {
  const CLAIM = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
  const isRefused = (after: Json, before: Json = CLAIM): boolean =>
    refused('apps/v1', 'StatefulSet', spec({ volumeClaimTemplates: [before] }), spec({ volumeClaimTemplates: [after] })).length > 0;
  const withSpec = (fields: Json): Json => ({ ...CLAIM, spec: { ...CLAIM.spec, ...fields } });
  const withMetadata = (fields: Json): Json => ({ ...CLAIM, metadata: { ...CLAIM.metadata, ...fields } });

  test.each<[string, Json]>([
    ['another name', withMetadata({ name: 'logs' })],
    ['a label', withMetadata({ labels: { a: 'b' } })],
    ['an annotation', withMetadata({ annotations: { a: 'b' } })],
    ['another size', withSpec({ resources: { requests: { storage: '2Gi' } } })],
    ['no size', withSpec({ resources: {} })],
    ['a limit', withSpec({ resources: { requests: { storage: '1Gi' }, limits: { storage: '2Gi' } } })],
    ['a class', withSpec({ storageClassName: 'fast' })],
    ['other modes', withSpec({ accessModes: ['ReadWriteMany'] })],
    ['another kind of volume', withSpec({ volumeMode: 'Block' })],
    ['nothing', {}],
  ])('%s is refused', (_, after) => {
    expect(isRefused(after)).toBe(true);
    expect(isRefused(CLAIM, after)).toBe(true);
  });

  test.each<[string, Json]>([
    ['its kind', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...CLAIM }],
    ['no labels and annotations', withMetadata({ labels: {}, annotations: null })],
    ['the size in another unit', withSpec({ resources: { requests: { storage: '1024Mi' } } })],
    ['no limits', withSpec({ resources: { requests: { storage: '1Gi' }, limits: {} } })],
    ['the default volumeMode', withSpec({ volumeMode: 'Filesystem' })],
  ])('%s is not a change', (_, after) => {
    expect(isRefused(after)).toBe(false);
    expect(isRefused(CLAIM, after)).toBe(false);
  });

  test('a limit in another unit is not a change', () => {
    const limit = (storage: string): Json => withSpec({ resources: { limits: { storage } } });
    expect(isRefused(limit('1024Mi'), limit('1Gi'))).toBe(false);
    expect(isRefused(limit('2Gi'), limit('1Gi'))).toBe(true);
  });

  test('a claim that is not a mapping counts as empty', () => {
    expect(isRefused({}, 'a' as unknown as Json)).toBe(false);
    expect(isRefused({ metadata: 'a', spec: [] }, {})).toBe(false);
  });
});

test.each([['v1', 'ServiceAccount'], ['example.com/v1', 'Job'], ['v1', 'StatefulSet'], ['apps/v1', 'Deployment']])('in a %s %s every field may change', (apiVersion, kind) => {
  expect(immutableFieldsOf(object(apiVersion, kind, {}))).toEqual([]);
});
