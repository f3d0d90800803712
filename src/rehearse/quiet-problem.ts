import { groupedBy } from '../manifests';
import { countOf } from '../text';
import { Attempt } from './load/attempt';
import { countsOf, isFailed } from './load/statistics';

/**
 * Why the disturbance is not worth beginning, if most requests failed before it, or none was answered: its failures could not be
 * told from those. A sentence, and what to check.
 */
export function quietProblem(attempts: readonly Attempt[], sender: 'url' | 'service'): string | undefined {
  const { sent, failed } = countsOf(attempts);
  if (sent > 0 && failed * 2 <= sent) { return undefined; }
  const check = sender === 'url' ? 'Check --url, --host and --resolve' : 'Check the port and the selector of the Service, and the path that it serves';
  if (sent === 0) { return `No request was answered before anything was disturbed, so the rehearsal stopped there. ${check}.`; }
  const all = failed === sent ? `All ${countOf(sent, 'request')}` : `${failed} of ${countOf(sent, 'request')}`;
  const expect = attempts.some(({ failure }) => failure === 'unexpected-status') ? ', or name the status that is good with --expect' : '';
  return `${all} failed before anything was disturbed (${commonest(attempts)}), so the rehearsal stopped there. ${check}${expect}.`;
}

/** `status 404`, `refused, ECONNREFUSED`. */
function commonest(attempts: readonly Attempt[]): string {
  const kinds = groupedBy(attempts.filter(isFailed), ({ failure, status, detail }) =>
    [status === undefined ? [failure?.replaceAll('-', ' '), detail].filter(Boolean).join(', ') : `status ${status}`]);
  const [[words]] = [...kinds].sort(([, one], [, other]) => other.length - one.length);
  return kinds.size === 1 ? words : `most often ${words}`;
}
