import { groupOf, listAt, ManifestObject, Path, rootOf, stringAt } from '../../manifests';

/** A subject of a binding. */
export interface Subject {
  readonly namespace?: string;
  readonly name: string;
  readonly path: Path;
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
    return stringAt(subject, ['kind']) === 'ServiceAccount' && name ? [{ namespace: stringAt(subject, ['namespace']) ?? binding.namespace, name, path: subject.path }] : [];
  });
}

/** Whether a binding refers to a role. */
export function refersTo(binding: ManifestObject, role: ManifestObject): boolean {
  const root = rootOf(binding.json);
  return stringAt(root, ['roleRef', 'kind']) === role.kind && stringAt(root, ['roleRef', 'name']) === role.name
    && (role.kind === 'ClusterRole' || role.namespace === binding.namespace);
}
