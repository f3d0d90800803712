import { clustersOf, ManifestObject, ManifestSet } from '../../manifests';
import { shorten } from '../../text';

/** The hosts of routes, and the route of each; an empty host is any. */
function hostsOf(objects: readonly ManifestObject[]): Map<string, ManifestObject> {
  const sets: readonly ManifestSet[] = clustersOf(objects).clusters;
  return new Map(sets.flatMap(({ routes }) => routes).flatMap(route =>
    [...route.hosts, ...route.rules.flatMap(({ hosts }) => hosts)].map(host => [host, route.object] as const)));
}

/**
 * Routes that would get requests of users of another namespace: a rehearsal in a namespace of its own must have a host
 * of its own.
 */
export function hostRefusals(objects: readonly ManifestObject[], elsewhere: readonly ManifestObject[]): string[] {
  const live = hostsOf(elsewhere);
  return [...hostsOf(objects)].flatMap(([host, route]) => {
    const owner = live.get(host);
    if (owner === undefined) { return []; }
    const words = host === '' ? 'matches every host' : `has the host ${shorten(host)}`;
    return [`${route.kind} ${shorten(route.name)} ${words}, as ${owner.kind} ${shorten(owner.name)} in namespace ${shorten(owner.namespace ?? '')} does: requests of users `
      + 'would be sent to the rehearsal. Give the manifests of the rehearsal a host of their own, and send to it with --url and --host.'];
  });
}
