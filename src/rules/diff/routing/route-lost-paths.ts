import { openIncludesFor } from './open-includes';
import { backendKey, backendsIn, coveringIn, PathBackend, RoutePath, sameIn } from './route-paths';
import { imagesOf } from '../../../analysis/identity/controllers';
import { versionNamed } from '../../../analysis/traffic/api-versions';
import { withoutSlash } from '../../../analysis/traffic/paths-and-hosts';
import { serviceNamed } from '../../../analysis/traffic/services-by-name';
import { isSameJson, ManifestObject } from '../../../manifests';
import { podsLater } from '../identity/replacements';
import { Update } from '../update';

// More than one is rare, and each takes time to compare.
const MOST_COVERING = 20;

/** A path that a route no longer has. */
export interface LostPath extends RoutePath {
  /** The Service that gets its requests now, and does not know them; undefined if no Service does. */
  readonly taker?: string;
  /** What clients get, if it differs from the response of a router without a rule for them. */
  readonly refusal?: string;
}

/** A path that a route had, if it is no longer served, or only by a Service that does not know it. */
export function lostPath(path: RoutePath, update: Update): LostPath[] {
  const covering = coveringIn(update.after, path);
  const includes = openIncludesFor(path, update);
  // The longest prefix decides: a rule with a shorter prefix than the include gets none of these requests.
  const isRefused = includes.some(include => include.isRefused
    && covering.every(wider => withoutSlash(wider.path).length < withoutSlash(include.path).length));
  if (isRefused) { return [{ ...path, refusal: 'clients that call it get 502' }]; }
  if (covering.length === 0) { return includes.some(({ isUnknown }) => isUnknown) ? [] : [path]; }
  const taker = covering.length <= MOST_COVERING && sameIn(update.after, path).length === 0
    ? otherContractIn(covering, path) ?? strangerIn(covering, path, update)
    : undefined;
  return taker === undefined ? [] : [{ ...path, taker }];
}

/** The Service of another version, or of those that name none, that gets the requests of a version of an API. */
function otherContractIn(covering: readonly RoutePath[], path: RoutePath): string | undefined {
  const version = path.route.versions && versionNamed(path);
  if (version === undefined || path.backends.length === 0) { return undefined; }
  const own = new Set(path.backends.map(backendKey));
  const isOther = (wider: RoutePath): boolean => versionNamed(wider) !== version && wider.backends.length > 0
    && !(wider.backends.some(backend => own.has(backendKey(backend))) && isSameJson(rewriteOf(wider), rewriteOf(path)));
  return covering.every(isOther) ? covering[0].backends[0].service : undefined;
}

function rewriteOf({ rule }: RoutePath): unknown {
  return rule.filters.find(({ kind }) => kind === 'rewrite')?.value ?? null;
}

/** The Service that a wider path sends to as before, if it has other pods than those that know the requests. */
function strangerIn(covering: readonly RoutePath[], path: RoutePath, update: Update): string | undefined {
  // If some requests are sent elsewhere by a header, or the wider path changes as well, the change is deliberate.
  if (path.conditions !== undefined || path.backends.length === 0) { return undefined; }
  const knowing = path.backends.map(backend => podsKept(backend, update));
  const names = new Set(path.backends.map(backendKey));
  const isStranger = (wider: RoutePath): boolean => wider.conditions === undefined
    && wider.backends.length > 0
    && wider.backends.every(backend => {
      const pods = podsNow(backend, update);
      return !names.has(backendKey(backend))
      && isServedBefore(wider, backend, update)
      && knowing.every(known => areOthers(known, pods));
    });
  return covering.every(isStranger) ? covering[0].backends[0].service : undefined;
}

/** Whether two Services send to pods of different applications; false if the pods are not among the manifests. */
function areOthers(some: ReadonlySet<ManifestObject> = new Set(), others: ReadonlySet<ManifestObject> = new Set()): boolean {
  return some.size > 0 && others.size > 0 && ![...some].some(one => others.has(one)) && !haveSameImages(some, others);
}

/** Whether it is one application in two Deployments. */
function haveSameImages(...both: ReadonlySet<ManifestObject>[]): boolean {
  const [one, other] = both.map(objects => [...new Set([...objects].flatMap(imagesOf))].sort().join());
  return one !== '' && one === other;
}

function isServedBefore(wider: RoutePath, backend: PathBackend, update: Update): boolean {
  return backendsIn(update.before, wider).has(backendKey(backend));
}

/** The controllers of the pods that a Service sends to, remaining and removed ones; undefined where they are not known. */
function podsKept(backend: PathBackend, update: Update): ReadonlySet<ManifestObject> | undefined {
  const service = serviceNamed(update.before, backend.namespace, backend.service);
  return service && new Set([
    ...podsLater(service, update),
    ...(update.before.selected.get(service.object) ?? []).map(({ object }) => object),
  ]);
}

function podsNow(backend: PathBackend, update: Update): ReadonlySet<ManifestObject> | undefined {
  const service = serviceNamed(update.after, backend.namespace, backend.service);
  return service && new Set((update.after.selected.get(service.object) ?? []).map(({ object }) => object));
}
