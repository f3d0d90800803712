import { FieldCursor, listAt, rootOf } from '../fields';
import { groupOf, ManifestObject } from '../manifest-object';

/** A Service of Knative, which makes its pods itself and leads requests to them: not what Kubernetes calls a Service. */
export function isKnativeService(object: ManifestObject): boolean {
  return object.kind === 'Service' && groupOf(object) === 'serving.knative.dev';
}

/** Where its requests go: shares by `percent`, and for each `tag` an address of its own. */
export function trafficTargetsOf({ json }: ManifestObject): FieldCursor[] {
  return listAt(rootOf(json), ['spec', 'traffic']);
}
