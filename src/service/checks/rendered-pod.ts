import { REJECTED } from './consequences';
import { describeField } from './prop-errors';
import { podSpecRefusals } from '../../analysis/refusals/pods';
import { rootOf, showPath } from '../../manifests';

/** Refuses errors that only the rendered pod shows, or that were added to it later, as `check` would report them. */
export function checkRenderedPod(path: string, pod: unknown): void {
  const refusals = podSpecRefusals(rootOf(pod));
  if (refusals.length === 0) { return; }
  throw new Error(refusals.map(({ path: field, given, allowed, forbidden }) => describeField(path, {
    prop: showPath(['spec', 'template', 'spec', ...field]),
    given,
    allowed: allowed ?? `nothing ${forbidden}`,
    because: REJECTED,
    remedy: allowed === undefined ? 'leave it out' : 'change the prop that it comes from',
  })).join('\n'));
}
