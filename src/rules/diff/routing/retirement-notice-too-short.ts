import { announcements } from './announcements';
import { apiRoute, sayingOfV1 } from './version-examples';
import { daysBetween } from '../../../analysis/traffic/api-versions';
import { showPath } from '../../../manifests';
import { countOf, shorten } from '../../../text';
import { RuleResult } from '../../rule';
import { UpdateRule } from '../update-rule';

export const retirementNoticeTooShort: UpdateRule = {
  id: 'retirement-notice-too-short',
  severity: 'error',
  title: 'Sunset of an API version earlier than minimumNotice',
  impact: 'Clients that cannot change in that time fail after the sunset.',
  why: 'The settings state how many days before its sunset a retirement is announced (minimumNotice). Clients see the announcement on the day of the release at the earliest.',
  fix: 'Write a later sunset into the annotation of the version, and into the Sunset header.',
  reference: 'https://www.rfc-editor.org/rfc/rfc8594.html',
  examples: {
    profile: { today: '2026-11-28', minimumNotice: 180 },
    before: apiRoute(),
    unsafe: sayingOfV1('deprecated=2026-12-01 sunset=2027-01-31 successor=v2'),
    safe: sayingOfV1('deprecated=2026-12-01 sunset=2027-06-30 successor=v2'),
  },
  judge: (update, { today, minimumNotice }) => today === undefined || minimumNotice === undefined ? []
    // A moved sunset is for sunset-moved-earlier; with a later one, clients have more time than announced.
    : announcements(update).filter(({ told, tells }) => !told && tells).map(({ after, version, tells, path }): RuleResult => {
      const { sunset } = tells!;
      const notice = daysBetween(today, sunset);
      return {
        object: after.object,
        violations: notice >= minimumNotice ? [] : [{
          path,
          message: `The retirement of ${shorten(version)} is announced in this release, and ${notice > 0 ? `its sunset on ${sunset} is ${countOf(notice, 'day')} later` : `its sunset ${sunset} is not after it`}: `
            + `minimumNotice promises clients ${countOf(minimumNotice, 'day')}.`,
          fix: `Set the sunset in ${showPath(path)} to ${dayAfter(today, minimumNotice)} or later, and set the Sunset header to the same day.`,
        }],
      };
    }),
};

function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, day.length);
}
