import { StatusRange } from './load-plan';
import { Check } from '../../settings';
import { show } from '../../text';

/** Redirects are not followed: a redirect is an expected answer. */
export const EXPECTED_STATUS = '200-399';

const RANGE = /^([1-5]\d\d)(?:-([1-5]\d\d))?$/;

/** `200-399,404`, or the rest of a sentence that begins with the name of the option. */
export const expectedStatus: Check<readonly StatusRange[]> = given => {
  const words = (typeof given === 'string' ? given : '').split(',').map(word => word.trim());
  const ranges = words.flatMap(word => rangeOf(word) ?? []);
  const wrong = words.find(word => rangeOf(word) === undefined);
  return wrong === undefined
    ? { value: ranges }
    : { wrong: `has ${show(wrong)}. Allowed: statuses and ranges of them from 100 to 599, with commas between them, such as "200-399,404".` };
};

function rangeOf(word: string): StatusRange | undefined {
  const [, first, last = first] = RANGE.exec(word) ?? [];
  return first === undefined || Number(last) < Number(first) ? undefined : { from: Number(first), to: Number(last) };
}
