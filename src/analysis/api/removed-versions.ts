/** An API version that Kubernetes no longer serves. */
export interface RemovedApi {
  /** The first minor version without it. */
  readonly since: number;
  /** Its replacement; undefined without one. */
  readonly instead?: string;
  /** Set if the same fields mean the same there. */
  readonly hasSameFields?: true;
}

/** Kinds whose stable version has the fields of their last beta. */
const SAME_FIELDS = new Set([
  'batch/v1beta1 CronJob', 'autoscaling/v2beta2 HorizontalPodAutoscaler', 'scheduling.k8s.io/v1beta1 PriorityClass', 'coordination.k8s.io/v1beta1 Lease',
  ...['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].map(kind => `rbac.authorization.k8s.io/v1beta1 ${kind}`),
  'storage.k8s.io/v1beta1 StorageClass', 'networking.k8s.io/v1beta1 IngressClass', 'node.k8s.io/v1beta1 RuntimeClass',
]);

const APPS = ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'];

/** By https://kubernetes.io/docs/reference/using-api/deprecation-guide/; without PodDisruptionBudget, which another part of the rule handles. */
const REMOVALS: [apiVersion: string, kinds: string[], since: number, instead?: string][] = [
  ['extensions/v1beta1', ['Deployment', 'DaemonSet', 'ReplicaSet'], 16, 'apps/v1'],
  ['extensions/v1beta1', ['NetworkPolicy'], 16, 'networking.k8s.io/v1'],
  ['extensions/v1beta1', ['PodSecurityPolicy'], 16],
  ['apps/v1beta1', APPS, 16, 'apps/v1'],
  ['apps/v1beta2', APPS, 16, 'apps/v1'],
  ['extensions/v1beta1', ['Ingress'], 22, 'networking.k8s.io/v1'],
  ['networking.k8s.io/v1beta1', ['Ingress', 'IngressClass'], 22, 'networking.k8s.io/v1'],
  ['admissionregistration.k8s.io/v1beta1', ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'], 22, 'admissionregistration.k8s.io/v1'],
  ['apiextensions.k8s.io/v1beta1', ['CustomResourceDefinition'], 22, 'apiextensions.k8s.io/v1'],
  ['apiregistration.k8s.io/v1beta1', ['APIService'], 22, 'apiregistration.k8s.io/v1'],
  ['certificates.k8s.io/v1beta1', ['CertificateSigningRequest'], 22, 'certificates.k8s.io/v1'],
  ['coordination.k8s.io/v1beta1', ['Lease'], 22, 'coordination.k8s.io/v1'],
  ['rbac.authorization.k8s.io/v1beta1', ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'], 22, 'rbac.authorization.k8s.io/v1'],
  ['scheduling.k8s.io/v1beta1', ['PriorityClass'], 22, 'scheduling.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'], 22, 'storage.k8s.io/v1'],
  ['batch/v1beta1', ['CronJob'], 25, 'batch/v1'],
  ['discovery.k8s.io/v1beta1', ['EndpointSlice'], 25, 'discovery.k8s.io/v1'],
  ['events.k8s.io/v1beta1', ['Event'], 25, 'events.k8s.io/v1'],
  ['autoscaling/v2beta1', ['HorizontalPodAutoscaler'], 25, 'autoscaling/v2'],
  ['policy/v1beta1', ['PodSecurityPolicy'], 25],
  ['node.k8s.io/v1beta1', ['RuntimeClass'], 25, 'node.k8s.io/v1'],
  ['autoscaling/v2beta2', ['HorizontalPodAutoscaler'], 26, 'autoscaling/v2'],
  ['flowcontrol.apiserver.k8s.io/v1beta1', ['FlowSchema', 'PriorityLevelConfiguration'], 26, 'flowcontrol.apiserver.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', ['CSIStorageCapacity'], 27, 'storage.k8s.io/v1'],
  ['flowcontrol.apiserver.k8s.io/v1beta2', ['FlowSchema', 'PriorityLevelConfiguration'], 29, 'flowcontrol.apiserver.k8s.io/v1'],
  ['flowcontrol.apiserver.k8s.io/v1beta3', ['FlowSchema', 'PriorityLevelConfiguration'], 32, 'flowcontrol.apiserver.k8s.io/v1'],
];

const BY_API = new Map(REMOVALS.flatMap(([apiVersion, kinds, since, instead]) =>
  kinds.map((kind): [string, RemovedApi] => [`${apiVersion} ${kind}`, { since, instead, ...SAME_FIELDS.has(`${apiVersion} ${kind}`) && { hasSameFields: true } }])));

export const REMOVED_APIS: ReadonlyMap<string, RemovedApi> = BY_API;

export function removedApi({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): RemovedApi | undefined {
  return BY_API.get(`${apiVersion} ${kind}`);
}
