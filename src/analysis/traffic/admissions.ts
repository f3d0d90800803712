import { isApiServer } from './cilium-policies';
import { isFor, networkPolicies, Policy } from './network-policies';
import { FieldCursor, listAt, ManifestObject, ManifestSet, matcherOf, numberAt, PodOwner, rootOf, selectorAt, stringAt, valueAt } from '../../manifests';
import { once } from '../memoize';

/** A peer that a rule of a policy allows: every peer, if the rule does not name any. */
export interface Admission {
  readonly policy: ManifestObject;
  readonly peer?: FieldCursor;
  /** The ports of the rule; an empty list means all ports. */
  readonly ports: readonly FieldCursor[];
}

/** A port of pods, as a policy matches it. */
export interface PodPort {
  readonly number?: number;
  readonly name?: string;
  readonly protocol: string;
}

type Pods = Pick<PodOwner, 'namespace' | 'podLabels'>;

/** The peers that policies allow to reach pods; undefined if no policy applies, so that all traffic is allowed. */
export function admissionsTo(manifests: ManifestSet, pods: Pods): readonly Admission[] | undefined {
  const policies = networkPolicies(manifests).filter(policy => policy.isAboutIngress && isFor(policy, pods));
  return policies.length === 0 ? undefined : policies.flatMap(policy => admissionsOf(policy));
}

/** The peers that the rules of one direction allow. */
export function admissionsOf({ object: policy, spec }: Policy, [direction, side] = ['ingress', 'from']): Admission[] {
  return listAt(spec, [direction]).flatMap((rule): Admission[] => {
    const peers = listAt(rule, [side]);
    const ports = listAt(rule, ['ports']);
    return peers.length === 0 ? [{ policy, ports }] : peers.map(peer => ({ policy, peer, ports }));
  });
}

export function admitsPort({ ports }: Admission, port: PodPort): boolean {
  return ports.length === 0 || ports.some(place => {
    if ((stringAt(place, ['protocol']) || 'TCP') !== port.protocol) { return false; }
    const first = valueAt(place, ['port']);
    if (first === undefined || port.number === undefined) { return true; }
    if (typeof first !== 'number') { return first === port.name; }
    return port.number >= first && port.number <= (numberAt(place, ['endPort']) ?? first);
  });
}

export const ROUTERS = /ingress|traefik|nginx|haproxy|envoy|gateway|kong|contour|istio|proxy|router/i;
export const SCRAPERS = /prometheus|metric|monitor|scrape|victoria|vmagent|telemetry|otel|alloy|grafana-agent/i;

/** Whether a peer may be in other namespaces or outside the cluster. */
export function isElsewhere({ peer }: Admission): boolean {
  return !peer || valueAt(peer, ['ipBlock']) !== undefined || valueAt(peer, ['namespaceSelector']) !== undefined;
}

/** Whether only peers outside of the cluster are allowed, by the entity `world` of Cilium. */
export function isOutsideOnly({ peer }: Admission): boolean {
  return peer !== undefined && valueAt(peer, ['outside']) === true;
}

/** Whether the pods of an object are allowed. */
export function admitsPods(admission: Admission, { namespace, podLabels }: Pods): boolean {
  const { peer, policy } = admission;
  if (isOutsideOnly(admission)) { return false; }
  if (!peer || valueAt(peer, ['ipBlock']) !== undefined) { return true; }
  const pods = selectorAt(peer, ['podSelector']);
  const fits = pods === undefined || matcherOf(pods)(podLabels);
  // The labels of namespaces are rarely in the manifests.
  return fits && (valueAt(peer, ['namespaceSelector']) !== undefined || namespace === policy.namespace);
}

/** Whether it allows clients in the manifests, other than those that only collect metrics, or the API server. */
export function admitsClients(admission: Admission, { podOwners }: ManifestSet): boolean {
  const { peer, policy } = admission;
  if (!peer) { return true; }
  if (isApiServer(peer)) { return true; }
  if (SCRAPERS.test(JSON.stringify(peer.value))) { return false; }
  return valueAt(peer, ['podSelector']) === undefined
    || podOwners.some(pods => pods.namespace === policy.namespace && admitsPods(admission, pods));
}

/** The pods here that name a Service as an address: they call it. */
export function callersOf({ name, namespace }: ManifestObject, { podOwners }: ManifestSet): PodOwner[] {
  const host = name.replace(/[^a-z0-9-]/g, '');
  const own = new RegExp(`(?:://|@)${host}(?:[.:/"]|$)|"${host}:\\d+`);
  const full = new RegExp(`(?:^|[^a-z0-9-])${host}\\.${namespace ?? '-'}(?:[.:/"]|$)`);
  return podOwners.filter(pods => {
    const text = specText(pods.object);
    return text.includes(host) && (full.test(text) || (pods.namespace === namespace && own.test(text)));
  });
}

const specText = once(({ json }: ManifestObject): string => JSON.stringify(valueAt(rootOf(json), ['spec']) ?? {}));
