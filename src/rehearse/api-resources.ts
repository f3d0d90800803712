import { groupOf, ManifestObject } from '../manifests';

/** `ClusterRole rbac.authorization.k8s.io`. */
export function scopeKey(object: Pick<ManifestObject, 'kind' | 'apiVersion'>): string {
  return `${object.kind} ${groupOf(object)}`;
}

/** The arguments of `kubectl api-resources` for the kinds with a namespace, or for those without. */
export function resourcesArgs(isNamespaced: boolean): string[] {
  return ['api-resources', '--no-headers', `--namespaced=${isNamespaced}`];
}

/** Its output: the names of resources in paths, by kind and group. */
export function resourcesIn(text: string): Map<string, string> {
  // NAME SHORTNAMES APIVERSION NAMESPACED KIND, of which the second may be absent.
  return new Map(text.split('\n').flatMap((line): [string, string][] => {
    const words = line.trim().split(/\s+/);
    const [kind, , apiVersion] = [...words].reverse();
    return apiVersion === undefined ? [] : [[scopeKey({ kind, apiVersion }), words[0]]];
  }));
}
