import { keysAt, listAt, mappingAt, FieldCursor, rootOf, showPath, stringAt, stringsAt } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { objectRule } from '../object-rule';

const KINDS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'];

export const webhookFailsClosed = objectRule({
  id: 'webhook-fails-closed',
  severity: 'warning',
  title: 'Admission webhook with failurePolicy Fail',
  impact: 'While the webhook does not answer, no pod is created in the whole cluster: updates, scale-ups and node replacements stop, its own among them.',
  why: 'The API server asks it about every pod, of all namespaces, and with failurePolicy Fail takes no answer for a no.',
  fix: 'Leave out the namespace of the webhook and kube-system, ask only about pods that need it, or use failurePolicy Ignore.',
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
  judge: object => {
    if (!KINDS.includes(object.kind)) { return undefined; }
    return listAt(rootOf(object.json), ['webhooks']).filter(isAskedForAllPods).map(webhook => {
      const path = [...webhook.path, 'namespaceSelector'];
      return {
        path,
        message: `Webhook ${shorten(stringAt(webhook, ['name']) ?? '')} is asked about every pod of the cluster: `
          + 'while it does not answer, none is created, not even its own.',
        ...edited([{ path, value: leavingOut(webhook) }], {
          or: `${showPath([...webhook.path, 'failurePolicy'])} to Ignore`,
          byHand: 'that no pod of these namespaces needs the webhook, and where the webhook itself runs',
        }),
      };
    });
  },
});

function leavingOut(webhook: FieldCursor): object {
  const own = stringAt(webhook, ['clientConfig', 'service', 'namespace']);
  const values = [...own === undefined ? [] : [own], ...own === 'kube-system' ? [] : ['kube-system']];
  return { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values }] };
}

function isAskedForAllPods(webhook: FieldCursor): boolean {
  const selectsSome = ['namespaceSelector', 'objectSelector'].some(selector => keysAt(webhook, [selector]).length > 0)
    || listAt(webhook, ['matchConditions']).length > 0;
  return (stringAt(webhook, ['failurePolicy']) || 'Fail') === 'Fail' && !selectsSome
    && mappingAt(webhook, ['clientConfig']).value !== undefined && listAt(webhook, ['rules']).some(isAboutPods);
}

function isAboutPods(rule: FieldCursor): boolean {
  const has = (field: string, ...values: string[]): boolean => stringsAt(rule, [field]).some(value => values.includes(value));
  return has('apiGroups', '', '*') && has('operations', 'CREATE', '*') && has('resources', 'pods', '*', '*/*');
}
