import { shorten } from '../../../text';
import { Matcher } from '../cause';

/** An answer that is not as expected, of a version that did not answer before. */
export const newVersion: Matcher = ({ attempt }, { oldVersions }) => {
  const { version, status } = attempt;
  if (version === undefined || status === undefined || oldVersions.size === 0 || oldVersions.has(version)) { return undefined; }
  return {
    cause: 'new-version',
    pods: [],
    words: () => `Version ${shorten(version)}, which did not answer before the disturbance, answered with ${status}`,
  };
};
