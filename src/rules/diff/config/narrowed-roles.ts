import { onlyWorkload, ownersInWords } from './running-uses';
import { ownersOf } from './service-accounts';
import { accountNamed, hasToken, serviceAccountOf } from '../../../analysis/config/pod-accounts';
import { isBinding, isRole, refersTo, Subject, subjectsOf } from '../../../analysis/identity/bindings';
import { allows, isWildcard, Permission, permissionsOf } from '../../../analysis/identity/role-rules';
import { groupedBy, ManifestObject, ManifestSet, valueAt, rootOf } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { listWords, shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { Change } from '../object-diff';
import { hasOtherTemplate } from '../pod-template';
import { keepPrevious } from '../recipe';
import { Update } from '../update';

/** Kept roles that allow less, although running pods have a token of a ServiceAccount that is bound to them. */
export function narrowedRoles(update: Update): RuleResult[] {
  // Objects that could not be read may allow the rest.
  if (update.after.isPartial) { return []; }
  const roles = update.objects.kept.filter(({ before, after }) => isRole(after) && ![before, after].some(isAggregated));
  return roles.flatMap(kept => {
    const allowed = permissionsOf(kept.after);
    const lost = permissionsOf(kept.before).filter(permission => !allows(allowed, permission));
    return lost.length === 0 ? [] : verdict(kept, lost, update);
  });
}

// A controller writes the rules of an aggregated ClusterRole.
function isAggregated({ json }: ManifestObject): boolean {
  return valueAt(rootOf(json), ['aggregationRule']) !== undefined;
}

function verdict(kept: Change<ManifestObject>, lost: readonly Permission[], update: Update): RuleResult[] {
  const bindings = update.after.objects.filter(object => isBinding(object) && refersTo(object, kept.after));
  const missing = bindings.flatMap(binding => subjectsOf(binding).flatMap(subject => {
    const others = permissionsIn(update.after, subject, binding);
    const permissions = lost.filter(permission => !allows(others, permission));
    return permissions.length === 0 ? [] : runningAs(subject, update).map(owner => ({ owner, permissions }));
  }));
  if (missing.length === 0) { return []; }
  const owners = [...new Set(missing.map(({ owner }) => owner))];
  const staying = owners.filter(owner => !hasOtherTemplate(owner));
  return [{
    object: kept.after,
    workload: onlyWorkload(update, owners),
    violations: [violation(kept.after, missing[0].permissions, staying.length > 0 ? staying : owners, staying.length > 0)],
  }];
}

/** All permissions that a subject has in the scope of a binding. */
function permissionsIn(
  { objects }: ManifestSet, { namespace, name }: Subject, { namespace: place, kind }: ManifestObject,
): Permission[] {
  const bindings = objects.filter(object => isBinding(object)
    && (object.kind === 'ClusterRoleBinding' || (kind === 'RoleBinding' && object.namespace === place))
    && subjectsOf(object).some(subject => subject.namespace === namespace && subject.name === name));
  return objects.filter(role => isRole(role) && bindings.some(binding => refersTo(binding, role))).flatMap(permissionsOf);
}

function runningAs({ namespace, name }: Subject, update: Update): readonly Change<ManifestObject>[] {
  const account = accountNamed(update.after, { namespace, name });
  return account === undefined ? [] : ownersOf(update, namespace, name)
    .filter(owner => serviceAccountOf(owner.after) === name && hasToken(owner.before, account));
}

function violation(
  role: ManifestObject, lost: readonly Permission[], owners: readonly Change<ManifestObject>[], areStaying: boolean,
): Violation {
  return {
    path: ['rules'],
    // A wildcard rarely stands for what pods need, and a new version may need less.
    severity: !areStaying || lost.every(isWildcard) ? 'info' : 'warning',
    message: `${displayName(role)} will no longer allow ${permissionsInWords(lost)}, but running pods of ${ownersInWords(owners)} have a token with these permissions: requests to the API server that need them are refused as soon as the release is applied.`,
    fix: `Keep these permissions in rules of ${displayName(role)} until no pod uses them, or acknowledge this if none does.`,
    recipe: [{ edits: [keepPrevious(role)] }],
  };
}

const MOST = 3;

/** `get, list and watch of secrets`. */
function permissionsInWords(lost: readonly Permission[]): string {
  const byResource = [...groupedBy(lost, ({ resource, name }) => [name === undefined ? resource : `${resource} ${name}`])];
  const words = byResource.slice(0, MOST).map(([resource, of]) => `${listWords([...new Set(of.map(({ verb }) => verb))])} of ${shorten(resource)}`);
  return listWords(byResource.length > MOST ? [...words, `${byResource.length - MOST} more`] : words);
}
