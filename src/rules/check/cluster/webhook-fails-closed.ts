import { nodesBlocked } from './webhook-fails-closed/nodes';
import { objectsBlocked } from './webhook-fails-closed/objects';
import { failsClosed, isWebhookConfiguration, webhooksOf } from '../../../analysis/traffic/webhooks';
import { objectRule } from '../object-rule';

export const webhookFailsClosed = objectRule({
  id: 'webhook-fails-closed',
  severity: 'warning',
  otherSeverities: ['error'],
  title: 'Admission webhook with failurePolicy Fail',
  impact: 'While the webhook does not answer, no pod is created in the whole cluster: updates, scale-ups and node replacements stop, including its own.',
  why: 'The API server calls it for every pod in all namespaces, and with failurePolicy Fail rejects the pod if there is no answer. If its own pods are included, it cannot start again once it is down; the same applies to pods/binding, which assigns a pod to a node, to the Deployments and ReplicaSets by which it is updated, to the EndpointSlices by which it is reached, and to nodes and their Leases.',
  fix: 'Exclude the namespace of the webhook and kube-system, match only pods that need it, or use failurePolicy Ignore.',
  reference: 'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
  examples: {
    failing: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: policy }
webhooks:
  - name: pods.policy.example.com
    admissionReviewVersions: [v1]
    sideEffects: None
    failurePolicy: Fail
    clientConfig: { service: { name: policy, namespace: policy } }
    rules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
`,
    passing: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: policy }
webhooks:
  - name: pods.policy.example.com
    admissionReviewVersions: [v1]
    sideEffects: None
    failurePolicy: Fail
    clientConfig: { service: { name: policy, namespace: policy } }
    rules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
    namespaceSelector:
      matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [policy, kube-system] }]
`,
  },
  judge: (object, _, manifests) => isWebhookConfiguration(object)
    ? webhooksOf(object).filter(failsClosed)
      .flatMap(webhook => [...objectsBlocked(webhook, manifests), ...nodesBlocked(webhook, manifests)])
    : undefined,
});
