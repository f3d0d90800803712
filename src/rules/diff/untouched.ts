import { Kept } from './matched';
import { oncePerKept } from './once-per-kept';
import { ManifestObject } from '../../manifests';
import { same } from '../../manifests/same';

/** Whether an object stays what it is, as most of them do in a release; compared once for all rules. */
export const isSameObject = oncePerKept(({ before, after }) => before === after || same(before.json, after.json));

/** The same of what has an object: a Deployment, a Service, a route. What selects it may have changed all the same. */
export function isUntouched({ before, after }: Kept<{ readonly object: ManifestObject }>): boolean {
  return isSameObject({ before: before.object, after: after.object });
}
