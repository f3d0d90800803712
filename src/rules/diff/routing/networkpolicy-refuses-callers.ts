import { closedEgress } from './closed-egress';
import { Refusal, refusals } from './refused-callers';
import { relabeledNamespaces, relabeledResults } from './relabeled-namespaces';
import { Admission } from '../../../analysis/traffic/admissions';
import { isCiliumPolicy } from '../../../analysis/traffic/cilium-policies';
import { NAMESPACE_NAME } from '../../../analysis/traffic/namespace-selectors';
import { isPolicy } from '../../../analysis/traffic/network-policies';
import { FieldCursor, groupedBy, keyOf, listAt, ManifestObject, rootOf, valueAt } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { listWords, shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { valueInWords } from '../../wording/values';
import { onlyWorkload, ownersInWords } from '../config/running-uses';
import { defer, keepPrevious, Recipe, retain, set } from '../recipe';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

export const networkpolicyRefusesCallers: UpdateRule = {
  id: 'networkpolicy-refuses-callers',
  severity: 'error',
  otherSeverities: ['warning', 'info'],
  title: 'NetworkPolicy that blocks current requests',
  impact: 'As soon as the release is applied, requests of users or other services get no response, or pods cannot reach what they need to respond.',
  why: 'Pods accept requests from anywhere until an ingress policy selects them, and send anywhere until an egress policy does. From then on only traffic that the rules of policies allow gets through. '
    + 'A policy applies at once, also to running pods, and so do the labels of a Namespace by which it selects clients.',
  fix: 'Before the policy is released, allow all clients in spec.ingress, including the router in its namespace, and in spec.egress allow DNS and everything that the pods call. If a port changes, allow both until all pods are replaced.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
  examples: {
    before: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { ingressClassName: traefik, rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 60, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] } } }
`,
    unsafe: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: { matchLabels: { app: metrics } } }] }]
`,
    safe: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ingress:
  - from:
    - podSelector: { matchLabels: { app: metrics } }
    - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: traefik } }
`,
  },
  judge: update => {
    const policies = update.after.objects.filter(isPolicy);
    const relabeled = new Set(relabeledNamespaces(update).map(({ policy }) => policy));
    const refused = refusals(update).filter(({ policy }) => !relabeled.has(policy));
    const found = groupedBy(refused, ({ policy, who, only }) => [keyOf(policy.namespace, policy.name, who, only)]);
    const failing = [...found.values()].map((group): RuleResult => ({
      object: group[0].policy,
      workload: onlyWorkload(update, group.map(({ owner }) => owner)),
      violations: [violation(group, update)],
    }));
    const passing = policies.filter(object => !failing.some(result => result.object === object));
    const passed = passing.map(object => ({ object, violations: [] }));
    return [...failing, ...closedEgress(update), ...relabeledResults(update), ...passed];
  },
};

function violation(group: readonly Refusal[], update: Update): Violation {
  const [{ policy, who, only, port, admissions, isByAddress, isOtherPort, space }] = group;
  const isGone = !update.after.objects.includes(policy);
  const subject = isGone ? `${displayName(policy)} is removed, and the remaining policies allow` : `${displayName(policy)} will allow`;
  const pods = `${PODS[only ?? 'all']} of ${ownersInWords(group.map(({ owner }) => owner))}`;
  const at = (only ?? isOtherPort) && port.number !== undefined ? ` at port ${port.number}` : '';
  return {
    path: ['spec', 'ingress'],
    message: `${subject} ${admittedInWords(admissions)} to the ${pods}${at}: as soon as the release is applied, ${lossInWords(group)}.`,
    fix: fixFor(group, isGone),
    recipe: recipeFor(group, update),
    severity: who === 'others' || isByAddress || space ? 'warning' : 'error',
  };
}

const PODS = { all: 'pods', old: 'running pods', new: 'new pods' };

function admittedInWords(admissions: readonly Admission[]): string {
  const peers = [...new Set(admissions.map(({ peer }) => peerInWords(peer)))];
  return peers.length === 0 ? 'no requests' : `only requests from ${listWords(peers.slice(0, 3))}${peers.length > 3 ? ` and ${peers.length - 3} more` : ''}`;
}

function peerInWords(peer: Admission['peer']): string {
  const [block, pods, spaces] = ['ipBlock', 'podSelector', 'namespaceSelector'].map(key => peer && valueAt(peer, [key]));
  if (block) { return shorten(`${(block as { readonly cidr?: unknown }).cidr}`); }
  const from = spaces === undefined ? 'its namespace' : `namespaces with ${labelsInWords(spaces)}`;
  return pods === undefined || labelsInWords(pods) === '{}' ? `all pods of ${from}` : `pods with ${labelsInWords(pods)}${spaces === undefined ? '' : ` of ${from}`}`;
}

function labelsInWords(selector: unknown): string {
  const { matchLabels = {}, matchExpressions } = (selector ?? {}) as { readonly [key: string]: unknown };
  return valueInWords(matchExpressions === undefined ? matchLabels : selector);
}

function lossInWords([{ who, service, callers, router, isByAddress, space }]: readonly Refusal[]): string {
  if (isByAddress) {
    return `users' requests to ${displayName(service)} get no response, unless the allowed addresses are those of the router${PRODUCTS[router ?? ''] ?? ''}: pods see the address of the router, not of the user`;
  }
  if (space) {
    return `users' requests to ${displayName(service)} get no response, unless Namespace ${shorten(space.name)} of the router${PRODUCTS[router ?? ''] ?? ''} gets such labels elsewhere: here it has others`;
  }
  switch (who) {
    case 'everyone': return `no request to ${displayName(service)} gets a response`;
    case 'router': return `${router === 'outside' ? 'the load balancer' : `the router${PRODUCTS[router ?? ''] ?? ''}`} in front of ${displayName(service)} is refused, and users get no response`;
    case 'callers': return `the requests of ${displayName(callers[0])}${callers.length > 1 ? ` and ${callers.length - 1} more` : ''} to ${displayName(service)} get no response`;
    case 'others': return `all other clients of ${displayName(service)} are refused`;
  }
}

