import { literal, RoutePath } from './route-paths';
import { perCluster } from '../../../analysis/memoize';
import { hostsFor, isBelow } from '../../../analysis/traffic/paths-and-hosts';
import { keyOf, RouteInclude } from '../../../manifests';
import { perUpdate, Update } from '../update';

/** Requests that an HTTPProxy delegates to one that is not among the manifests. */
export interface OpenInclude {
  /** The prefix of the requests. */
  readonly path: string;
  /** Whether Contour responds with 502, as far as these manifests show: the included proxy is removed, or may not be included. */
  readonly isRefused: boolean;
  /** Whether the included proxy may be elsewhere. */
  readonly isUnknown: boolean;
}

const openIncludes = perCluster(({ routes }) => routes
  .flatMap(({ includes = [] }) => includes)
  .filter(({ open }) => open !== undefined));

/** The includes, after an update, that requests to a path are delegated to. */
export function openIncludesFor(path: RoutePath, update: Update): OpenInclude[] {
  const hosts = new Set(hostsFor(path.host));
  return openIncludes(update.after).flatMap(include => {
    const isGone = include.isRoot === true || proxiesBefore(update).has(keyOf(include.namespace, include.name));
    return include.open!
      .filter(open => open.hosts.some(host => hosts.has(host)) && open.matches.some(match => isBelow(match.path, literal(path))))
      .map(({ matches: [match] }): OpenInclude => ({
        path: match.path,
        isRefused: isGone && include.conditions.length > 0 && (match.conditions === undefined || isFor(include, path)),
        isUnknown: !isGone,
      }));
  });
}

const proxiesBefore = perUpdate(({ before }) => new Set(before.routes
  .filter(({ includes }) => includes !== undefined)
  .map(({ object }) => keyOf(object.namespace, object.name))));

function isFor({ namespace, name }: RouteInclude, { route: { object } }: RoutePath): boolean {
  return object.name === name && object.namespace === namespace;
}
