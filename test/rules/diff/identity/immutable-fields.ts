/** A manifest before and after a change, and where the API server refuses it; undefined if it does not. */
export interface FieldChange {
  readonly what: string;
  readonly path: string | undefined;
  readonly before: string;
  readonly after: string;
}

/** What the API server refuses to change, and what it takes for the same or lets pass. */
export const FIELD_CHANGES: readonly FieldChange[] = [
  ...of('batch/v1', 'Job', '{ template: { spec: { restartPolicy: Never, containers: [{ name: main, image: web:1 }] } }, parallelism: 1 }', [
    ['the image', 'spec.template.spec.containers[0].image', spec => spec.replace('web:1', 'web:2')],
    ['a label of pods', 'spec.template.metadata.labels.a', spec => spec.replace('template: {', 'template: { metadata: { labels: { a: b } },')],
    ['completions', 'spec.completions', spec => spec.replace('parallelism: 1', 'completions: 3')],
    ['completionMode', 'spec.completions', spec => spec.replace('parallelism: 1', 'completions: 1, completionMode: Indexed')],
    ['podFailurePolicy', 'spec.podFailurePolicy.rules', spec => spec.replace('parallelism: 1', 'parallelism: 1, podFailurePolicy: { rules: [{ action: Ignore, onPodConditions: [{ type: DisruptionTarget, status: "True" }] }] }')],
    ['backoffLimitPerIndex', 'spec.completions', spec => spec.replace('parallelism: 1', 'completions: 1, completionMode: Indexed, backoffLimitPerIndex: 1')],
    ['managedBy', 'spec.managedBy', spec => spec.replace('parallelism: 1', 'parallelism: 1, managedBy: example.com/other')],
    ['parallelism', undefined, spec => spec.replace('parallelism: 1', 'parallelism: 2')],
    ['backoffLimit', undefined, spec => spec.replace('parallelism: 1', 'parallelism: 1, backoffLimit: 2')],
    ['a default of the API server', undefined, spec => spec.replace('name: main', 'name: main, imagePullPolicy: IfNotPresent')],
  ]),
  ...of('batch/v1', 'Job', '{ template: { spec: { restartPolicy: Never, containers: [{ name: main, image: web:1 }] } }, completionMode: Indexed, completions: 2, parallelism: 2 }', [
    ['completions with parallelism', undefined, spec => spec.replace('completions: 2, parallelism: 2', 'completions: 3, parallelism: 3')],
    ['completions without parallelism', 'spec.completions', spec => spec.replace('completions: 2', 'completions: 3')],
    ['completionMode of an indexed one', 'spec.completionMode', spec => spec.replace('completionMode: Indexed, ', '')],
    ['successPolicy', 'spec.successPolicy.rules', spec => spec.replace('parallelism: 2', 'parallelism: 2, successPolicy: { rules: [{ succeededCount: 1 }] }')],
    ['backoffLimitPerIndex of an indexed one', 'spec.backoffLimitPerIndex', spec => spec.replace('parallelism: 2', 'parallelism: 2, backoffLimitPerIndex: 1')],
  ]),
  ...of('apps/v1', 'StatefulSet', '{ serviceName: a, selector: { matchLabels: { app: a } }, template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: main, image: web:1 }] } }, '
    + 'volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } }] }', [
    ['serviceName', 'spec.serviceName', spec => spec.replace('serviceName: a', 'serviceName: b')],
    ['podManagementPolicy', 'spec.podManagementPolicy', spec => spec.replace('serviceName: a', 'serviceName: a, podManagementPolicy: Parallel')],
    ['the size of volumes', 'spec.volumeClaimTemplates[0].spec.resources.requests.storage', spec => spec.replace('1Gi', '2Gi')],
    ['the class of volumes', 'spec.volumeClaimTemplates[0].spec.storageClassName', spec => spec.replace('accessModes', 'storageClassName: fast, accessModes')],
    ['labels of volumes', 'spec.volumeClaimTemplates[0].metadata.labels.a', spec => spec.replace('{ name: data }', '{ name: data, labels: { a: b } }')],
    ['another volume', 'spec.volumeClaimTemplates', spec => spec.replace('volumeClaimTemplates: [', 'volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], '
      + 'resources: { requests: { storage: 1Gi } } } }, ').replace(/(.*)name: data/, '$1name: logs')],
    ['the same size of volumes', undefined, spec => spec.replace('1Gi', '1024Mi')],
    ['the kind of volumes that it is anyway', undefined, spec => spec.replace('{ metadata: { name: data },', '{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: data },')],
    ['a default of volumes', undefined, spec => spec.replace('accessModes', 'volumeMode: Filesystem, accessModes')],
    ['the policy that is default', undefined, spec => spec.replace('serviceName: a', 'serviceName: a, podManagementPolicy: OrderedReady')],
    ['replicas and template', undefined, spec => spec.replace('serviceName: a', 'serviceName: a, replicas: 3').replace('web:1', 'web:2')],
    ['the policy for its volumes', undefined, spec => spec.replace('serviceName: a', 'serviceName: a, persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }')],
  ]),
  ...of('v1', 'PersistentVolumeClaim', '{ storageClassName: fast, accessModes: [ReadWriteOnce], resources: { requests: { storage: 2Gi } }, volumeName: one }', [
    ['a smaller size', 'spec.resources.requests.storage', spec => spec.replace('2Gi', '1Gi')],
    ['the class', 'spec.storageClassName', spec => spec.replace('fast', 'slow')],
    ['no class', 'spec.storageClassName', spec => spec.replace('storageClassName: fast, ', '')],
    ['accessModes', 'spec.accessModes[0]', spec => spec.replace('ReadWriteOnce', 'ReadWriteMany')],
    ['volumeMode', 'spec.volumeMode', spec => spec.replace('accessModes', 'volumeMode: Block, accessModes')],
    ['volumeName', 'spec.volumeName', spec => spec.replace('volumeName: one', 'volumeName: two')],
    ['the selector', 'spec.selector.matchLabels.a', spec => spec.replace('accessModes', 'selector: { matchLabels: { a: b } }, accessModes')],
    ['a larger size of a bound one', undefined, spec => spec.replace('2Gi', '3Gi')],
    ['the same size', undefined, spec => spec.replace('2Gi', '2048Mi')],
    ['the default of volumeMode', undefined, spec => spec.replace('accessModes', 'volumeMode: Filesystem, accessModes')],
    ['no volumeName', 'spec.volumeName', spec => spec.replace(', volumeName: one', '')],
  ]),
  ...of('v1', 'PersistentVolumeClaim', '{ accessModes: [ReadWriteOnce], resources: { requests: { storage: 2Gi } } }', [
    ['the class that may be the default', undefined, spec => spec.replace('accessModes', 'storageClassName: fast, accessModes')],
    ['the volume that may have been found', undefined, spec => spec.replace('accessModes', 'volumeName: one, accessModes')],
  ]),
  ...plain('v1', 'ConfigMap', 'immutable: true\ndata: { a: b }', [
    ['data', 'data.a', text => text.replace('a: b', 'a: c')],
    ['a new key', 'data.c', text => text.replace('a: b', 'a: b, c: d')],
    ['binaryData', 'binaryData.c', text => `${text}\nbinaryData: { c: YQ== }`],
    ['immutable', 'immutable', text => text.replace('immutable: true\n', '')],
    ['nothing in binaryData', 'binaryData', text => `${text}\nbinaryData: {}`],
  ]),
  ...plain('v1', 'ConfigMap', 'data: { a: b }', [
    ['data of a mutable one', undefined, text => text.replace('a: b', 'a: c')],
    ['immutable for the first time', undefined, text => `${text}\nimmutable: true`],
  ]),
  ...plain('v1', 'Secret', 'immutable: true\ndata: { a: YQ== }\nstringData: { c: d }', [
    ['data', 'data.a', text => text.replace('YQ==', 'Yg==')],
    ['stringData', 'data.c', text => text.replace('c: d', 'c: e')],
    ['a key less', 'data.a', text => text.replace('a: YQ==', '')],
    ['a new key', 'data.e', text => text.replace('c: d', 'c: d, e: f')],
    ['immutable', 'immutable', text => text.replace('immutable: true\n', '')],
    ['the same in stringData', undefined, text => text.replace('data: { a: YQ== }\nstringData: { c: d }', 'stringData: { a: a, c: d }')],
    ['a key less in stringData', undefined, text => text.replace('c: d', '')],
  ]),
  ...plain('v1', 'Secret', 'data: { a: YQ== }', [
    ['type', 'type', text => `${text}\ntype: example.com/other`],
    ['the default of type', undefined, text => `${text}\ntype: Opaque`],
    ['data of a mutable one', undefined, text => text.replace('YQ==', 'Yg==')],
  ]),
  ...of('v1', 'ResourceQuota', '{ hard: { pods: 5 }, scopes: [Terminating, BestEffort] }', [
    ['scopes', 'spec.scopes', spec => spec.replace('Terminating, BestEffort', 'BestEffort')],
    ['the order of scopes', undefined, spec => spec.replace('Terminating, BestEffort', 'BestEffort, Terminating')],
    ['hard', undefined, spec => spec.replace('5', '6')],
  ]),
  ...plain('rbac.authorization.k8s.io/v1', 'RoleBinding', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: view }\nsubjects: []', [
    ['the role', 'roleRef.name', text => text.replace('view', 'edit')],
    ['the kind of role', 'roleRef.kind', text => text.replace('kind: Role', 'kind: ClusterRole')],
    ['the default group', undefined, text => text.replace('apiGroup: rbac.authorization.k8s.io, ', '')],
    ['subjects', undefined, text => text.replace('[]', '[{ kind: ServiceAccount, name: a, namespace: shop }]')],
  ]),
  ...plain('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }', [
    ['the role', 'roleRef.name', text => text.replace('view', 'edit')],
  ]),
  ...plain('scheduling.k8s.io/v1', 'PriorityClass', 'value: 10', [
    ['value', 'value', text => text.replace('10', '20')],
    ['preemptionPolicy', 'preemptionPolicy', text => `${text}\npreemptionPolicy: Never`],
    ['the default of preemptionPolicy', undefined, text => `${text}\npreemptionPolicy: PreemptLowerPriority`],
    ['description', undefined, text => `${text}\ndescription: a`],
  ]),
  ...plain('storage.k8s.io/v1', 'StorageClass', 'provisioner: example.com/disk\nparameters: { type: ssd }', [
    ['provisioner', 'provisioner', text => text.replace('/disk', '/other')],
    ['parameters', 'parameters.type', text => text.replace('ssd', 'hdd')],
    ['reclaimPolicy', 'reclaimPolicy', text => `${text}\nreclaimPolicy: Retain`],
    ['volumeBindingMode', 'volumeBindingMode', text => `${text}\nvolumeBindingMode: WaitForFirstConsumer`],
    ['the defaults', undefined, text => `${text}\nreclaimPolicy: Delete\nvolumeBindingMode: Immediate`],
    ['allowVolumeExpansion', undefined, text => `${text}\nallowVolumeExpansion: true`],
  ]),
  ...of('networking.k8s.io/v1', 'IngressClass', '{ controller: example.com/a }', [['the controller', 'spec.controller', spec => spec.replace('/a', '/b')]]),
  ...plain('node.k8s.io/v1', 'RuntimeClass', 'handler: runc', [
    ['handler', 'handler', text => text.replace('runc', 'gvisor')],
    ['overhead', undefined, text => `${text}\noverhead: { podFixed: { memory: 1Mi } }`],
  ]),
  ...plain('discovery.k8s.io/v1', 'EndpointSlice', 'addressType: IPv4\nendpoints: []', [['addressType', 'addressType', text => text.replace('IPv4', 'FQDN')]]),
  ...of('apiextensions.k8s.io/v1', 'CustomResourceDefinition', '{ group: example.com, scope: Namespaced, names: { plural: webs, kind: Web, singular: web }, '
    + 'versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }] }', [
    ['scope', 'spec.scope', spec => spec.replace('Namespaced', 'Cluster')],
    ['kind', 'spec.names.kind', spec => spec.replace('kind: Web', 'kind: Site')],
    ['short names', undefined, spec => spec.replace('kind: Web', 'kind: Web, shortNames: [w]')],
  ], 'webs.example.com'),
];

type Change = readonly [what: string, path: string | undefined, change: (text: string) => string];

function of(apiVersion: string, kind: string, spec: string, changes: readonly Change[], name?: string): FieldChange[] {
  return plain(apiVersion, kind, `spec: ${spec}`, changes, name);
}

function plain(apiVersion: string, kind: string, text: string, changes: readonly Change[], name: string = 'a'): FieldChange[] {
  const manifest = (content: string): string => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n${content}\n`;
  return changes.map(([what, path, change]) => ({ what: `${kind}: ${what}`, path, before: manifest(text), after: manifest(change(text)) }));
}
