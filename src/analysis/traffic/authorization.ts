import { callersOf } from './admissions';
import {
  allowsNoneHere, Authorizations, authorizationsOf, denyingAll, denyingRule, hasSelector, mayAllow, mayAllowRouter,
  otherPortsOf, rulesOf,
} from './authorization-policies';
import { identityOf, routersOf } from './authorized-routers';
import { Caller } from './authorized-sources';
import { namespaces } from './mesh';
import { bypassesProxy, isAmbient, isGatewayOfMesh, isInMesh, isKnownOutside } from './mutual-tls';
import { servesRequests } from './router';
import { FieldCursor, isGateway, ManifestObject, ManifestSet, rootOf, stringAt, Workload } from '../../manifests';
import { isHook } from '../config/migrations';
import { onceInCluster } from '../memoize';
import { workloadsByObject } from '../workloads';

/** Clients whose requests the policies of a workload deny with 403. */
export interface Unauthorized {
  /** The policy that denies them, or one that does not allow them. */
  readonly policy: ManifestObject;
  /** The rule that denies them; undefined if no rule allows them. */
  readonly rule?: FieldCursor;
  /** The ports of the first rule, if all rules are for ports that the requests do not have. */
  readonly otherPorts?: FieldCursor;
  /** Those that they have. */
  readonly ports?: readonly number[];
  readonly who: 'everyone' | 'router' | 'caller';
  /** The route, or the pods that send. */
  readonly from?: ManifestObject;
  /** Undefined for a router whose pods are not here. */
  readonly caller?: Caller;
  /** The clients here that are known, if no client is allowed. */
  readonly known: readonly Caller[];
}

/** The most important clients of a workload that its AuthorizationPolicies deny: all, else routers, else pods that name its Services. */
export const unauthorizedAt = onceInCluster((workload: Workload, manifests): Unauthorized | undefined => {
  const policies = authorizationsOf(workload, manifests);
  const [policy] = [...policies.allowing, ...policies.denying];
  if (!policy || manifests.isPartial || !servesRequests(workload)) { return undefined; }
  if (!isEnforced(workload, policy, manifests)) { return undefined; }
  const clients = isGatewayOfMesh(workload) ? [] : clientsOf(workload, manifests);
  return everyone(policies, workload, clients, manifests)
    ?? clients.flatMap(client => refusalOf(client, policies, portsOf(workload), manifests) ?? [])[0];
});

interface Client {
  readonly who: 'router' | 'caller';
  readonly from: ManifestObject;
  readonly caller: Caller | 'unknown';
}

function clientsOf(workload: Workload, manifests: ManifestSet): Client[] {
  const routers = workload.routes.flatMap(route => routersOf(route, manifests)
    .map(caller => ({ who: 'router' as const, from: route.object, caller })));
  const callers = workload.services.flatMap(({ object }) => callersOf(object, manifests))
    .filter(({ object }) => object !== workload.object && !isHook(object));
  return [...routers, ...callers.map(pods => {
    const sender = workloadsByObject(manifests).get(pods.object);
    const isOutside = sender !== undefined && isKnownOutside(sender, manifests);
    return { who: 'caller' as const, from: pods.object, caller: isOutside ? { isOutside } : identityOf(pods) };
  })];
}

/** Whether the pods have a proxy that enforces policies. In ambient mode, a waypoint may send the requests with its own identity. */
function isEnforced(workload: Workload, policy: ManifestObject, manifests: ManifestSet): boolean {
  if (isGatewayOfMesh(workload)) { return true; }
  return !bypassesProxy(workload) && isInMesh(workload, { mode: '', policy }, manifests)
    && !(isAmbient(workload, manifests) && hasWaypoint(workload, manifests));
}

function hasWaypoint({ namespace, services, podLabels }: Workload, manifests: ManifestSet): boolean {
  const labels = [podLabels, namespaces(manifests).get(namespace)?.labels ?? {}, ...services.map(({ object }) => object.labels)];
  return labels.some(own => Object.hasOwn(own, 'istio.io/use-waypoint'))
    || manifests.objects.some(object => isGateway(object) && stringAt(rootOf(object.json), ['spec', 'gatewayClassName']) === 'istio-waypoint');
}

function everyone(
  { allowing, denying }: Authorizations, workload: Workload, clients: readonly Client[], manifests: ManifestSet,
): Unauthorized | undefined {
  const ports = portsOf(workload);
  const known = clients.flatMap(({ caller }) => caller === 'unknown' ? [] : [caller]);
  for (const policy of denying) {
    const rule = denyingAll(policy, ports);
    if (rule) { return { policy, rule, who: 'everyone', known }; }
  }
  const withRules = allowing.filter(policy => rulesOf(policy).length > 0);
  if (!isGatewayOfMesh(workload) && withRules.length > 0 && withRules.every(policy => otherPortsOf(policy, ports))) {
    return { policy: withRules[0], who: 'everyone', otherPorts: otherPortsOf(withRules[0], ports), ports, known };
  }
  // The clients of a single service may all be in releases elsewhere.
  const isSeen = known.length > 0 || withRules.length === 0;
  const allowsNone = allowing.length > 0 && isSeen && allowing.every(policy => allowsNoneHere(policy, ports, manifests));
  return allowsNone ? { policy: mostSpecific(allowing), who: 'everyone', known } : undefined;
}

// One that has rules shows what was meant.
function mostSpecific(policies: readonly ManifestObject[]): ManifestObject {
  return policies.find(policy => rulesOf(policy).length > 0) ?? policies.find(hasSelector) ?? policies[0];
}

function refusalOf(
  { who, from, caller }: Client, { allowing, denying }: Authorizations, ports: readonly number[], manifests: ManifestSet,
): Unauthorized | undefined {
  const is = caller === 'unknown' ? {} : { caller };
  for (const policy of caller === 'unknown' ? [] : denying) {
    const rule = denyingRule(policy, caller as Caller, ports);
    if (rule) { return { policy, rule, who, from, ...is, known: [] }; }
  }
  const isAllowed = allowing.length === 0 || allowing.some(policy =>
    caller === 'unknown' ? mayAllowRouter(policy, ports, manifests) : mayAllow(policy, caller, ports));
  return isAllowed ? undefined : { policy: mostSpecific(allowing), who, from, ...is, known: [] };
}

/** The ports of the containers to which Services send; empty if one is not known, or if clients choose the port of a headless one. */
function portsOf({ services, containers }: Workload): readonly number[] {
  const declared = containers.flatMap(container => container.ports);
  const found = services.flatMap(service => service.ports).map(({ targetPort }) =>
    typeof targetPort === 'number' ? targetPort : declared.find(({ name }) => name === targetPort)?.number);
  return found.includes(undefined) || services.some(({ headless }) => headless) ? [] : found as number[];
}
