import { pathsOf, sameIn } from './route-paths';
import { counterparts } from './service-steps';
import { versionNamed, versionsRouted } from '../../../analysis/traffic/api-versions';
import { VERSION_KEYS } from '../../../intent/api-versions';
import { AnnouncedRetirement, intentPath, Path, Route } from '../../../manifests';
import { perUpdate, Update } from '../update';

/** What a route announces about a version that it already served, and what it announced before. */
export interface Announcement {
  readonly before: Route;
  readonly after: Route;
  readonly version: string;
  readonly told?: AnnouncedRetirement;
  readonly tells?: AnnouncedRetirement;
  /** The path of the announcement. */
  readonly path: Path;
}

/** The announcements of routes about versions that they already served. */
export const announcements = perUpdate((update): Announcement[] => update.after.routes.flatMap(after =>
  [...after.versions?.retirements ?? []].flatMap(([version, tells]): Announcement[] => {
    const before = isAbout(after, version) ? formerRoute(after, version, update) : undefined;
    return before === undefined ? [] : [{
      before,
      after,
      version,
      tells,
      told: before.versions?.retirements.get(version),
      path: intentPath(`${VERSION_KEYS.version}${version}`),
    }];
  })));

/** A route is about the versions that it leads to; one that names none, about all. */
function isAbout(route: Route, version: string): boolean {
  const routed = versionsRouted(route);
  return routed.has(version) || (routed.size === 0 && route.versions?.by.kind !== 'host');
}

/** The routes that served a version: the same route, or others with its paths. */
function formerRoute(after: Route, version: string, update: Update): Route | undefined {
  const object = counterparts(update).beforeOf.get(after.object);
  const own = object && update.before.routes.find(route => route.object === object);
  const isKnown = own && (versionsRouted(own).has(version) || own.versions?.retirements.has(version));
  if (isKnown && isAbout(own, version)) { return own; }
  return pathsOf(after).filter(path => versionNamed(path) === version).flatMap(path => sameIn(update.before, path))[0]?.route;
}
