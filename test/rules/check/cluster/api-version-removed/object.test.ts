import { removedVersion as rule } from '../../../../../src/rules/check/cluster/api-version-removed/object';
import { messagesOn } from '../../judging';
import { fixesOn, object, pathsOn } from '../../placement/violations-on';

test('names the version that removed it, and the replacement', () => {
  const change = object('autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'reports');
  expect(messagesOn(rule, change, { kubernetesMinor: 30 })).toEqual([
    'Since Kubernetes 1.26 there is no HorizontalPodAutoscaler in autoscaling/v2beta2: a cluster of 1.30 refuses reports, and the release with it.',
  ]);
  expect(fixesOn(rule, change)).toEqual(['Set apiVersion to autoscaling/v2.']);
  expect(pathsOn(rule, change)).toEqual(['apiVersion']);
});

const APPS = 'apps/v1';
const NETWORK = 'networking.k8s.io/v1';
const FLOW = 'flowcontrol.apiserver.k8s.io/v1';
const RBAC = 'rbac.authorization.k8s.io/v1';
const STORAGE = 'storage.k8s.io/v1';
const WEBHOOKS = 'admissionregistration.k8s.io/v1';

test.each([
  ['extensions/v1beta1', 'Deployment', 16, APPS], ['extensions/v1beta1', 'DaemonSet', 16, APPS], ['extensions/v1beta1', 'ReplicaSet', 16, APPS],
  ['extensions/v1beta1', 'NetworkPolicy', 16, NETWORK],
  ['apps/v1beta1', 'Deployment', 16, APPS], ['apps/v1beta1', 'DaemonSet', 16, APPS], ['apps/v1beta1', 'ReplicaSet', 16, APPS], ['apps/v1beta1', 'StatefulSet', 16, APPS],
  ['apps/v1beta2', 'Deployment', 16, APPS], ['apps/v1beta2', 'DaemonSet', 16, APPS], ['apps/v1beta2', 'ReplicaSet', 16, APPS], ['apps/v1beta2', 'StatefulSet', 16, APPS],
  ['extensions/v1beta1', 'Ingress', 22, NETWORK], ['networking.k8s.io/v1beta1', 'Ingress', 22, NETWORK], ['networking.k8s.io/v1beta1', 'IngressClass', 22, NETWORK],
  ['admissionregistration.k8s.io/v1beta1', 'MutatingWebhookConfiguration', 22, WEBHOOKS], ['admissionregistration.k8s.io/v1beta1', 'ValidatingWebhookConfiguration', 22, WEBHOOKS],
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 22, 'apiextensions.k8s.io/v1'], ['apiregistration.k8s.io/v1beta1', 'APIService', 22, 'apiregistration.k8s.io/v1'],
  ['certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 22, 'certificates.k8s.io/v1'], ['coordination.k8s.io/v1beta1', 'Lease', 22, 'coordination.k8s.io/v1'],
  ['rbac.authorization.k8s.io/v1beta1', 'ClusterRole', 22, RBAC], ['rbac.authorization.k8s.io/v1beta1', 'ClusterRoleBinding', 22, RBAC],
  ['rbac.authorization.k8s.io/v1beta1', 'Role', 22, RBAC], ['rbac.authorization.k8s.io/v1beta1', 'RoleBinding', 22, RBAC],
  ['scheduling.k8s.io/v1beta1', 'PriorityClass', 22, 'scheduling.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'CSIDriver', 22, STORAGE], ['storage.k8s.io/v1beta1', 'CSINode', 22, STORAGE], ['storage.k8s.io/v1beta1', 'StorageClass', 22, STORAGE],
  ['storage.k8s.io/v1beta1', 'VolumeAttachment', 22, STORAGE],
  ['batch/v1beta1', 'CronJob', 25, 'batch/v1'], ['discovery.k8s.io/v1beta1', 'EndpointSlice', 25, 'discovery.k8s.io/v1'], ['events.k8s.io/v1beta1', 'Event', 25, 'events.k8s.io/v1'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 25, 'autoscaling/v2'], ['node.k8s.io/v1beta1', 'RuntimeClass', 25, 'node.k8s.io/v1'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 26, 'autoscaling/v2'],
  ['flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema', 26, FLOW], ['flowcontrol.apiserver.k8s.io/v1beta1', 'PriorityLevelConfiguration', 26, FLOW],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', 27, STORAGE],
  ['flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema', 29, FLOW], ['flowcontrol.apiserver.k8s.io/v1beta2', 'PriorityLevelConfiguration', 29, FLOW],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 32, FLOW], ['flowcontrol.apiserver.k8s.io/v1beta3', 'PriorityLevelConfiguration', 32, FLOW],
])('%s %s was removed in 1.%s, in favour of %s', (apiVersion, kind, since, instead) => {
  const change = object(apiVersion, kind, 'other');
  expect(messagesOn(rule, change, { kubernetesMinor: since - 1 })).toEqual([]);
  expect(messagesOn(rule, change, { kubernetesMinor: since })).toHaveLength(1);
  expect(fixesOn(rule, change)).toEqual([expect.stringMatching(`^Set apiVersion to ${instead}(, and adapt the fields that differ)?\\.$`)]);
  expect(messagesOn(rule, object(instead, kind, 'other'))).toEqual([]);
});

test.each([['extensions/v1beta1', 16], ['policy/v1beta1', 25]])('PodSecurityPolicy in %s has no replacement', (apiVersion, since) => {
  const change = object(apiVersion, 'PodSecurityPolicy', 'other');
  expect(messagesOn(rule, change, { kubernetesMinor: since - 1 })).toEqual([]);
  expect(fixesOn(rule, change, { kubernetesMinor: since })).toEqual(['Remove this PodSecurityPolicy: the API has no replacement.']);
});

test('a budget in policy/v1beta1 is left to another part', () => {
  expect(messagesOn(rule, object('policy/v1beta1', 'PodDisruptionBudget', 'other'))).toEqual([]);
});
