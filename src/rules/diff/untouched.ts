import { Change } from './object-diff';
import { oncePerPair } from '../../analysis/memoize';
import { isSameJson, ManifestObject } from '../../manifests';

/** Whether an object stays what it is, as most of them do in a release; compared once for all rules. */
export const isSameObject = oncePerPair(({ before, after }) => before === after || isSameJson(before.json, after.json));

/** The same of what has an object: a Deployment, a Service, a route. What selects it may have changed all the same. */
export function isUntouched({ before, after }: Change<{ readonly object: ManifestObject }>): boolean {
  return isSameObject({ before: before.object, after: after.object });
}
