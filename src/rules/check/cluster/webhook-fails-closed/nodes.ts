import { usesHostNetwork } from '../../../../analysis/traffic/mesh';
import { askedOfNodes, isForNodesOnly, NodeRequest } from '../../../../analysis/traffic/webhook-requests';
import { isForAllNodes, podsAsked, serviceAsked } from '../../../../analysis/traffic/webhooks';
import { FieldCursor, listAt, ManifestSet, showPath, stringAt, stringsAt } from '../../../../manifests';
import { shorten } from '../../../../text';
import { edited, Fix } from '../../../fixes/edited';
import { Violation } from '../../../rule';

/** A webhook whose pods need nodes that cannot be changed without its answer. */
export function nodesBlocked(webhook: FieldCursor, manifests: ManifestSet): Violation[] {
  const asked = askedOfNodes(webhook);
  const service = serviceAsked(webhook);
  const own = service && podsAsked(service, manifests);
  // Pods in the network of the node do not need the network plugin.
  if (!asked || !service || !isForAllNodes(webhook) || (own && usesHostNetwork(own))) { return []; }
  return [{
    path: [...asked.rules[0].path, 'resources'],
    // A second pod answers while the first one restarts.
    severity: own?.replicas.max === 1 ? 'error' : undefined,
    message: `Webhook ${shorten(stringAt(webhook, ['name']) ?? '')} is called for ${asked.called}, which a namespaceSelector cannot exclude: while it does not answer, ${consequenceOf(asked)}.`,
    ...fixOf(webhook, asked),
  }];
}

function consequenceOf({ called, isUpdate }: NodeRequest): string {
  if (called === 'nodes/status') { return 'no node becomes ready, not even one for its own pods'; }
  return isUpdate
    ? 'no taint is removed from a node, and a network plugin that writes to its node does not start, although its own pods may need both'
    : 'no node joins the cluster, not even one for its own pods';
}

function fixOf(webhook: FieldCursor, { called, rules }: NodeRequest): Fix {
  const policy = [...webhook.path, 'failurePolicy'];
  const conditions = `exclude the requests of nodes and of the network plugin by ${showPath([...webhook.path, 'matchConditions'])}`;
  if (isForNodesOnly(listAt(webhook, ['rules']))) {
    return edited([{ path: policy, value: 'Ignore' }], { or: conditions, byHand: `that ${called} may be changed without the webhook` });
  }
  const areMixed = rules.some(rule => stringAt(rule, ['scope']) === 'Cluster' || isNamed(rule));
  return areMixed
    ? { fix: `Move ${called} to a webhook of its own with failurePolicy Ignore, or ${conditions}.` }
    : edited(rules.map(rule => ({ path: [...rule.path, 'scope'], value: 'Namespaced' })), {
      or: `${showPath(policy)} to Ignore`,
      byHand: 'that the webhook needs no objects without a namespace',
    });
}

/** Whether a rule names nodes, instead of all resources. */
function isNamed(rule: FieldCursor): boolean {
  return stringsAt(rule, ['resources']).some(resource => resource.startsWith('nodes'));
}
