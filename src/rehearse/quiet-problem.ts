import { groupedBy } from '../manifests';
import { countOf } from '../text';
import { Attempt } from './load/attempt';
import { countsOf, isFailed } from './load/statistics';

/**
 * Why the disturbance should not begin, if most requests failed before it, or none was answered: its failures could not be
 * distinguished from those. A sentence, and what to check.
 */
export function quietProblem(attempts: readonly Attempt[], sender: 'url' | 'service'): string | undefined {
  const { sent, failed } = countsOf(attempts);
  if (sent > 0 && failed * 2 <= sent) { return undefined; }
  const check = sender === 'url' ? 'Check --url, --host and --resolve' : 'Check the port and the selector of the Service, and the path that it serves';
  if (sent === 0) { return `No request was answered before the disturbance, so the rehearsal stopped. ${check}.`; }
  const all = failed === sent ? `All ${countOf(sent, 'request')}` : `${failed} of ${countOf(sent, 'request')}`;
  const expect = attempts.some(({ failure }) => failure === 'unexpected-status') ? ', or state the expected status with --expect' : '';
  return `${all} failed before the disturbance (${commonest(attempts)}), so the rehearsal stopped. ${check}${expect}.`;
}

/** `status 404`, `refused, ECONNREFUSED`. */
function commonest(attempts: readonly Attempt[]): string {
  const kinds = groupedBy(attempts.filter(isFailed), ({ failure, status, detail }) =>
    [status === undefined ? [failure?.replaceAll('-', ' '), detail].filter(Boolean).join(', ') : `status ${status}`]);
  const [[words]] = [...kinds].sort(([, one], [, other]) => other.length - one.length);
  return kinds.size === 1 ? words : `most often ${words}`;
}
