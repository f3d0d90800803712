import { apiRoute, sayingOfV1 } from './version-examples';
import { daysBetween, versionsRouted } from '../../../analysis/traffic/api-versions';
import { VERSION_KEYS } from '../../../intent/api-versions';
import { AnnouncedRetirement, intentPath, Route } from '../../../manifests';
import { countOf, shorten } from '../../../text';
import { RuleResult, Violation } from '../../rule';
import { changedObjects, Update } from '../update';
import { UpdateRule } from '../update-rule';

/** Within these days, the release that removes the version may be in preparation. */
const LONG = 30;

export const sunsetPassed: UpdateRule = {
  id: 'sunset-passed',
  severity: 'info',
  title: 'API version still routed long after its sunset',
  impact: 'Clients learn that a sunset has no effect, and do not change in time for the next one.',
  why: `The announced sunset was more than ${LONG} days ago, and the route still leads to the version, whose pods still need updates.`,
  fix: 'Remove the rule of the version, and its pods one release later; or announce a later sunset.',
  reference: 'https://www.rfc-editor.org/rfc/rfc8594.html',
  examples: {
    profile: { today: '2026-11-28' },
    before: apiRoute({ v1: 'deprecated=2026-03-01 sunset=2026-09-30' }),
    unsafe: 'kind: Deployment\nmetadata: { labels: { team: shop } }\n',
    safe: sayingOfV1('deprecated=2026-03-01 sunset=2027-03-31'),
  },
  judge: (update, { today }) => today === undefined || !hasChanges(update) ? [] : update.after.routes
    .filter(route => announcedIn(route).length > 0)
    .map((route): RuleResult => ({
      object: route.object,
      violations: announcedIn(route).flatMap(([version, retirement]) => violationsOf(route, version, retirement, today)),
    })),
};

/** The versions that a route leads to, and its announcements about them. */
function announcedIn(route: Route): [string, AnnouncedRetirement | undefined][] {
  return [...route.versions?.retirements ?? []].filter(([version]) => versionsRouted(route).has(version));
}

function violationsOf(
  { object }: Route, version: string, retirement: AnnouncedRetirement | undefined, today: string,
): Violation[] {
  const days = retirement ? daysBetween(retirement.sunset, today) : 0;
  if (!retirement || days <= LONG) { return []; }
  const ago = `on ${retirement.sunset}, ${countOf(days, 'day')} ago`;
  return [{
    path: intentPath(`${VERSION_KEYS.version}${version}`),
    message: `The sunset of ${shorten(version)} was ${ago}, and ${object.kind} ${shorten(object.name)} still leads to it.`,
    fix: `Remove the rule of ${shorten(version)} in one release and its pods in the next, or announce a later sunset.`,
  }];
}

// Without a release, nothing is reported.
function hasChanges(update: Update): boolean {
  return update.objects.added.length + update.objects.removed.length + changedObjects(update).length > 0;
}
