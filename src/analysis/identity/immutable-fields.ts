import { groupOf, keysAt, ManifestObject, mappingAt, Path, FieldCursor, rootOf, stringAt, stringsAt, valueAt } from '../../manifests';
import { quantityAt } from '../pod/quantity';
import { normalPodTemplate } from '../pod/template-defaults';

/** A field that the API server refuses to change. */
export interface ImmutableField {
  readonly path: Path;
  /** The value that the API server compares: with its defaults, so that equivalent values are equal. */
  normal?(root: FieldCursor): unknown;
  /** Whether this change is refused; without it, every change is. */
  isRefused?(before: FieldCursor, after: FieldCursor): boolean;
}

/** By group and kind. Selectors of Deployments and other controllers, and immutable fields of Services, have other rules. */
const FIELDS: { readonly [kind: string]: readonly ImmutableField[] } = {
  'batch/Job': [
    { path: ['spec', 'template'], normal: root => normalPodTemplate(valueAt(root, ['spec', 'template'])), isRefused: before => valueAt(before, ['spec', 'suspend']) !== true },
    { path: ['spec', 'completions'], normal: completionsOf, isRefused: (_, after) => !isElastic(after) },
    byDefault(['spec', 'completionMode'], 'NonIndexed'),
    ...['selector', 'podFailurePolicy', 'successPolicy', 'backoffLimitPerIndex', 'managedBy'].map(field => ({ path: ['spec', field] })),
  ],
  'apps/StatefulSet': [
    { path: ['spec', 'volumeClaimTemplates'], normal: root => claimsOf(valueAt(root, ['spec', 'volumeClaimTemplates'])) },
    byDefault(['spec', 'serviceName'], ''),
    byDefault(['spec', 'podManagementPolicy'], 'OrderedReady'),
  ],
  '/PersistentVolumeClaim': [
    { path: ['spec', 'resources', 'requests', 'storage'], normal: root => quantityAt(root, ['spec', 'resources', 'requests', 'storage']), isRefused: shrinks },
    { path: ['spec', 'accessModes'] },
    byDefault(['spec', 'volumeMode'], 'Filesystem'),
    // The API server fills in the class of the cluster and the bound volume.
    { path: ['spec', 'storageClassName'], isRefused: before => valueAt(before, ['spec', 'storageClassName']) !== undefined },
    { path: ['spec', 'volumeName'], isRefused: before => Boolean(valueAt(before, ['spec', 'volumeName'])) },
    { path: ['spec', 'selector'] },
  ],
  '/ConfigMap': [...['data', 'binaryData'].map(field => ({ path: [field], isRefused: isFrozen })), { path: ['immutable'], isRefused: isFrozen }],
  '/Secret': [byDefault(['type'], 'Opaque'), { path: ['data'], normal: secretOf, isRefused: isSecretRefused }, { path: ['immutable'], isRefused: isFrozen }],
  '/ResourceQuota': [{ path: ['spec', 'scopes'], normal: root => [...new Set(stringsAt(root, ['spec', 'scopes']))].sort() }],
  'rbac.authorization.k8s.io/RoleBinding': [{ path: ['roleRef'], normal: roleOf }],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [{ path: ['roleRef'], normal: roleOf }],
  'scheduling.k8s.io/PriorityClass': [byDefault(['value'], 0), byDefault(['preemptionPolicy'], 'PreemptLowerPriority')],
  'storage.k8s.io/StorageClass': [
    { path: ['provisioner'] },
    { path: ['parameters'], normal: contentOf('parameters') },
    byDefault(['reclaimPolicy'], 'Delete'),
    byDefault(['volumeBindingMode'], 'Immediate'),
  ],
  'networking.k8s.io/IngressClass': [{ path: ['spec', 'controller'] }],
  'node.k8s.io/RuntimeClass': [{ path: ['handler'] }],
  'discovery.k8s.io/EndpointSlice': [{ path: ['addressType'] }],
  'apiextensions.k8s.io/CustomResourceDefinition': [{ path: ['spec', 'scope'] }, { path: ['spec', 'names', 'kind'] }],
};