const PRODUCTS: { readonly [place: string]: string } = { nginx: ' (ingress-nginx)', traefik: ' (Traefik)', haproxy: ' (HAProxy)', kong: ' (Kong)', contour: ' (Contour)', istio: ' (Istio)', envoy: ' (Envoy)' };

function fixFor([refusal]: readonly Refusal[], isGone: boolean): string {
  const { policy, who, only, port, callers, router, isByAddress, isOtherPort, space } = refusal;
  const isCilium = isCiliumPolicy(policy);
  if (isByAddress) { return 'Allow the router with a namespaceSelector for its namespace in spec.ingress, and limit the addresses of users in the router, for example with an annotation of the Ingress.'; }
  if (isOtherPort && !only && !isGone && port.number !== undefined) {
    return `Allow port ${port.number} in spec.ingress, at least for the router and all other clients, before the policy is released.`;
  }
  if (space && !isCilium) { return `Allow the router before the policy is released: with namespaceSelector ${valueInWords({ matchLabels: { [NAMESPACE_NAME]: space.name } })} in spec.ingress.`; }
  if (only === 'old') { return `Allow port ${port.number} as well until all pods are replaced.`; }
  if (only === 'new') { return `Allow port ${port.number} as well in spec.ingress[0].${isCilium ? 'toPorts' : 'ports'}.`; }
  if (isGone) { return 'Keep it until another policy allows the same clients.'; }
  switch (who) {
    case 'callers': return `Allow the pods of ${displayName(callers[0])} as well, with ${isCilium ? 'their labels in fromEndpoints of' : 'a podSelector in'} spec.ingress.`;
    case 'others': return 'Allow each client in spec.ingress before the policy is released, or acknowledge this if there are no others.';
    default: return isCilium ? fixForCilium(router) : fixForRouter(router);
  }
}

function fixForRouter(router: Refusal['router']): string {
  return router === 'outside'
    ? 'Allow the load balancer as well before the policy is released: with an ipBlock of its addresses in spec.ingress, since no selector matches clients outside of the cluster.'
    : 'Allow the clients as well before the policy is released: a router with a namespaceSelector for its namespace in spec.ingress.';
}

function fixForCilium(router: Refusal['router']): string {
  const how = router === 'outside' ? 'the load balancer with the entity world in fromEntities' : 'a router with the label k8s:io.kubernetes.pod.namespace in fromEndpoints';
  return `Allow the clients as well before the policy is released: ${how} of spec.ingress.`;
}

/** Releases without the policy, or with the current one; where only old pods are blocked, until these are removed. */
function recipeFor([{ policy, only, port }]: readonly Refusal[], update: Update): Recipe | undefined {
  const kept = update.objects.kept.find(({ after }) => after === policy);
  const rules = (object: ManifestObject): FieldCursor[] => listAt(rootOf(object.json), ['spec', 'ingress']);
  if (only && isCiliumPolicy(policy)) { return undefined; }
  if (only === 'new') {
    const edits = rules(policy).flatMap(rule => {
      const ports = listAt(rule, ['ports']).map(({ value }) => value);
      return ports.length === 0 ? [] : [set(policy, [...rule.path, 'ports'], [...ports, { protocol: port.protocol, port: port.number }])];
    });
    return [{ edits }];
  }
  if (only === 'old' && kept) {
    const both = [...rules(kept.after), ...rules(kept.before)].map(({ value }) => value);
    return [{ edits: [set(policy, ['spec', 'ingress'], both)] }, { edits: [] }];
  }
  const withoutChange = update.objects.added.includes(policy) ? defer(policy) : retain(policy);
  const edits = [kept ? keepPrevious(policy) : withoutChange];
  return only === 'old' ? [{ edits }, { edits: [] }] : [{ edits }];
}
