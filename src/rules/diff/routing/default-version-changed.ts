import { judgeRemovedPaths } from './removed-routes';
import { backendKey, pathInWords, pathsOf, RoutePath, sameIn } from './route-paths';
import { routesAsNow } from './routes-as-now';
import { apiRoute, defaultRule, versionRule, withRules } from './version-examples';
import { isDefaultVersion, retirementOf, versionsServed } from '../../../analysis/traffic/api-versions';
import { ContractChange } from '../../../contracts';
import { VERSION_KEYS } from '../../../intent/api-versions';
import { intentPath, ManifestSet, Path } from '../../../manifests';
import { ClusterProfile, RuleResult, Violation } from '../../../rules';
import { shorten, uncapitalize } from '../../../text';
import { operationInWords } from '../contract/contract-words';
import { comparedVersions } from '../contract/version-comparison';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const VERSION_RULES = [versionRule('v1', 'web-v1'), versionRule('v2', 'web')];

export const defaultVersionChanged: UpdateRule = {
  id: 'default-version-changed',
  severity: 'error',
  otherSeverities: ['info'],
  title: 'Default version of an API changed',
  impact: 'Clients that name no version get another contract or 404 as soon as the release is applied, and fail.',
  why: 'Requests without a version get the default version. Most of these clients do not know that there are several, so they were never asked to change.',
  fix: 'Announce the old default version as deprecated, change the default on that day or later, and remove the old version only after the sunset. Where the contracts of both are recorded and the new one is compatible with the old one, this is not reported.',
  reference: 'https://www.rfc-editor.org/rfc/rfc9745.html',
  examples: {
    profile: { today: '2026-11-28' },
    before: apiRoute({ byDefault: 'v1', rules: [...VERSION_RULES, defaultRule('web-v1')] }),
    unsafe: withRules(...VERSION_RULES, defaultRule('web')),
    safe: withRules(...VERSION_RULES, versionRule('v3', 'web'), defaultRule('web-v1')),
  },
  judge: (update, profile) => [...changed(update, profile), ...removed(update, profile)],
};

const removed = judgeRemovedPaths({
  isMeant: isDefaultVersion,
  say: (path, words) => {
    const version = shorten(path.route.versions!.default!);
    const retirement = retirementOf(path);
    return {
      message: `No rule routes ${words} as before: clients that name no version got ${version}, and get 404 as soon as the release is applied.`,
      fix: retirement ? `Keep the rule for ${words} until ${retirement.sunset}, the sunset of ${version} that clients were told.`
        : `Keep the rule for ${words}. Announce the retirement of ${version} first, and remove the rule after its sunset.`,
    };
  },
});

function changed(update: Update, profile: ClusterProfile): RuleResult[] {
  return update.after.routes.filter(({ versions }) => versions !== undefined).map((route): RuleResult => {
    const found = pathsOf(route).flatMap((path): Violation[] => {
      const [before] = sameIn(update.before, path).filter(isDefaultVersion);
      return before ? violations(path, before, update, profile) : [];
    });
    // One annotation is the default of all paths of a route.
    return { object: route.object, violations: [...new Map(found.map(violation => [violation.path.join('.'), violation])).values()] };
  });
}

function violations(path: RoutePath, before: RoutePath, update: Update, { today }: ClusterProfile): Violation[] {
  const [was, is] = [contractBefore(before, update), contractNow(path, update)];
  if (was === undefined || is === undefined || was === is) { return []; }
  const retirement = retirementOf(before);
  const breaking = comparedVersions({ route: before.route, version: was }, { route: path.route, version: is }, update);
  if (breaking?.length === 0) { return []; }
  // Even if the old version is deprecated, its clients must not get responses that they do not understand.
  const since = breaking ? retirement?.sunset : retirement?.deprecated;
  const isTold = retirement !== undefined && (today === undefined || today >= since!);
  return [{
    path: placeOf(path, before),
    severity: isTold ? 'info' : undefined,
    message: `Requests to ${pathInWords(path)} that name no version get ${shorten(is)} instead of ${shorten(was)} as soon as the release is applied${
      isTold ? `; the deprecation of ${shorten(was)} was announced` : ''}${breaking ? differences(breaking, was, is) : untold(isTold)}.`,
    fix: isTold ? `Make sure that clients that name no version can work with ${shorten(is)}, or keep ${shorten(was)} until its sunset on ${retirement.sunset}.`
      : `Keep ${shorten(was)} for requests that name no version${breaking
        ? ` until its sunset, or make ${shorten(is)} compatible with ${shorten(was)}.`
        : '. Announce it as deprecated first, and change the default on that day or later.'}`,
    recipe: isTold ? undefined : [{ edits: routesAsNow(path.route, [before], update) }],
  }];
}

function untold(isTold: boolean): string {
  return isTold ? '' : ', and their clients were not told';
}

/** How the new default breaks clients of the old one, as the end of a sentence. */
function differences([first, ...more]: readonly ContractChange[], was: string, is: string): string {
  const { operation, text } = first;
  const words = `${operation ? `${operationInWords(operation)}: ` : ''}${uncapitalize(shorten(text, LONGEST_TEXT)).replace(/\.$/, '')}`;
  return `, and the contract of ${shorten(is)} breaks clients of ${shorten(was)} (${words}${more.length === 0 ? '' : `, and ${more.length} more`})`;
}

const LONGEST_TEXT = 200;

/** The version whose contract the Services of a path have, if it is one. */
function servedBy(path: RoutePath, manifests: ManifestSet): string | undefined {
  const all = path.backends.map(backend => versionsServed(manifests, backend));
  const [version, ...others] = new Set(all.flatMap(versions => [...versions]));
  return others.length === 0 && all.every(({ size }) => size > 0) ? version : undefined;
}

function contractBefore(path: RoutePath, update: Update): string | undefined {
  return servedBy(path, update.before) ?? path.route.versions!.default;
}

// A Service still has the contract that it had before, if any.
function contractNow(path: RoutePath, update: Update): string | undefined {
  return servedBy(path, update.before) ?? servedBy(path, update.after) ?? path.route.versions?.default;
}

function placeOf({ backends, at }: RoutePath, before: RoutePath): Path {
  const old = new Set(before.backends.map(backendKey));
  const isSame = backends.every(backend => old.has(backendKey(backend)));
  return isSame ? intentPath(VERSION_KEYS.default) : backends[0]?.at ?? at;
}
