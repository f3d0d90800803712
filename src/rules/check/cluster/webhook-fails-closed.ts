import { limitsOf } from '../../../analysis/scaling/rollout-limits';
import { NAMESPACE_NAME } from '../../../analysis/traffic/namespace-selectors';
import {
  askedOfPods, askedOfUpdates, failsClosed, isForAll, isWebhookConfiguration, podsAsked, reachesSystem, selects,
  serviceAsked, SYSTEM_NAMESPACE, webhooksOf, WebhookService,
} from '../../../analysis/traffic/webhooks';
import { FieldCursor, listAt, ManifestSet, mappingAt, showPath, stringAt, stringsAt } from '../../../manifests';
import { shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { Violation } from '../../rule';
import { objectRule } from '../object-rule';

export const webhookFailsClosed = objectRule({
  id: 'webhook-fails-closed',
  severity: 'warning',
  otherSeverities: ['error'],
  title: 'Admission webhook with failurePolicy Fail',
  impact: 'While the webhook does not answer, no pod is created in the whole cluster: updates, scale-ups and node replacements stop, including its own.',
  why: 'The API server calls it for every pod in all namespaces, and with failurePolicy Fail rejects the pod if there is no answer. If its own pods are included, it cannot start again once it is down; the same applies to pods/binding, which assigns a pod to a node, and to the Deployments and ReplicaSets by which it is updated.',
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
  if (!failsClosed(webhook)) { return []; }
  const asked = askedOfPods(webhook);
  return asked === undefined ? blockingItsUpdate(webhook, manifests) : blockingPods(webhook, asked, manifests);
}

/** One that must answer before its own Deployment is changed, or gets the pods of a new version. */
function blockingItsUpdate(webhook: FieldCursor, manifests: ManifestSet): Violation[] {
  const asked = askedOfUpdates(webhook);
  const service = serviceAsked(webhook);
  const own = service && podsAsked(service, manifests);
  if (!asked || own?.kind !== 'Deployment') { return []; }
  const labels = asked === 'replicasets' ? own.podLabels : own.object.labels;
  if (selects(webhook, service!.namespace, labels, manifests) !== true) { return []; }
  const path = [...webhook.path, 'namespaceSelector'];
  // The new ReplicaSet is asked for when all old pods have stopped.
  const stopsAllFirst = own.strategy.type === 'Recreate' || limitsOf(own).some(({ pods, unavailable }) => unavailable >= pods);
  return [{
    path,
    severity: asked === 'replicasets' && stopsAllFirst ? 'error' : undefined,
    message: `Webhook ${shorten(stringAt(webhook, ['name']) ?? '')} is called for ${asked} of its own namespace ${shorten(service!.namespace)}: `
      + `while it does not answer, ${CONSEQUENCE[asked]}, not even its own.`,
    ...fixOf(webhook, service, manifests),
  }];
}

function blockingPods(webhook: FieldCursor, asked: string, manifests: ManifestSet): Violation[] {
  const service = serviceAsked(webhook);
  const own = service && podsAsked(service, manifests);
  const isOwn = service !== undefined && selects(webhook, service.namespace, own?.podLabels, manifests) === true;
  if (!isOwn && (service !== undefined || !isForAll(webhook))) { return blockingSystem(webhook, asked, service, manifests); }
  const name = shorten(stringAt(webhook, ['name']) ?? '');
  const about = isForAll(webhook) ? `for every pod of the cluster${asked === 'pods' ? '' : ` (${asked})`}` : `for ${asked} of its own namespace ${shorten(service!.namespace)}`;
  const path = [...webhook.path, 'namespaceSelector'];
  return [{
    path,
    // A second pod answers while the first one restarts.
    severity: own && own.replicas.max === 1 ? 'error' : undefined,
    message: `Webhook ${name} is called ${about}: while it does not answer, ${CONSEQUENCE[asked]}, not even its own.`,
    ...fixOf(webhook, service, manifests),
  }];
}

/** The pods of a webhook cannot start where the network plugin of their node, or DNS, waits for the webhook. */
function blockingSystem(
  webhook: FieldCursor, asked: string, service: WebhookService | undefined, manifests: ManifestSet,
): Violation[] {
  const reaches = reachesSystem(webhook, manifests);
  if (!reaches) { return []; }
  const unless = reaches === 'yes' ? '' : ', unless that Namespace has a label that excludes it';
  return [{
    path: [...webhook.path, 'namespaceSelector'],
    message: `Webhook ${shorten(stringAt(webhook, ['name']) ?? '')} is called for ${asked} of ${SYSTEM_NAMESPACE}${unless}: while it does not answer, `
      + `${CONSEQUENCE[asked]} there, not even DNS and the network plugin that its own pods may need to start.`,
    ...fixOf(webhook, service, manifests),
  }];
}

function fixOf(webhook: FieldCursor, service: WebhookService | undefined, manifests: ManifestSet): Fix {
  return edited([{ path: [...webhook.path, 'namespaceSelector'], value: leavingOut(webhook, service, manifests) }], {
    or: `${showPath([...webhook.path, 'failurePolicy'])} to Ignore`,
    byHand: 'that nothing in these namespaces needs the webhook, and where the webhook itself runs',
  });
}

const CONSEQUENCE: Readonly<Record<string, string>> = {
  'pods': 'none is created',
  'pods/binding': 'none gets a node',
  'pods/status': 'none becomes ready',
  'replicasets': 'no Deployment gets pods of a new version',
  'deployments': 'no Deployment can be changed',
};

// Its selector is kept; its own namespace is excluded as well.
function leavingOut(webhook: FieldCursor, service: WebhookService | undefined, manifests: ManifestSet): object {
  const selector = mappingAt(webhook, ['namespaceSelector']);
  const expressions = listAt(selector, ['matchExpressions']);
  const own = service ? [service.namespace] : [];
  const byName = expressions.findIndex(each => stringAt(each, ['key']) === NAMESPACE_NAME && stringAt(each, ['operator']) === 'NotIn');
  const written = expressions.map(({ value }) => value);
  const leaving = (values: readonly string[]): object => ({ key: NAMESPACE_NAME, operator: 'NotIn', values });
  const reaches = isForAll(webhook) || reachesSystem(webhook, manifests);
  const system = reaches && own[0] !== SYSTEM_NAMESPACE ? [SYSTEM_NAMESPACE] : [];
  return {
    ...selector.value as object | undefined,
    matchExpressions: byName < 0
      ? [...written, leaving([...own, ...system])]
      : written.map((each, i) => i === byName ? leaving([...new Set([...stringsAt(expressions[byName], ['values']), ...own, ...system])]) : each),
  };
}
