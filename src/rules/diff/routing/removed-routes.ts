import { distinctEdits, Edit, keepPrevious, defer, Recipe, retain, set } from '../recipe';
import { perUpdate, Update } from '../update';
import { LostPath, lostPath } from './route-lost-paths';
import { backendKey, changedRoutes, narrowerIn, pathKey, pathInWords, RoutePath, pathsOf, sameIn } from './route-paths';
import { changedIncluder, waysAsNow } from './route-ways';
import { counterparts, retainedService } from './service-steps';
import { isDefaultVersion, retirementOf, versionOf } from '../../../analysis/traffic/api-versions';
import { INTENT_PREFIX } from '../../../intent/annotations';
import { VERSION_KEYS } from '../../../intent/api-versions';
import { intentPath, keyOf, listAt, ManifestObject, Path, rootOf, Route, valueAt, Workload } from '../../../manifests';
import { ClusterProfile, RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { isUntouched } from '../untouched';
import { UpdateRule } from '../update-rule';

/** A route that is changed or removed, and the paths that are no longer served. */
export interface Narrowed {
  readonly before: Route;
  readonly after?: Route;
  readonly lost: readonly LostPath[];
}

/** Each route that is changed or removed. The removal of a whole namespace is reported by another rule. */
export const narrowedRoutes = perUpdate((update): Narrowed[] => {
  const gone = new Set(update.objects.removed.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name));
  return changedRoutes(update.routes)
    .filter(({ before: { object } }) => object.namespace === undefined || !gone.has(object.namespace))
    .map(route => {
      const own = new Set(route.after && pathsOf(route.after).map(pathKey));
      const lost = pathsOf(route.before).filter(path => !own.has(pathKey(path))).flatMap(path => lostPath(path, update));
      return { ...route, lost: [...new Map(lost.map(path => [pathKey(path), path])).values()] };
    });
});

/** Whether clients were told that a version is removed, and its sunset has come. Where today is not known, it may have. */
export function isRetired(path: RoutePath, { today }: ClusterProfile): boolean {
  const retirement = retirementOf(path);
  return retirement !== undefined && (today === undefined || today >= retirement.sunset);
}

interface Wording {
  isMeant(path: RoutePath): boolean;
  say(path: LostPath, words: string, profile: ClusterProfile): Pick<Violation, 'message' | 'fix'>;
  /** What is still reported about an announced removal whose day has come. */
  sayRetired?(path: LostPath, words: string, profile: ClusterProfile): Pick<Violation, 'message' | 'fix'> | undefined;
}

/** A rule about those paths that are no longer served and that it covers. */
export function removedPathsRule({ isMeant, say, sayRetired, ...rule }: Omit<UpdateRule, 'judge'> & Wording): UpdateRule {
  return { ...rule, judge: judgeRemovedPaths({ isMeant, say, sayRetired }) };
}

export function judgeRemovedPaths({ isMeant, say, sayRetired }: Wording): UpdateRule['judge'] {
  const applies = ({ before }: Narrowed): boolean => pathsOf(before).some(isMeant);
  return (update, profile) => narrowedRoutes(update).filter(applies).map((narrowed): RuleResult => {
    const { before, after } = narrowed;
    const lost = narrowed.lost.filter(path => !isRetired(path, profile));
    const includer = after && isUntouched({ before, after }) ? changedIncluder(before, update) : undefined;
    const place = (path: RoutePath): Path => placeOf(path, after, includer, update);
    const retired = narrowed.lost.filter(path => isMeant(path) && isRetired(path, profile)).flatMap((path): Violation[] => {
      const said = sayRetired?.(path, pathInWords(path), profile);
      return said ? [{ path: place(path), ...said, severity: 'info' }] : [];
    });
    const recipe = lost.length === 0 ? undefined : keeping({ ...narrowed, lost }, update);
    return {
      object: includer ?? (after ?? before).object,
      workload: servedBy(before, update),
      violations: [
        ...lost.filter(isMeant).map(path => ({ path: place(path), ...say(path, pathInWords(path), profile), recipe })),
        ...retired,
      ],
    };
  });
}

/** What happens to requests that a wider rule gets now. */
export function takenMessage(taker: string, words: string): string {
  return `Only a wider rule still routes ${words}: as soon as the release is applied, its requests are sent to Service ${shorten(taker)}, whose pods may not know them.`;
}

function placeOf(path: RoutePath, after: Route | undefined, includer: ManifestObject | undefined, update: Update): Path {
  if (includer) { return ['spec', 'includes']; }
  return after ? whereNow(path, after, update) : path.at;
}

// The path of the rule that is narrower now, or of all rules.
function whereNow(path: RoutePath, { object }: Route, { after }: Update): Path {
  const narrower = narrowerIn(after, path);
  return narrower?.route.object === object ? narrower.at : ['spec', 'rules'];
}

/** The workload that alone served a route; undefined if several did. */
export function servedBy(route: Route, update: Update): Workload | undefined {
  const [only, ...others] = update.workloads.kept.filter(({ before }) => before.routes.includes(route));
  return others.length === 0 ? only?.after : undefined;
}

