import { printable, printableName } from './printable';
import { UnjudgedObject } from './report';
import { whyUnjudged } from '../analysis/traffic/unjudged-objects';
import { ManifestObject, ManifestSet } from '../manifests';

/** Objects that the rules do not judge, as every format shows them; an object of several clusters is listed once. */
export function reportUnjudged(
  found: readonly { readonly manifests: ManifestSet; readonly objects: readonly ManifestObject[] }[],
): UnjudgedObject[] {
  const named = new Map<ManifestObject, UnjudgedObject>();
  for (const { manifests, objects } of found) {
    for (const object of objects.filter(each => !named.has(each))) {
      const because = whyUnjudged(object, manifests);
      named.set(object, { ...printableName(object), ...because !== undefined && { because: printable(because) } });
    }
  }
  return [...named.values()];
}
