import { NAMESPACE_NAME, selectsNamespace } from './namespace-selectors';
import { serviceNamed } from './services-by-name';
import { has } from './webhook-requests';
import { FieldCursor, groupedBy, isMapping, keyOf, LabelSelector, listAt, ManifestObject, ManifestSet, mappingAt, matcherOf, rootOf, selectorAt, stringAt, valueAt, Workload } from '../../manifests';
import { perCluster } from '../memoize';
import { workloadsBehind } from '../workloads';

const KINDS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'];

/** The webhooks that an object configures. */
export function webhooksOf(object: ManifestObject): FieldCursor[] {
  return isWebhookConfiguration(object) ? listAt(rootOf(object.json), ['webhooks']) : [];
}

export function isWebhookConfiguration({ kind }: ManifestObject): boolean {
  return KINDS.includes(kind);
}

/** The Service of an admission webhook. */
export interface WebhookService {
  readonly name: string;
  readonly namespace: string;
}

const IN_CLUSTER = /^https:\/\/([a-z0-9-]{1,63})\.([a-z0-9-]{1,63})\.svc(?:[.:/]|$)/;

/** The Service of a webhook, by name or by its address in the cluster; undefined for one outside. */
export function serviceAsked(webhook: FieldCursor): WebhookService | undefined {
  const service = mappingAt(webhook, ['clientConfig', 'service']);
  const name = stringAt(service, ['name']);
  const namespace = stringAt(service, ['namespace']);
  if (name !== undefined && namespace !== undefined) { return { name, namespace }; }
  const address = IN_CLUSTER.exec(stringAt(webhook, ['clientConfig', 'url']) ?? '');
  return address ? { name: address[1], namespace: address[2] } : undefined;
}

/** The pods here that answer a webhook. */
export function podsAsked({ name, namespace }: WebhookService, manifests: ManifestSet): Workload | undefined {
  const service = serviceNamed(manifests, namespace, name);
  return service && workloadsBehind(service, manifests)[0];
}

/** Whether pods answer a webhook: the API server waits 30 s for it at most (`timeoutSeconds`). */
export function answersWebhooks(workload: Workload, manifests: ManifestSet): boolean {
  return answeredBy(workload, manifests).length > 0;
}

/** An object whose webhooks the pods answer, and without whose answer the API server rejects requests. */
export function blockingWebhook(workload: Workload, manifests: ManifestSet): ManifestObject | undefined {
  return answeredBy(workload, manifests).find(({ webhook }) => failsClosed(webhook))?.object;
}

function answeredBy({ services }: Workload, manifests: ManifestSet) {
  return services.flatMap(({ object }) => byService(manifests).get(keyOf(object.namespace, object.name)) ?? []);
}

const byService = perCluster(({ objects }) => groupedBy(
  objects.flatMap(object => webhooksOf(object).map(webhook => ({ object, webhook }))),
  ({ webhook }) => [serviceAsked(webhook)].flatMap(service => service ? [keyOf(service.namespace, service.name)] : []),
));

/** The namespace of what every pod needs: DNS, and often the network plugin. */
export const SYSTEM_NAMESPACE = 'kube-system';

/**
 * Whether a webhook is called for what runs in kube-system: `unless labelled` if its selector excludes namespaces by a label that
 * kube-system does not have by default, while the webhook is called for every kind of object, leases of controllers included.
 */
export function reachesSystem(webhook: FieldCursor, manifests: ManifestSet): 'yes' | 'unless labelled' | undefined {
  const isSelected = selects(webhook, SYSTEM_NAMESPACE, undefined, manifests);
  if (isSelected !== undefined) { return isSelected ? 'yes' : undefined; }
  const isOfAll = listAt(webhook, ['rules']).some(rule => has(rule, 'apiGroups', ['*']) && has(rule, 'resources', ['*', '*/*']));
  const selector = selectorAt(webhook, ['namespaceSelector']);
  return isOfAll && areEmpty(webhook, ['objectSelector', 'matchConditions']) && selector && excludesOnly(selector) ? 'unless labelled' : undefined;
}

function excludesOnly({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.every(({ key, operator, values }) =>
    operator === 'DoesNotExist' || (operator === 'NotIn' && !(key === NAMESPACE_NAME && values.includes(SYSTEM_NAMESPACE))));
}

/** Whether a missing answer of a webhook rejects the request. */
export function failsClosed(webhook: FieldCursor): boolean {
  return (stringAt(webhook, ['failurePolicy']) || 'Fail') === 'Fail' && mappingAt(webhook, ['clientConfig']).value !== undefined;
}

/** Whether a webhook excludes no node: they have no namespace, so its namespaceSelector does not concern them. */
export function isForAllNodes(webhook: FieldCursor): boolean {
  return areEmpty(webhook, ['objectSelector', 'matchConditions']);
}

/** Whether a webhook excludes no objects by its selectors and conditions. */
export function isForAll(webhook: FieldCursor): boolean {
  return areEmpty(webhook, [...SELECTORS, 'matchConditions']);
}

const SELECTORS = ['namespaceSelector', 'objectSelector'];

function areEmpty(webhook: FieldCursor, fields: readonly string[]): boolean {
  return fields.every(field => isEmpty(valueAt(webhook, [field])));
}

function isEmpty(value: unknown): boolean {
  if (isMapping(value)) { return Object.values(value).every(isEmpty); }
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/**
 * Whether a webhook is called for objects of a namespace with these labels, as far as the manifests show: undefined if a label of a
 * namespace decides that is not in the manifests, if there are conditions, or if unknown labels of the objects decide.
 */
export function selects(
  webhook: FieldCursor, namespace: string, labels: Readonly<Record<string, string>> | undefined, manifests: ManifestSet,
): boolean | undefined {
  if (!isEmpty(valueAt(webhook, ['matchConditions']))) { return undefined; }
  const byNamespace = selectorAt(webhook, ['namespaceSelector']);
  const isSelected = byNamespace ? selectsNamespace(byNamespace, namespace, manifests) : true;
  if (isSelected !== true) { return isSelected; }
  const byObject = selectorAt(webhook, ['objectSelector']);
  if (!byObject || isEmpty(valueAt(webhook, ['objectSelector']))) { return true; }
  return labels && matcherOf(byObject)(labels);
}
