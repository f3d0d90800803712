import { ApiObject } from 'cdk8s';
import { CollisionCheck, Member } from './member';
import { rootOf } from '../../manifests/fields';
import { groupedBy } from '../../manifests/groups';
import { LabelSelector, matcherOf, selectorAt } from '../../manifests/label-selector';

interface Budget {
  readonly object: ApiObject;
  readonly selector: LabelSelector | undefined;
}

/** Two budgets for one pod: the API server refuses every eviction with an error, and drains hang. */
export const budgetProblems: CollisionCheck = (members, objects) => {
  const own = new Map(members.map(member => [member.disruptionBudget, member]));
  const budgets: Budget[] = objects
    .filter(object => object.kind === 'PodDisruptionBudget')
    .map(object => ({ object, selector: selectorOf(object, own.get(object)) }));
  const index = indexByLabel(budgets);
  const keys = new Set(budgets.flatMap(({ selector }) => keysOf(selector)));

  return members.flatMap(member => {
    const { disruptionBudget } = member;
    if (!disruptionBudget) { return []; }
    const pods = labelsOf(member, keys);
    const namespace = disruptionBudget.metadata.namespace;
    return [...candidates(index, pods)]
      .filter(({ object, selector }) => object.name !== disruptionBudget.name
        && object.metadata.namespace === namespace && selector !== undefined && matcherOf(selector)(pods))
      .map(({ object }) => ({
        member,
        text: `the PodDisruptionBudget '${object.name}' (${object.node.path}) selects the pods of this service too. Allowed: one budget for a pod. `
          + 'With two, the API server refuses every eviction with an error, so node upgrades hang until one of them is deleted. '
          + "Remedy: remove that budget and use 'disruption', or give the two services 'selectorLabels' of their own.",
      }));
  });
};

function keysOf(selector: LabelSelector | undefined): string[] {
  return selector ? [...Object.keys(selector.matchLabels), ...selector.matchExpressions.map(({ key }) => key)] : [];
}

// Only the labels that a budget selects by: rendering all of them, for each service, costs more than the comparison.
function labelsOf({ service: { deployment } }: Member, keys: Set<string>): { [key: string]: string } {
  const labels = [...keys].map(key => [key, deployment.podMetadata.getLabel(key)]);
  return Object.fromEntries(labels.filter(([, value]) => value !== undefined));
}

function selectorOf(object: ApiObject, owner: Member | undefined): LabelSelector | undefined {
  if (owner) { return { matchLabels: owner.identity.selectorLabels, matchExpressions: [] }; }
  return selectorAt(rootOf(object.toJson()), ['spec', 'selector']);
}

const ANY_POD = '';

// With a thousand services in a chart, comparing every pair would take longer than writing them.
function indexByLabel(budgets: Budget[]): Map<string, Budget[]> {
  return groupedBy(budgets, ({ selector }) => {
    const [first] = Object.entries(selector?.matchLabels ?? {});
    return [first ? label(first) : ANY_POD];
  });
}

function candidates(index: Map<string, Budget[]>, pods: { [key: string]: string }): Set<Budget> {
  return new Set([ANY_POD, ...Object.entries(pods).map(label)].flatMap(key => index.get(key) ?? []));
}

function label([key, value]: [string, string]): string {
  return `${key}=${value}`;
}
