import { AnnouncedRetirement, isDate } from '../../intent/api-versions';
import { PropErrors } from '../../service/checks/prop-errors';
import { isRecord } from '../../service/checks/type-guards';
import { rejectUnknownOptions } from '../../service/checks/typos';
import { Retirement } from '../choices';
import { isVersionName, VERSION_ALLOWED } from './version-name';

const OPTIONS = ['deprecated', 'sunset', 'successor', 'guide'];
const FIRST = '2000-01-01';
const NOT_TOLD = 'Clients would get no announcement, or one that programs cannot read, and would fail on the day of the sunset.';

/** The announcement; undefined without one, or if clients cannot read it. */
export function checkedRetirement(
  errors: PropErrors, at: string, given: Retirement | undefined,
): AnnouncedRetirement | undefined {
  if (given === undefined) { return undefined; }
  const announced: unknown = given?._announced;
  if (!isRecord(announced)) {
    errors.add({ prop: at, given, allowed: 'Retirement.announced({ … })', because: NOT_TOLD, remedy: 'use Retirement.announced' });
    return undefined;
  }
  const { deprecated, sunset, successor, guide } = announced as Partial<AnnouncedRetirement>;
  rejectUnknownOptions(errors, announced, OPTIONS, `${at}.`);
  checkDate(errors, `${at}.deprecated`, deprecated);
  checkDate(errors, `${at}.sunset`, sunset);
  checkGuide(errors, `${at}.guide`, guide);
  if (successor !== undefined && !isVersionName(successor)) {
    errors.add({ prop: `${at}.successor`, given: successor, allowed: VERSION_ALLOWED, because: NOT_TOLD, remedy: 'name a version, or leave it out' });
  }
  if (errors.has(at)) { return undefined; }
  if (sunset! < deprecated!) {
    errors.add({
      prop: `${at}.sunset`,
      given: sunset,
      allowed: `a day from ${deprecated} on, when the version is deprecated`,
      because: 'Clients would be told that the version is removed before they are told that it is deprecated.',
      remedy: 'move the sunset, or announce earlier',
    });
    return undefined;
  }
  return { deprecated: deprecated!, sunset: sunset!, successor, guide };
}

function checkDate(errors: PropErrors, prop: string, given: unknown): void {
  if (isDate(given) && given >= FIRST) { return; }
  errors.add({
    prop,
    given,
    allowed: "a day of the calendar as 'YYYY-MM-DD', such as '2027-06-30'",
    because: NOT_TOLD,
    remedy: typeof given === 'string' && /^\d{4}-\d\d-\d\d$/.test(given) ? 'give a day of the calendar, from 2000 on' : 'write year, month and day with dashes, in quotes',
  });
}

// It is written between angle brackets, and its annotation ends at a space.
function checkGuide(errors: PropErrors, prop: string, given: unknown): void {
  if (given === undefined || (typeof given === 'string' && /^https?:\/\/[^\s<>"\\^`{|}\p{Cc}]{1,2000}$/u.test(given) && URL.canParse(given))) { return; }
  errors.add({ prop, given, allowed: "an address that begins with 'https://'", because: NOT_TOLD, remedy: 'give the address of a page, or leave it out' });
}
