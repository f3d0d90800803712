import { groupOf, isVirtualService, keyOf, listAt, ManifestObject, ManifestSet, rootOf, stringAt, stringMapAt } from '../../manifests';
import { once, perCluster } from '../memoize';

/** Whether it splits the pods of a Service into subsets, by their labels. */
export function isDestinationRule(object: ManifestObject): boolean {
  return object.kind === 'DestinationRule' && groupOf(object) === 'networking.istio.io';
}

/** The Services of both kinds, as `keyOf(namespace, name)`. */
export const meshServices = once((object: ManifestObject): readonly string[] => {
  if (!isDestinationRule(object) && !isVirtualService(object)) { return []; }
  const root = rootOf(object.json);
  if (isDestinationRule(object)) { return serviceOf(stringAt(root, ['spec', 'host']), object); }
  const routes = ['http', 'tcp', 'tls'].flatMap(protocol => listAt(root, ['spec', protocol])).flatMap(rule => listAt(rule, ['route']));
  return routes.flatMap(route => serviceOf(stringAt(route, ['destination', 'host']), object));
});

// A short name refers to the namespace of the object.
function serviceOf(host: string | undefined, { namespace }: ManifestObject): string[] {
  const [name, other] = (host ?? '').split('.');
  return name ? [keyOf(other ?? namespace, name)] : [];
}

/** A part of the pods of a Service, by their labels. */
export interface Subset {
  readonly labels: Readonly<Record<string, string>>;
  /** The DestinationRule that defines it. */
  readonly rule: ManifestObject;
}

/** The subsets of each Service by name; a Service without a DestinationRule here has no entry. */
export const subsetsByService = perCluster(({ objects }: ManifestSet): ReadonlyMap<string, ReadonlyMap<string, Subset>> => {
  const found = new Map<string, Map<string, Subset>>();
  for (const rule of objects.filter(isDestinationRule)) {
    for (const key of meshServices(rule)) {
      const own = found.get(key) ?? new Map<string, Subset>();
      for (const subset of listAt(rootOf(rule.json), ['spec', 'subsets'])) {
        own.set(stringAt(subset, ['name']) ?? '', { labels: stringMapAt(subset, ['labels']), rule });
      }
      found.set(key, own);
    }
  }
  return found;
});
