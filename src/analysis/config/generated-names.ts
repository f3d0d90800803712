import { ManifestSet } from '../../manifests';
import { ADDRESS_LABEL, hasConstructHash } from '../identity/names';
import { perCluster } from '../memoize';

/** kustomize ends names with ten characters of its own alphabet, other tools with a hexadecimal digest. */
const KUSTOMIZE = /-[bcdfghkmt24-9]{10}$/;
const DIGEST = /[-.](?=[0-9a-f]*\d)[0-9a-f]{6,64}$/;
/** `v12`, `1-4-2`, `2026-11-23`: a version that is counted. */
const VERSION = /[-.](?:v\d{1,10}|r\d{1,10}|\d{1,10}(?:[-.]\d{1,10})*)$/;
/** Whether a name changes with the content because it ends with a hash of it, or with a version. */
export function isVersioned(name: string): boolean {
  return KUSTOMIZE.test(name) || DIGEST.test(name) || VERSION.test(name);
}

/** Whether the name ends with cdk8s' hash of the construct path, which is the same for any content, and cdk8s wrote these manifests. */
export function isConstructName(name: string, manifests: ManifestSet): boolean {
  return hasConstructHash(name) && isFromCdk8s(manifests);
}

const isFromCdk8s = perCluster(({ podOwners }) =>
  podOwners.some(({ object, podLabels }) => hasConstructHash(object.name) || Object.hasOwn(podLabels, ADDRESS_LABEL)));
