import { FieldCursor, listAt, rootOf } from '../fields';
import { groupOf, ManifestObject } from '../manifest-object';

/** A Service of Knative, which creates its own pods and routes requests to them: not a Service of Kubernetes. */
export function isKnativeService(object: ManifestObject): boolean {
  return object.kind === 'Service' && groupOf(object) === 'serving.knative.dev';
}

/** The targets of its requests: shares by `percent`, and for each `tag` a separate address. */
export function trafficTargetsOf({ json }: ManifestObject): FieldCursor[] {
  return listAt(rootOf(json), ['spec', 'traffic']);
}
