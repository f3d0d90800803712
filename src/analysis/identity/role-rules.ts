import { listAt, ManifestObject, rootOf, stringsAt } from '../../manifests';

/** One thing that a role allows. */
export interface Permission {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
  /** The one object that it is about; without a name it is about all of them. */
  readonly name?: string;
}

/** More than so many are not compared. */
const MOST = 2_000;

/** All that a role allows of resources, each for itself. */
export function permissionsOf({ json }: ManifestObject): Permission[] {
  return listAt(rootOf(json), ['rules']).flatMap(rule => {
    const [groups, resources, verbs, names] = ['apiGroups', 'resources', 'verbs', 'resourceNames'].map(field => stringsAt(rule, [field]));
    return groups.flatMap(group => resources.flatMap(resource => verbs.flatMap((verb): Permission[] =>
      names.length === 0 ? [{ group, resource, verb }] : names.map(name => ({ group, resource, verb, name })))));
  }).slice(0, MOST);
}

/** Whether what some roles allow has one permission in it. */
export function allows(permissions: readonly Permission[], { group, resource, verb, name }: Permission): boolean {
  const [, subresource] = resource.split('/');
  const isIn = (given: string, wanted: string): boolean => given === '*' || given === wanted;
  return permissions.some(given => isIn(given.group, group) && isIn(given.verb, verb)
    && (isIn(given.resource, resource) || (subresource !== undefined && given.resource === `*/${subresource}`))
    && (given.name === undefined || given.name === name));
}

/** Whether it stands for whatever there is. */
export function isWildcard({ group, resource, verb }: Permission): boolean {
  return [group, resource, verb].includes('*');
}
