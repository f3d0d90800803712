import { printable, printableName } from './printable';
import { UnjudgedObject } from './report';
import { whyUnjudged } from '../analysis/traffic/unjudged-objects';
import { ManifestObject, ManifestSet } from '../manifests';

/** What no rule judges, as every format shows it; what belongs to several clusters is named once. */
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
