import { FieldCursor, listAt, stringAt, stringsAt } from '../../manifests';

/** A request for which the API server may call a webhook. */
interface Request<T extends string> {
  readonly called: T;
  readonly group: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly operations: readonly string[];
  readonly resources: readonly string[];
}

/** The rules by which a webhook is called for a request. */
function rulesFor(webhook: FieldCursor, { group, scope, operations, resources }: Request<string>): FieldCursor[] {
  return listAt(webhook, ['rules']).filter(rule => [scope, '*'].includes(stringAt(rule, ['scope']) ?? '*')
    && has(rule, 'apiGroups', [group, '*']) && has(rule, 'operations', [...operations, '*']) && has(rule, 'resources', resources));
}

function firstAsked<T extends string>(webhook: FieldCursor, requests: readonly Request<T>[]): T | undefined {
  return requests.find(request => rulesFor(webhook, request).length > 0)?.called;
}

/** The resource of pods for which a webhook is called, and without which no pod starts or gets requests. */
export function askedOfPods(webhook: FieldCursor): string | undefined {
  return firstAsked(webhook, OF_PODS);
}

const POD = { group: '', scope: 'Namespaced' } as const;
const OF_PODS: readonly Request<string>[] = [
  { ...POD, called: 'pods', operations: ['CREATE'], resources: ['pods', '*', '*/*'] },
  { ...POD, called: 'pods/binding', operations: ['CREATE'], resources: ['pods/binding', 'pods/*', '*/binding'] },
  { ...POD, called: 'pods/status', operations: ['UPDATE'], resources: ['pods/status', 'pods/*', '*/status', '*/*'] },
];

/**
 * The resource by which a Deployment is updated, if a webhook is called for it: the change itself, and the ReplicaSet of a new
 * version.
 */
export function askedOfUpdates(webhook: FieldCursor): 'replicasets' | 'deployments' | undefined {
  return firstAsked(webhook, OF_UPDATES);
}

const OF_UPDATES: readonly Request<'replicasets' | 'deployments'>[] = [
  { group: 'apps', scope: 'Namespaced', called: 'replicasets', operations: ['CREATE'], resources: ['replicasets', '*', '*/*'] },
  { group: 'apps', scope: 'Namespaced', called: 'deployments', operations: ['UPDATE'], resources: ['deployments', '*', '*/*'] },
];

/** The namespace in which each node renews a Lease, by which the control plane knows that it runs. */
export const NODE_LEASES = 'kube-node-lease';

/** Whether a webhook is called when a node renews its Lease, unless it excludes that namespace. */
export function isAskedOfLeases(webhook: FieldCursor): boolean {
  return rulesFor(webhook, LEASES).length > 0;
}

const LEASES: Request<'leases'> = {
  called: 'leases', group: 'coordination.k8s.io', scope: 'Namespaced', operations: ['UPDATE'], resources: ['leases', '*', '*/*'],
};

/** Whether a webhook is called when the addresses of a Service change, unless it excludes its namespace. */
export function isAskedOfAddresses(webhook: FieldCursor): boolean {
  return rulesFor(webhook, ADDRESSES).length > 0;
}

const ADDRESSES: Request<'endpointslices'> = {
  called: 'endpointslices', group: 'discovery.k8s.io', scope: 'Namespaced', operations: ['UPDATE'], resources: ['endpointslices', '*', '*/*'],
};

/** A change of nodes for which a webhook is called. */
export interface NodeRequest {
  readonly called: 'nodes' | 'nodes/status';
  /** Whether existing nodes are concerned, not only new ones. */
  readonly isUpdate: boolean;
  readonly rules: readonly FieldCursor[];
}

/** The change of nodes for which a webhook is called. */
export function askedOfNodes(webhook: FieldCursor): NodeRequest | undefined {
  const request = OF_NODES.find(each => rulesFor(webhook, each).length > 0);
  return request && {
    called: request.called,
    isUpdate: rulesFor(webhook, { ...request, operations: ['UPDATE'] }).length > 0,
    rules: rulesFor(webhook, request),
  };
}

const OF_NODES: readonly Request<NodeRequest['called']>[] = [
  { group: '', scope: 'Cluster', called: 'nodes', operations: ['CREATE', 'UPDATE'], resources: ['nodes', '*', '*/*'] },
  { group: '', scope: 'Cluster', called: 'nodes/status', operations: ['UPDATE'], resources: ['nodes/status', 'nodes/*', '*/status'] },
];

/** Whether rules name no other resources than those of nodes. */
export function isForNodesOnly(rules: readonly FieldCursor[]): boolean {
  return rules.every(rule => stringsAt(rule, ['resources']).every(resource => resource.split('/')[0] === 'nodes'));
}

/** Whether a field of a rule has one of these values. */
export function has(rule: FieldCursor, field: string, values: readonly string[]): boolean {
  return stringsAt(rule, [field]).some(value => values.includes(value));
}
