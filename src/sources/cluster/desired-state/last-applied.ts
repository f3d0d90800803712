import { mappingIn } from './json';
import { timeOfAnnotation } from './managed-fields';
import { parseManifests } from '../../../manifests';

type Json = Readonly<Record<string, unknown>>;

const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

/** What client-side apply last wrote, and when. */
export interface LastApplied {
  readonly json: Json;
  readonly time: string;
}

/** Undefined without the annotation, or if it belongs to another object, as in a copy. */
export function lastApplied(json: Json): LastApplied | undefined {
  const metadata = mappingIn(json, 'metadata');
  const text = mappingIn(metadata, 'annotations')[ANNOTATION];
  if (typeof text !== 'string') { return undefined; }
  // Any user can write it, so it is read with the same limits as a file.
  const [object] = parseManifests(ANNOTATION, text).objects;
  const isOwn = object?.kind === json.kind
    && object.name === metadata.name
    && [undefined, metadata.namespace].includes(object.namespace);
  return isOwn ? { json: object.json, time: timeOfAnnotation(json, ANNOTATION) } : undefined;
}
