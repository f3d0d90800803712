import { Change } from './object-diff';
import { oncePerPair } from '../../analysis/memoize';
import { isSameJson, ManifestObject } from '../../manifests';

/** Whether an object stays the same, as most do in a release; compared once for all rules. */
export function isSameObject(pair: Change<ManifestObject>): boolean {
  return pair.before.json === pair.after.json || isSameValue(pair);
}

const isSameValue = oncePerPair(({ before, after }) => isSameJson(before.json, after.json));

/** The same for views of an object: a Deployment, a Service, a route. Objects that select it may have changed nevertheless. */
export function isUntouched({ before, after }: Change<{ readonly object: ManifestObject }>): boolean {
  return isSameObject({ before: before.object, after: after.object });
}
