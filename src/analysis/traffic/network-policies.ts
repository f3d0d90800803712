import { NAMESPACE_NAME } from './namespace-selectors';
import {
  FieldCursor, groupOf, isEmptySelector, LabelSelector, listAt, ManifestObject, ManifestSet, mappingAt, matcherOf, PodOwner,
  rootOf, selectorAt, stringsAt, Workload,
} from '../../manifests';
import { once, perCluster } from '../memoize';
import { workloadsSelected } from '../workloads';
import { asNetworkPolicies, isCiliumPolicy, isClusterwide } from './cilium-policies';
import { servesRequests } from './router';

/** A NetworkPolicy, or a Cilium policy in the same form. */
export interface Policy {
  readonly object: ManifestObject;
  /** Its spec in the form of a NetworkPolicy. */
  readonly spec: FieldCursor;
  readonly selector: LabelSelector;
  /** The namespaces that a cluster-wide policy applies to. */
  readonly spaces?: LabelSelector;
  readonly isAboutIngress: boolean;
  readonly isAboutEgress: boolean;
  readonly allowsIngress: boolean;
}

/** A policy that limits the callers of the pods of workloads. */
export interface IngressPolicy {
  readonly policy: ManifestObject;
  readonly workloads: readonly Workload[];
  /** Whether neither it nor any other policy here allows a request to one of them. */
  isCutOff(workload: Workload): boolean;
}

/**
 * The policies that select pods by their labels, with the workloads that serve requests. One for a whole namespace does not count,
 * since policies elsewhere may add to it. Beside policies of other APIs the result is unknown.
 */
export const ingressPolicies = perCluster((manifests: ManifestSet): IngressPolicy[] => {
  const policies = networkPolicies(manifests);
  const limiting = policies.filter(({ selector, isAboutIngress }) => isAboutIngress && !isEmptySelector(selector));
  if (limiting.length === 0) { return []; }
  // Many policies may select the same pods.
  const lists = new Set(policies.filter(({ allowsIngress }) => allowsIngress).map(policy => selectedBy(policy, manifests)));
  const allowed = new Set([...lists].flat());
  return limiting.map(policy => ({
    policy: policy.object,
    workloads: servingAmong(selectedBy(policy, manifests)),
    isCutOff: workload => !allowed.has(workload),
  }));
});

const servingAmong = once((workloads: readonly Workload[]) => workloads.filter(servesRequests));

function selectedBy(policy: Policy, manifests: ManifestSet): readonly Workload[] {
  return policy.spaces ? manifests.workloads.filter(workload => isFor(policy, workload))
    : workloadsSelected(policy.object.namespace, policy.selector, manifests);
}

/** All policies; empty if there are policies of other APIs, since it is unknown what these allow. */
export const networkPolicies = perCluster(({ objects }: ManifestSet): Policy[] =>
  objects.some(isOfOtherApi) ? [] : objects.filter(isPolicy).flatMap(policiesOf));

/** Whether it is judged as a network policy. */
export function isPolicy(object: ManifestObject): boolean {
  return isNetworkPolicy(object) || (isCiliumPolicy(object) && asNetworkPolicies(object) !== undefined);
}

export function isNetworkPolicy(object: ManifestObject): boolean {
  return object.kind === 'NetworkPolicy' && groupOf(object) === 'networking.k8s.io';
}

function isOfOtherApi(object: ManifestObject): boolean {
  return object.kind.endsWith('NetworkPolicy') && !isPolicy(object);
}

function policiesOf(object: ManifestObject): Policy[] {
  if (isNetworkPolicy(object)) {
    const spec = mappingAt(rootOf(object.json), ['spec']);
    const types = stringsAt(spec, ['policyTypes']);
    const isEgress = types.includes('Egress') || (types.length === 0 && listAt(spec, ['egress']).length > 0);
    return [policyOf(object, spec, types.length === 0 || types.includes('Ingress'), isEgress)];
  }
  return (asNetworkPolicies(object) ?? []).map(json => {
    const types = json.policyTypes as readonly string[];
    return policyOf(object, rootOf(json), types.includes('Ingress'), types.includes('Egress'));
  });
}

function policyOf(object: ManifestObject, spec: FieldCursor, isAboutIngress: boolean, isAboutEgress: boolean): Policy {
  return {
    object,
    spec,
    selector: selectorAt(spec, ['podSelector']) ?? { matchLabels: {}, matchExpressions: [] },
    ...isClusterwide(object) && { spaces: selectorAt(spec, ['namespaceSelector']) },
    isAboutIngress,
    isAboutEgress,
    allowsIngress: listAt(spec, ['ingress']).length > 0,
  };
}

export function isFor({ object, selector, spaces }: Policy, { namespace, podLabels }: Pick<PodOwner, 'namespace' | 'podLabels'>): boolean {
  // Manifests rarely include the other labels of namespaces.
  const isNear = spaces ? matcher(spaces)({ [NAMESPACE_NAME]: namespace ?? '' }) : object.namespace === namespace;
  return isNear && matcher(selector)(podLabels);
}

const matcher = once(matcherOf);
