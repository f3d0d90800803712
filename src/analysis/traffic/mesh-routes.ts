import { groupOf, isVirtualService, keyOf, listAt, ManifestObject, rootOf, stringAt } from '../../manifests';

/** Whether it divides the pods of a Service into subsets, by their labels. */
export function isDestinationRule(object: ManifestObject): boolean {
  return object.kind === 'DestinationRule' && groupOf(object) === 'networking.istio.io';
}

/** The Services that either of them is about, as `keyOf(namespace, name)`. */
export function meshServices(object: ManifestObject): string[] {
  const root = rootOf(object.json);
  if (isDestinationRule(object)) { return serviceOf(stringAt(root, ['spec', 'host']), object); }
  const routes = ['http', 'tcp', 'tls'].flatMap(protocol => listAt(root, ['spec', protocol])).flatMap(rule => listAt(rule, ['route']));
  return isVirtualService(object) ? routes.flatMap(route => serviceOf(stringAt(route, ['destination', 'host']), object)) : [];
}

// A short name is one of the namespace of the object.
function serviceOf(host: string | undefined, { namespace }: ManifestObject): string[] {
  const [name, other] = (host ?? '').split('.');
  return name ? [keyOf(other ?? namespace, name)] : [];
}
