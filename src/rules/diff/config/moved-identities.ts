import { onlyWorkload, ownersInWords, runningOwners } from './running-uses';
import { accountNamed, serviceAccountOf } from '../../../analysis/config/pod-accounts';
import { CLOUD_IDENTITIES, hasOwnCredentials, hasPodIdentity, identityAnnotationsOf } from '../../../analysis/identity/cloud-identities';
import { groupedBy, keyOf, ManifestObject } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { Change } from '../object-diff';
import { set } from '../recipe';
import { Update } from '../update';

interface Move {
  readonly owner: Change<ManifestObject>;
  readonly from: ManifestObject;
  readonly to: ManifestObject;
  readonly key: string;
}

/** ServiceAccounts without the identity in a cloud that pods had by their previous ServiceAccount. */
export function movedIdentities(update: Update): RuleResult[] {
  const moves = runningOwners(update).flatMap(owner => movesOf(owner, update));
  const groups = groupedBy(moves, ({ to, key }) => [keyOf(to.namespace, to.name, key)]);
  return [...groups.values()].map((group): RuleResult => ({
    object: group[0].to,
    workload: onlyWorkload(update, group.map(({ owner }) => owner)),
    violations: [violation(group)],
  }));
}

function movesOf(owner: Change<ManifestObject>, update: Update): Move[] {
  const [was, is] = [serviceAccountOf(owner.before), serviceAccountOf(owner.after) ?? 'default'];
  if (was === undefined || was === is) { return []; }
  const from = accountNamed(update.before, { namespace: owner.before.namespace, name: was });
  const to = accountNamed(update.after, { namespace: owner.after.namespace, name: is });
  // One with an identity in another cloud, or of another kind, has moved there on purpose.
  if (!from || !to || identityAnnotationsOf(to).length > 0 || hasPodIdentity(to, update.after)) { return []; }
  return identityAnnotationsOf(from)
    .filter(key => !hasOwnCredentials(owner.after, CLOUD_IDENTITIES[key]))
    .map(key => ({ owner, from, to, key }));
}

function violation(moves: readonly Move[]): Violation {
  const [{ from, to, key }] = moves;
  const { of, grantedBy } = CLOUD_IDENTITIES[key];
  const value = from.annotations[key];
  return {
    path: ['metadata'],
    severity: 'warning',
    message: `New pods of ${ownersInWords(moves.map(({ owner }) => owner))} use ${displayName(to)}, which does not have the annotation ${key} of ${displayName(from)}: `
      + `they have no identity in ${of}, which refuses their requests unless it is granted elsewhere.`,
    fix: `First allow ${displayName(to)} in ${grantedBy}, and set its annotation ${key} to ${shorten(value, 80)}. `
      + `If the pods send no requests to ${of}, or have another identity there, acknowledge this.`,
    recipe: [{ edits: [set(to, ['metadata', 'annotations', key], value)] }],
  };
}
