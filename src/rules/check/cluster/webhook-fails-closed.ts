import { askedOfPods, failsClosed, isForAll, isWebhookConfiguration, NAMESPACE_NAME, podsAsked, selects, serviceAsked, webhooksOf, WebhookService } from '../../../analysis/traffic/webhooks';
import { FieldCursor, listAt, ManifestSet, mappingAt, showPath, stringAt, stringsAt } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { objectRule } from '../object-rule';

export const webhookFailsClosed = objectRule({
  id: 'webhook-fails-closed',
  severity: 'warning',
  title: 'Admission webhook with failurePolicy Fail',
  impact: 'While the webhook does not answer, no pod is created in the whole cluster: updates, scale-ups and node replacements stop, including its own.',
  why: 'The API server calls it for every pod in all namespaces, and with failurePolicy Fail rejects the pod if there is no answer. If its own pods are included, it cannot start again once it is down; the same applies to pods/binding, which assigns a pod to a node.',
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
    ? webhooksOf(object).flatMap(webhook => violationsOf(webhook, manifests))
    : undefined,
});

function violationsOf(webhook: FieldCursor, manifests: ManifestSet): Violation[] {
  const asked = failsClosed(webhook) ? askedOfPods(webhook) : undefined;
  const service = serviceAsked(webhook);
  if (asked === undefined) { return []; }
  const own = service && podsAsked(service, manifests);
  const isOwn = service !== undefined && selects(webhook, service.namespace, own?.podLabels, manifests) === true;
  if (!isOwn && (service !== undefined || !isForAll(webhook))) { return []; }
  const name = shorten(stringAt(webhook, ['name']) ?? '');
  const about = isForAll(webhook) ? `for every pod of the cluster${asked === 'pods' ? '' : ` (${asked})`}` : `for ${asked} of its own namespace ${shorten(service!.namespace)}`;
  const path = [...webhook.path, 'namespaceSelector'];
  return [{
    path,
    // A second pod answers while the first one restarts.
    severity: own && own.replicas.max === 1 ? 'error' : undefined,
    message: `Webhook ${name} is called ${about}: while it does not answer, ${CONSEQUENCE[asked]}, not even its own.`,
    ...edited([{ path, value: leavingOut(webhook, service) }], {
      or: `${showPath([...webhook.path, 'failurePolicy'])} to Ignore`,
      byHand: 'that no pod of these namespaces needs the webhook, and where the webhook itself runs',
    }),
  }];
}

const CONSEQUENCE: Readonly<Record<string, string>> = {
  'pods': 'none is created',
  'pods/binding': 'none gets a node',
  'pods/status': 'none becomes ready',
};

// Its selector is kept; its own namespace is excluded as well.
function leavingOut(webhook: FieldCursor, service: WebhookService | undefined): object {
  const selector = mappingAt(webhook, ['namespaceSelector']);
  const expressions = listAt(selector, ['matchExpressions']);
  const own = service ? [service.namespace] : [];
  const byName = expressions.findIndex(each => stringAt(each, ['key']) === NAMESPACE_NAME && stringAt(each, ['operator']) === 'NotIn');
  const written = expressions.map(({ value }) => value);
  const leaving = (values: readonly string[]): object => ({ key: NAMESPACE_NAME, operator: 'NotIn', values });
  const system = isForAll(webhook) && own[0] !== 'kube-system' ? ['kube-system'] : [];
  return {
    ...selector.value as object | undefined,
    matchExpressions: byName < 0
      ? [...written, leaving([...own, ...system])]
      : written.map((each, i) => i === byName ? leaving([...stringsAt(expressions[byName], ['values']), ...own]) : each),
  };
}
