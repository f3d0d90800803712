import { ChartError, CollisionCheck, Member } from './member';
import { formatValue } from '../checks/format-value';

/** Selectors that no longer match the pods of their construct, or that match those of another one as well. */
export const selectorProblems: CollisionCheck = members => [...changedSelectors(members), ...sharedSelectors(members)];

// If both have a budget, the budgets collide, too, and that is reported instead.
function sharedSelectors(members: Member[]): ChartError[] {
  const first = new Map<string, Member>();
  return members.flatMap(member => {
    const { identity: { selectorLabels }, service: { deployment } } = member;
    const key = JSON.stringify([deployment.metadata.namespace, Object.entries(selectorLabels).sort()]);
    const other = first.get(key);
    if (!other) { first.set(key, member); }
    return !other || (member.disruptionBudget && other.disruptionBudget) ? [] : [{
      member,
      text: `it has the same selector labels as ${other.service.node.path}. Allowed: selector labels that no other construct of the namespace has. `
        + 'Each Deployment counts the pods of the other one as its own, and removes them. '
        + "Remedy: leave out 'selectorLabels', or change them in one of the two before its first release.",
    }];
  });
}

/** Changed after construction, so that Service, Deployment and budget no longer select the same pods. */
function changedSelectors(members: Member[]): ChartError[] {
  return members.flatMap(changedSelector);
}

function changedSelector(member: Member): ChartError[] {
  const { kubeService, service: { deployment } } = member;
  const wanted = member.identity.selectorLabels;
  const selector = deployment.matchLabels;
  const serviceSelector: { [key: string]: string } = kubeService ? kubeService._toKube().selector ?? {} : wanted;
  const problem = (what: string) => ({
    member,
    text: `${what} Allowed: the selector labels of this service, the same on Deployment, Service, budget and pods. `
      + 'Otherwise the Service selects no pods and every request fails, or a later release is rejected. '
      + "Remedy: set 'selectorLabels' before the first release, and do not change them afterwards.",
  });
  return [
    ...sameLabels(selector, wanted) && deployment.matchExpressions.length === 0 ? []
      : [problem(`the selector of the Deployment was changed to ${formatValue(deployment.matchExpressions.length === 0 ? selector : { ...selector, matchExpressions: deployment.matchExpressions })}.`)],
    ...sameLabels(serviceSelector, wanted) ? [] : [problem(`the selector of the Service was changed to ${formatValue(serviceSelector)}.`)],
    ...Object.keys(wanted).filter(key => deployment.podMetadata.getLabel(key) !== wanted[key])
      .map(key => problem(`the pod label '${key}' was changed to ${JSON.stringify(deployment.podMetadata.getLabel(key))}.`)),
  ];
}

function sameLabels(one: { [key: string]: string }, other: { [key: string]: string }): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every(key => one[key] === other[key]);
}
