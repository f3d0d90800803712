import { Announcement, announcements } from './announcements';
import { apiRoute, sayingOfV1 } from './version-examples';
import { isSameJson, showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { RuleResult } from '../../rule';
import { keepPrevious, Recipe, set } from '../recipe';
import { UpdateRule } from '../update-rule';

export const sunsetMovedEarlier: UpdateRule = {
  id: 'sunset-moved-earlier',
  severity: 'error',
  title: 'Sunset of an API version moved to an earlier day',
  impact: 'Clients that planned for the announced day fail before it.',
  why: 'An announced sunset is a promise. Clients do not read it again each day: those that change in time for the first date are too late for the second.',
  fix: 'Leave the sunset as it was announced. A later one is allowed, and so is another day of deprecation.',
  reference: 'https://www.rfc-editor.org/rfc/rfc8594.html',
  examples: {
    profile: { today: '2026-11-28' },
    before: apiRoute({ v1: 'deprecated=2026-12-01 sunset=2027-06-30' }),
    unsafe: sayingOfV1('deprecated=2026-12-01 sunset=2027-03-31'),
    safe: sayingOfV1('deprecated=2027-01-15 sunset=2027-09-30'),
  },
  // After the announced day, a sunset is not early.
  judge: (update, { today }) => announcements(update).filter(({ told }) => told && (today === undefined || today < told.sunset))
    .map((announcement): RuleResult => {
      const { after, version, told, tells, path } = announcement;
      return {
        object: after.object,
        violations: tells === undefined || tells.sunset >= told!.sunset ? [] : [{
          path,
          message: `Clients of ${shorten(version)} were told that it stays until ${told!.sunset}, and this release moves its sunset to ${tells.sunset}: clients that rely on the first date fail before it.`,
          fix: `Leave the sunset in ${showPath(path)} at ${told!.sunset}, or move it to a later day.`,
          recipe: recipeOf(announcement),
        }],
      };
    }),
};

// If the rules change as well, they may contain the Sunset header with the same date.
function recipeOf({ before, after, path }: Announcement): Recipe | undefined {
  if (before.object.kind !== after.object.kind || before.object.name !== after.object.name) { return undefined; }
  return [{
    edits: [isSameJson(before.object.json.spec, after.object.json.spec)
      ? set(after.object, path, before.object.annotations[String(path.at(-1))])
      : keepPrevious(after.object)],
  }];
}
