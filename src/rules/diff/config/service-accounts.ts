import { runningOwners } from './running-uses';
import { serviceAccountOf } from '../../../analysis/config/pod-accounts';
import { groupedBy, groupOf, keyOf, listAt, ManifestObject, ManifestSet, rootOf, stringAt, stringsAt } from '../../../manifests';
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

/** A subject of a binding. */
export interface Subject {
  readonly namespace?: string;
  readonly name: string;
}

export function isBinding(object: ManifestObject): boolean {
  return groupOf(object) === 'rbac.authorization.k8s.io' && ['RoleBinding', 'ClusterRoleBinding'].includes(object.kind);
}

export function isRole(object: ManifestObject): boolean {
  return groupOf(object) === 'rbac.authorization.k8s.io' && ['Role', 'ClusterRole'].includes(object.kind);
}

/** The ServiceAccounts that a binding names. */
export function subjectsOf(binding: ManifestObject): Subject[] {
  return listAt(rootOf(binding.json), ['subjects']).flatMap(subject => {
    const name = stringAt(subject, ['name']);
    return stringAt(subject, ['kind']) === 'ServiceAccount' && name ? [{ namespace: stringAt(subject, ['namespace']) ?? binding.namespace, name }] : [];
  });
}

/** Whether a binding refers to a role. */
export function refersTo(binding: ManifestObject, role: ManifestObject): boolean {
  const root = rootOf(binding.json);
  return stringAt(root, ['roleRef', 'kind']) === role.kind && stringAt(root, ['roleRef', 'name']) === role.name
    && (role.kind === 'ClusterRole' || role.namespace === binding.namespace);
}

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
