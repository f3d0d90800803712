import {
  groupOf, LabelSelector, listAt, ManifestObject, ManifestSet, matcherOf, PodOwner, rootOf, selectorAt, stringsAt, Workload,
} from '../../manifests';
import { perCluster } from '../memoize';
import { servesRequests } from './router';

/** A NetworkPolicy. */
export interface Policy {
  readonly object: ManifestObject;
  readonly selector: LabelSelector;
  readonly isAboutIngress: boolean;
  readonly isAboutEgress: boolean;
  readonly allowsIngress: boolean;
}

/** A policy that limits the callers of the pods of a workload. */
export interface IngressPolicy {
  readonly policy: ManifestObject;
  readonly workload: Workload;
  /** Whether neither it nor any other policy here allows a request. */
  readonly isCutOff: boolean;
}

/**
 * For each workload that serves requests, the policies that select its pods by their labels. One for a whole namespace does not
 * count, since policies elsewhere may add to it. Beside policies of other APIs the result is unknown.
 */
export const ingressPolicies = perCluster((manifests: ManifestSet): IngressPolicy[] => {
  const policies = networkPolicies(manifests);
  const limiting = policies.filter(({ selector, isAboutIngress }) => isAboutIngress && !isEmpty(selector));
  return limiting.flatMap(policy => manifests.workloads
    .filter(workload => isFor(policy, workload) && servesRequests(workload))
    .map(workload => ({
      policy: policy.object,
      workload,
      isCutOff: !policies.some(other => other.allowsIngress && isFor(other, workload)),
    })));
});

/** All policies; empty if there are policies of other APIs, since it is unknown what these allow. */
export const networkPolicies = perCluster(({ objects }: ManifestSet): Policy[] =>
  objects.some(isOfOtherApi) ? [] : objects.filter(isNetworkPolicy).map(policyOf));

export function isNetworkPolicy(object: ManifestObject): boolean {
  return object.kind === 'NetworkPolicy' && groupOf(object) === 'networking.k8s.io';
}

function isOfOtherApi(object: ManifestObject): boolean {
  return object.kind.endsWith('NetworkPolicy') && !isNetworkPolicy(object);
}

function policyOf(object: ManifestObject): Policy {
  const root = rootOf(object.json);
  const types = stringsAt(root, ['spec', 'policyTypes']);
  return {
    object,
    selector: selectorAt(root, ['spec', 'podSelector']) ?? { matchLabels: {}, matchExpressions: [] },
    isAboutIngress: types.length === 0 || types.includes('Ingress'),
    isAboutEgress: types.includes('Egress') || (types.length === 0 && listAt(root, ['spec', 'egress']).length > 0),
    allowsIngress: listAt(root, ['spec', 'ingress']).length > 0,
  };
}

function isEmpty({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels).length + matchExpressions.length === 0;
}

export function isFor({ object, selector }: Policy, { namespace, podLabels }: Pick<PodOwner, 'namespace' | 'podLabels'>): boolean {
  return object.namespace === namespace && matcherOf(selector)(podLabels);
}
