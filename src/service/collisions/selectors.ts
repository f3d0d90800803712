import { CollisionCheck } from './member';
import { formatValue } from '../checks/format-value';

/** A selector that was changed after construction, so that Service, Deployment and budget no longer mean the same pods. */
export const selectorProblems: CollisionCheck = members => members.flatMap(member => {
  const { kubeService, service: { deployment } } = member;
  const wanted = member.identity.selectorLabels;
  const selector = deployment.matchLabels;
  const serviceSelector: { [key: string]: string } = kubeService ? kubeService._toKube().selector ?? {} : wanted;
  const problem = (what: string) => ({
    member,
    text: `${what} Allowed: the selector labels of this service, the same on Deployment, Service, budget and pods. `
      + 'Otherwise the Service finds no pods and every request fails, or a later release is refused. '
      + "Remedy: set 'selectorLabels' before the first release, and change nothing afterwards.",
  });
  return [
    ...sameLabels(selector, wanted) && deployment.matchExpressions.length === 0 ? []
      : [problem(`the selector of the Deployment was changed to ${formatValue(deployment.matchExpressions.length === 0 ? selector : { ...selector, matchExpressions: deployment.matchExpressions })}.`)],
    ...sameLabels(serviceSelector, wanted) ? [] : [problem(`the selector of the Service was changed to ${formatValue(serviceSelector)}.`)],
    ...Object.keys(wanted).filter(key => deployment.podMetadata.getLabel(key) !== wanted[key])
      .map(key => problem(`the pod label '${key}' was changed to ${JSON.stringify(deployment.podMetadata.getLabel(key))}.`)),
  ];
});

function sameLabels(one: { [key: string]: string }, other: { [key: string]: string }): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every(key => one[key] === other[key]);
}
