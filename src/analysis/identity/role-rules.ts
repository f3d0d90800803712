import { listAt, ManifestObject, rootOf, stringsAt } from '../../manifests';

/** One permission of a role. */
export interface Permission {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
  /** The only object that it applies to; without a name it applies to all. */
  readonly name?: string;
}

/** Permissions beyond this number are not compared. */
const MOST = 2_000;

/** All permissions of a role, one for each group, resource, verb and name. */
export function permissionsOf({ json }: ManifestObject): Permission[] {
  return listAt(rootOf(json), ['rules']).flatMap(rule => {
    const [groups, resources, verbs, names] = ['apiGroups', 'resources', 'verbs', 'resourceNames'].map(field => stringsAt(rule, [field]));
    return groups.flatMap(group => resources.flatMap(resource => verbs.flatMap((verb): Permission[] =>
      names.length === 0 ? [{ group, resource, verb }] : names.map(name => ({ group, resource, verb, name })))));
  }).slice(0, MOST);
}

/** Whether some of the given permissions include another one. */
export function allows(permissions: readonly Permission[], { group, resource, verb, name }: Permission): boolean {
  const [, subresource] = resource.split('/');
  const isIn = (given: string, wanted: string): boolean => given === '*' || given === wanted;
  return permissions.some(given => isIn(given.group, group) && isIn(given.verb, verb)
    && (isIn(given.resource, resource) || (subresource !== undefined && given.resource === `*/${subresource}`))
    && (given.name === undefined || given.name === name));
}

/** Whether it contains a wildcard. */
export function isWildcard({ group, resource, verb }: Permission): boolean {
  return [group, resource, verb].includes('*');
}
