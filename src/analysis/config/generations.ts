import { isConfig } from './config-objects';
import { isConstructName, isVersioned } from './generated-names';
import { keyOf, ManifestObject, ManifestSet } from '../../manifests';
import { perCluster } from '../memoize';

/** The name that generations of a ConfigMap or Secret share, `web-config` of `web-config-5h2m9k4d7t`; undefined if this is not a generation. */
export function generationBase(name: string, manifests: ManifestSet): string | undefined {
  if (isConstructName(name, manifests) || !isVersioned(name)) { return undefined; }
  let base = name;
  // A version such as 1-4-2 has several parts.
  for (let end = lastPart(base); end > 0 && isVersioned(`x${base.slice(end)}`); end = lastPart(base)) { base = base.slice(0, end); }
  return base;
}

/** The same for all generations of a ConfigMap or a Secret. */
export function generationKey({ kind, namespace }: Pick<ManifestObject, 'kind' | 'namespace'>, base: string): string {
  return keyOf(kind, namespace, base);
}

/** The number of generations of each ConfigMap and Secret. */
export const generations = perCluster((manifests): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const object of manifests.objects.filter(isConfig)) {
    const base = generationBase(object.name, manifests);
    if (base === undefined) { continue; }
    const key = generationKey(object, base);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
});

function lastPart(name: string): number {
  return Math.max(name.lastIndexOf('-'), name.lastIndexOf('.'));
}
