import { mappingIn } from './json';
import { timeOfAnnotation } from './managed-fields';
import { parseManifests } from '../../../manifests';

type Json = Readonly<Record<string, unknown>>;

const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

/** What client-side apply wrote last, and when. */
export interface LastApplied {
  readonly json: Json;
  readonly time: string;
}

/** Undefined if there is none, or one of another object, as a copy has it. */
export function lastApplied(json: Json): LastApplied | undefined {
  const metadata = mappingIn(json, 'metadata');
  const text = mappingIn(metadata, 'annotations')[ANNOTATION];
  if (typeof text !== 'string') { return undefined; }
  // Anybody may have written it, so it is read with the limits of any file.
  const [object] = parseManifests(ANNOTATION, text).objects;
  const isOwn = object?.kind === json.kind
    && object.name === metadata.name
    && [undefined, metadata.namespace].includes(object.namespace);
  return isOwn ? { json: object.json, time: timeOfAnnotation(json, ANNOTATION) } : undefined;
}
