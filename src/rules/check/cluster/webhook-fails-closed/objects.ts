import { limitsOf } from '../../../../analysis/scaling/rollout-limits';
import { NAMESPACE_NAME } from '../../../../analysis/traffic/namespace-selectors';
import { askedOfPods, askedOfUpdates, isAskedOfAddresses, isAskedOfLeases, NODE_LEASES } from '../../../../analysis/traffic/webhook-requests';
import {
  isForAll, podsAsked, reachesSystem, selects, serviceAsked, SYSTEM_NAMESPACE, WebhookService,
} from '../../../../analysis/traffic/webhooks';
import { FieldCursor, listAt, ManifestSet, mappingAt, showPath, stringAt, stringsAt } from '../../../../manifests';
import { shorten } from '../../../../text';
import { edited, Fix } from '../../../fixes/edited';
import { Violation } from '../../../rule';

/** A webhook that must answer before its own pods start, are updated or are reached, or before those of kube-system start. */
export function objectsBlocked(webhook: FieldCursor, manifests: ManifestSet): Violation[] {
  const asked = askedOfPods(webhook);
  const found = asked === undefined ? blockingItsUpdate(webhook, manifests) : blockingPods(webhook, asked, manifests);
  if (found.length > 0) { return found; }
  const addresses = blockingItsAddresses(webhook, manifests);
  return addresses.length > 0 ? addresses : blockingLeases(webhook, manifests);
}

/** One that must answer before its own Service gets the address of a new pod. */
function blockingItsAddresses(webhook: FieldCursor, manifests: ManifestSet): Violation[] {
  const service = serviceAsked(webhook);
  const isOwn = service !== undefined && selects(webhook, service.namespace, undefined, manifests) === true;
  if (!isOwn || !isAskedOfAddresses(webhook)) { return []; }
  return [{
    path: [...webhook.path, 'namespaceSelector'],
    severity: hasOnePod(service, manifests) ? 'error' : undefined,
    message: `${called(webhook)} for endpointslices of its own namespace ${shorten(service.namespace)}: once none of its pods answers, `
      + 'its Service gets no addresses of new ones, and it never answers again.',
    ...fixOf(webhook, service, manifests),
  }];
}

/** Without its Lease, a node counts as failed after 40 to 50 s, and its pods get no requests. */
function blockingLeases(webhook: FieldCursor, manifests: ManifestSet): Violation[] {
  const service = serviceAsked(webhook);
  if (!service || !isAskedOfLeases(webhook) || selects(webhook, NODE_LEASES, undefined, manifests) !== true) { return []; }
  return [{
    path: [...webhook.path, 'namespaceSelector'],
    severity: hasOnePod(service, manifests) ? 'error' : undefined,
    message: `${called(webhook)} for leases of ${NODE_LEASES}: while it does not answer, no node can renew its Lease, `
      + 'and after less than a minute all nodes count as failed and their pods get no requests.',
    ...fixOf(webhook, service, manifests),
  }];
}

function hasOnePod(service: WebhookService, manifests: ManifestSet): boolean {
  return podsAsked(service, manifests)?.replicas.max === 1;
}

function called(webhook: FieldCursor): string {
  return `Webhook ${shorten(stringAt(webhook, ['name']) ?? '')} is called`;
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
    message: `${called(webhook)} for ${asked} of its own namespace ${shorten(service!.namespace)}: `
      + `while it does not answer, ${CONSEQUENCE[asked]}, not even its own.`,
    ...fixOf(webhook, service, manifests),
  }];
}

function blockingPods(webhook: FieldCursor, asked: string, manifests: ManifestSet): Violation[] {
  const service = serviceAsked(webhook);
  const own = service && podsAsked(service, manifests);
  const isOwn = service !== undefined && selects(webhook, service.namespace, own?.podLabels, manifests) === true;
  if (!isOwn && (service !== undefined || !isForAll(webhook))) { return blockingSystem(webhook, asked, service, manifests); }
  const about = isForAll(webhook) ? `for every pod of the cluster${asked === 'pods' ? '' : ` (${asked})`}` : `for ${asked} of its own namespace ${shorten(service!.namespace)}`;
  const path = [...webhook.path, 'namespaceSelector'];
  return [{
    path,
    // A second pod answers while the first one restarts.
    severity: own && own.replicas.max === 1 ? 'error' : undefined,
    message: `${called(webhook)} ${about}: while it does not answer, ${CONSEQUENCE[asked]}, not even its own.`,
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
    message: `${called(webhook)} for ${asked} of ${SYSTEM_NAMESPACE}${unless}: while it does not answer, `
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
  const leases = isAskedOfLeases(webhook) ? [NODE_LEASES] : [];
  const excluded = [...new Set([...own, ...system, ...leases])];
  return {
    ...selector.value as object | undefined,
    matchExpressions: byName < 0
      ? [...written, leaving(excluded)]
      : written.map((each, i) => i === byName ? leaving([...new Set([...stringsAt(expressions[byName], ['values']), ...excluded])]) : each),
  };
}