/** The change, but with everything that the route served. */
function keeping({ before, after, lost }: Narrowed, update: Update): Recipe {
  const services = retainedBackends(lost, update);
  const ways = waysAsNow(before, update);
  if (!after) { return [{ edits: distinctEdits([retain(before.object), ...ways, ...displacing(before, update), ...services]) }]; }
  const own = isUntouched({ before, after }) ? [] : editsOf(before, after, lost);
  const others = [...services, ...ways].filter(({ object }) => object !== after.object);
  return [{ edits: distinctEdits([...others, ...own, ...versionEdits(before, after, lost)]) }];
}

// A routed version needs its annotation as well.
function versionEdits(before: Route, after: Route, lost: readonly RoutePath[]): Edit[] {
  const { annotations } = after.object;
  const versions = new Set(lost.flatMap(path => versionOf(path) ?? []));
  const keys = [
    ...[...versions].map(version => `${VERSION_KEYS.version}${version}`),
    ...lost.some(isDefaultVersion) ? [VERSION_KEYS.default] : [],
  ];
  return keys
    .filter(key => Object.hasOwn(before.object.annotations, `${INTENT_PREFIX}${key}`) && !Object.hasOwn(annotations, `${INTENT_PREFIX}${key}`))
    .map(key => set(after.object, intentPath(key), before.object.annotations[`${INTENT_PREFIX}${key}`]));
}

// Routes of other kinds are kept as they are.
function editsOf(before: Route, after: Route, lost: readonly RoutePath[]): Edit[] {
  switch (after.object.kind) {
    case 'Ingress': return ingressEdits(after, lost);
    case 'HTTPRoute':
    case 'GRPCRoute': return httpRouteEdits(before, after, lost);
    default: return [keepPrevious(after.object)];
  }
}

export function retainedBackends(paths: readonly RoutePath[], update: Update): Edit[] {
  const names = new Set(paths.flatMap(({ backends }) => backends.map(backendKey)));
  const services = update.services.removed.filter(({ object }) => names.has(keyOf(object.namespace, object.name)));
  return distinctEdits(services.flatMap(service => retainedService(update, service)));
}

/** Other routes that take over paths of a route: controllers refuse the same host and path twice. */
export function displacing(route: Route, update: Update): Edit[] {
  const { added, beforeOf } = counterparts(update);
  const others = new Set(pathsOf(route).flatMap(path => sameIn(update.after, path)).map(path => path.route.object));
  return [...others].filter(object => object.kind === route.object.kind && beforeOf.get(object) !== route.object)
    .map(object => added.has(object) ? defer(object) : keepPrevious(object));
}

function ingressEdits({ object }: Route, lost: readonly RoutePath[]): Edit[] {
  const fallback = lost.find(({ at }) => at.length === 2);
  const rules = listAt(rootOf(object.json), ['spec', 'rules']).map(({ value }) => value as Record<string, unknown>);
  for (const path of lost.filter(({ at }) => at.length > 2)) {
    const item = valueAt(rootOf(path.route.object.json), path.at);
    const index = rules.findIndex(rule => hostOf(rule) === path.host);
    const paths = listAt(rootOf(rules[index]), ['http', 'paths']).map(({ value }) => value);
    const rule = { ...path.host === '' ? {} : { host: path.host }, http: { paths: [...paths, item] } };
    if (index < 0) { rules.push(rule); } else { rules[index] = rule; }
  }
  return [
    ...lost.some(({ at }) => at.length > 2) ? [set(object, ['spec', 'rules'], rules)] : [],
    ...fallback ? [set(object, fallback.at, valueAt(rootOf(fallback.route.object.json), fallback.at))] : [],
  ];
}

function hostOf(rule: unknown): string {
  const host = valueAt(rootOf(rule), ['host']);
  return typeof host === 'string' ? host.toLowerCase() : '';
}

function httpRouteEdits(before: Route, after: Route, lost: readonly RoutePath[]): Edit[] {
  const { object, hosts } = after;
  const isAny = lost.some(({ host }) => host === '');
  const known = new Set(hosts.map(host => host.toLowerCase()));
  const missing = [...new Set(lost.map(({ host }) => host))].filter(host => !known.has(host));
  const matches = new Map(lost
    .filter(path => !pathsOf(after).some(other => pathKey({ ...other, host: path.host }) === pathKey(path)))
    .map(path => [JSON.stringify(path.at), path.at]));
  const rules = [...matches.values()].map(at => {
    const rule = valueAt(rootOf(before.object.json), at.slice(0, 3)) as Record<string, unknown>;
    return at.length === 3 ? rule : { ...rule, matches: [valueAt(rootOf(before.object.json), at)] };
  });
  const now = listAt(rootOf(object.json), ['spec', 'rules']).map(({ value }) => value);
  return [
    ...rules.length === 0 ? [] : [set(object, ['spec', 'rules'], [...now, ...rules])],
    ...hosts.length === 0 || missing.length === 0 ? [] : [set(object, ['spec', 'hostnames'], isAny ? undefined : [...hosts, ...missing])],
  ];
}
