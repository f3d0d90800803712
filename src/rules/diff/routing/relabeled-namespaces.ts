import { servicesBy } from '../../../analysis/identity/controllers';
import { admissionsTo, Admission, SCRAPERS } from '../../../analysis/traffic/admissions';
import { departuresFrom } from '../../../analysis/traffic/departures';
import { podsIn } from '../../../analysis/traffic/known-pods';
import { NAMESPACE_NAME, selectsNamespace } from '../../../analysis/traffic/namespace-selectors';
import { groupedBy, isSameJson, keyOf, ManifestObject, ManifestSet, matcherOf, PodOwner, selectorAt, valueAt } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { onlyWorkload, ownersInWords, runningOwners } from '../config/running-uses';
import { Change } from '../object-diff';
import { keepPrevious } from '../recipe';
import { perUpdate, Update } from '../update';

/** Labels of a Namespace that change, so that a policy that stays no longer allows traffic from it or to it. */
interface Relabeled {
  readonly space: Change<ManifestObject>;
  readonly policy: ManifestObject;
  readonly side: 'from' | 'to';
  readonly owner: Change<ManifestObject>;
  /** The labels that change, among those that the policy names. */
  readonly keys: readonly string[];
  /** Whether pods of the namespace that the policy allowed are here. */
  readonly isShown: boolean;
}

export const relabeledNamespaces = perUpdate((update): readonly Relabeled[] => {
  const spaces = update.objects.kept.filter(({ before, after }) =>
    after.kind === 'Namespace' && !isSameJson(before.labels, after.labels) && !SCRAPERS.test(after.name));
  if (spaces.length === 0) { return []; }
  const [old, now] = [update.before, update.after].map(({ podOwners }) => new Map(podOwners.map(pods => [pods.object, pods])));
  return runningOwners(update).flatMap(owner => {
    const [before, after] = [old.get(owner.before), now.get(owner.after)];
    if (!before || !after) { return []; }
    return spaces.flatMap(space => (['from', 'to'] as const).flatMap(side => lost(space, side, { owner, before, after }, update)));
  });
});

interface Pods extends Record<'before' | 'after', PodOwner> {
  readonly owner: Change<ManifestObject>;
}

function lost(space: Change<ManifestObject>, side: 'from' | 'to', { owner, before, after }: Pods, update: Update): Relabeled[] {
  if (side === 'from' && (servicesBy(update.before).get(owner.before) ?? []).length === 0) { return []; }
  const allowed = side === 'from' ? admissionsTo : departuresFrom;
  const [was, is] = [allowed(update.before, before), allowed(update.after, after)];
  const admission = was?.find(one => isByLabel(one) && selects(one, space.before, update.before) === true);
  const kept = admission && update.objects.kept.find(one => one.before === admission.policy);
  if (!is || !kept || is.some(one => selects(one, space.after, update.after) !== false)) { return []; }
  const theirs = podsIn(update.before, space.before.name);
  const fits = matcherOf(selectorAt(admission.peer!, ['podSelector']) ?? { matchLabels: {}, matchExpressions: [] });
  const isShown = theirs.some(({ podLabels }) => fits(podLabels));
  const { matchLabels, matchExpressions } = selectorAt(admission.peer!, ['namespaceSelector'])!;
  const keys = [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)]
    .filter(key => space.before.labels[key] !== space.after.labels[key]);
  const isSame = isSameJson(kept.before.json.spec, kept.after.json.spec);
  return isSame && (isShown || theirs.length === 0) ? [{ space, policy: kept.after, side, owner, keys, isShown }] : [];
}

function isByLabel({ peer }: Admission): boolean {
  return peer !== undefined && valueAt(peer, ['namespaceSelector']) !== undefined;
}

/** Whether it allows traffic of a namespace; undefined if that is not known. */
function selects({ peer, policy }: Admission, { name }: ManifestObject, manifests: ManifestSet): boolean | undefined {
  if (!peer || valueAt(peer, ['ipBlock']) !== undefined) { return undefined; }
  const selector = selectorAt(peer, ['namespaceSelector']);
  return selector ? selectsNamespace(selector, name, manifests) : policy.namespace === name;
}

export function relabeledResults(update: Update): RuleResult[] {
  const alike = groupedBy(relabeledNamespaces(update), ({ space, policy, side }) =>
    [keyOf(space.after.name, policy.namespace, policy.name, side)]);
  return [...alike.values()].map(group => ({
    object: group[0].space.after,
    workload: onlyWorkload(update, group.map(({ owner }) => owner)),
    violations: [violationOf(group)],
  }));
}

function violationOf(group: readonly Relabeled[]): Violation {
  const [{ space: { before, after }, policy, side, keys: [key], isShown }] = group;
  const [was, is] = [before.labels, after.labels].map(labels => Object.hasOwn(labels, key) ? shorten(labels[key]) : undefined);
  const change = is === undefined ? `loses the label ${shorten(key)}=${was}` : `gets the label ${shorten(key)}=${is}${was === undefined ? '' : ` instead of ${was}`}`;
  return {
    path: ['metadata', ...Object.keys(after.labels).length > 0 ? ['labels'] : [], ...is === undefined ? [] : [key]],
    severity: isShown ? undefined : 'warning',
    message: `${displayName(after)} ${change}: ${displayName(policy)} no longer allows its pods ${side === 'from' ? 'to send requests to' : 'to receive requests of'} `
      + `the pods of ${ownersInWords(group.map(({ owner }) => owner))}, so `
      + 'these requests get no response as soon as the release is applied.',
    fix: `Select the namespace by ${NAMESPACE_NAME} in ${displayName(policy)} first, or keep the label.`,
    recipe: [{ edits: [keepPrevious(after)] }],
  };
}