/** The fields of an object that the API server refuses to change; empty if every field may change. */
export function immutableFieldsOf(object: ManifestObject): readonly ImmutableField[] {
  const kind = `${groupOf(object)}/${object.kind}`;
  return Object.hasOwn(FIELDS, kind) ? FIELDS[kind] : [];
}

export function normalValue({ path, normal }: ImmutableField, { json }: ManifestObject): unknown {
  return normal ? normal(rootOf(json)) : valueAt(rootOf(json), path);
}

function byDefault(path: Path, value: unknown): ImmutableField {
  return { path, normal: root => valueAt(root, path) || value };
}

/** Without a number of completions, one pod completes a Job. */
function completionsOf(root: FieldCursor): unknown {
  return valueAt(root, ['spec', 'completions']) ?? (valueAt(root, ['spec', 'parallelism']) === undefined ? 1 : undefined);
}

/** An indexed Job may grow and shrink together with its parallelism. */
function isElastic(root: FieldCursor): boolean {
  return stringAt(root, ['spec', 'completionMode']) === 'Indexed' && valueAt(root, ['spec', 'completions']) === valueAt(root, ['spec', 'parallelism']);
}

function shrinks(...both: readonly FieldCursor[]): boolean {
  const [before, after] = both.map(root => quantityAt(root, ['spec', 'resources', 'requests', 'storage']));
  return before !== undefined && after !== undefined && after < before;
}

function isFrozen(before: FieldCursor): boolean {
  return valueAt(before, ['immutable']) === true;
}

function contentOf(field: string): (root: FieldCursor) => unknown {
  return root => valueAt(root, [field]) ?? {};
}

/** The content of a Secret, in whatever form it is written. */
function secretOf(root: FieldCursor): unknown {
  const plain = keysAt(root, ['stringData']).map(key => [key, Buffer.from(stringAt(root, ['stringData', key]) ?? '').toString('base64')]);
  return { ...mappingAt(root, ['data']).value as object | undefined, ...Object.fromEntries(plain) };
}

/** A key that was only in `stringData` stays in the Secret when it is removed from the manifest. */
function isSecretRefused(before: FieldCursor, after: FieldCursor): boolean {
  if (!isFrozen(before)) { return false; }
  const [old, now] = [secretOf(before), secretOf(after)] as Record<string, unknown>[];
  return keysAt(before, ['data']).some(key => !Object.hasOwn(now, key)) || Object.keys(now).some(key => !Object.hasOwn(old, key) || old[key] !== now[key]);
}

function roleOf(root: FieldCursor): unknown {
  return { apiGroup: 'rbac.authorization.k8s.io', kind: stringAt(root, ['roleRef', 'kind']), name: stringAt(root, ['roleRef', 'name']) };
}

function claimsOf(templates: unknown): unknown {
  return Array.isArray(templates) ? templates.map((_, i) => claimOf(rootOf(templates[i]))) : [];
}

function claimOf(root: FieldCursor): unknown {
  const [metadata, spec] = ['metadata', 'spec'].map(field => mappingAt(root, [field]).value as object | undefined);
  const requests = keysAt(root, ['spec', 'resources', 'requests']).map(key => [key, quantityAt(root, ['spec', 'resources', 'requests', key])]);
  const limits = keysAt(root, ['spec', 'resources', 'limits']).map(key => [key, quantityAt(root, ['spec', 'resources', 'limits', key])]);
  return {
    metadata: { ...metadata, labels: valueAt(root, ['metadata', 'labels']) ?? {}, annotations: valueAt(root, ['metadata', 'annotations']) ?? {} },
    spec: {
      ...spec,
      volumeMode: stringAt(root, ['spec', 'volumeMode']) ?? 'Filesystem',
      resources: { requests: Object.fromEntries(requests), limits: Object.fromEntries(limits) },
    },
  };
}
