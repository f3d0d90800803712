import { runningOwners } from './running-uses';
import { serviceAccountOf } from '../../../analysis/config/pod-accounts';
import { isBinding, isRole, refersTo, Subject, subjectsOf } from '../../../analysis/identity/bindings';
import { groupedBy, keyOf, listAt, ManifestObject, ManifestSet, rootOf, stringsAt } from '../../../manifests';
import { Change } from '../object-diff';
import { perUpdate, Update } from '../update';

/** The controllers that stay, and whose running pods use this ServiceAccount. */
export function ownersOf(update: Update, namespace: string | undefined, name: string): readonly Change<ManifestObject>[] {
  return ownersByAccount(update).get(keyOf(namespace, name)) ?? [];
}

const ownersByAccount = perUpdate((update): ReadonlyMap<string, Change<ManifestObject>[]> =>
  groupedBy(runningOwners(update), ({ before }) => {
    const account = serviceAccountOf(before);
    return account === undefined ? [] : [keyOf(before.namespace, account)];
  }));

/** Whether a binding grants only PodSecurityPolicies, which Kubernetes 1.25 removed: running pods do not need them. */
export function isOfPodSecurityPolicies(binding: ManifestObject, { objects }: ManifestSet): boolean {
  const rules = objects.filter(object => isRole(object) && refersTo(binding, object)).flatMap(role => listAt(rootOf(role.json), ['rules']));
  return rules.length > 0 && rules.every(rule => {
    const resources = stringsAt(rule, ['resources']);
    return resources.length > 0 && resources.every(resource => resource === 'podsecuritypolicies');
  });
}

/** Whether another binding still gives a ServiceAccount permissions in the same place, with a role that is not removed. */
export function isBoundIn(
  { objects }: ManifestSet,
  { namespace, name }: Subject,
  old: ManifestObject,
  gone: readonly ManifestObject[],
): boolean {
  return objects.some(object => isBinding(object)
    && object.kind === old.kind
    && (object.kind === 'ClusterRoleBinding' || object.namespace === old.namespace)
    && subjectsOf(object).some(subject => subject.name === name && subject.namespace === namespace)
    && !gone.some(role => refersTo(object, role)));
}
