import { Workload } from '../../manifests';

/** kustomize ends names with ten characters of its own alphabet, others with a hexadecimal digest. */
const KUSTOMIZE = /-[bcdfghkmt24-9]{10}$/;
const DIGEST = /[-.](?=[0-9a-f]*\d)[0-9a-f]{6,64}$/;
/** `v12`, `1-4-2`, `2026-11-23`: somebody counts. */
const VERSION = /[-.](?:v\d{1,10}|r\d{1,10}|\d{1,10}(?:[-.]\d{1,10})*)$/;
/** What cdk8s ends names with: a hash of where the construct stands, not of its content. */
const CONSTRUCT = /-c8[0-9a-f]{6}$/;

/** Whether a name changes with the content: it ends with a hash of it, or with a version. */
export function isVersioned(name: string): boolean {
  return KUSTOMIZE.test(name) || DIGEST.test(name) || VERSION.test(name);
}

/** Whether the name ends with cdk8s' hash of the construct path, which is the same for any content. */
export function isConstructName(name: string, workload: Workload): boolean {
  const isFromCdk8s = CONSTRUCT.test(workload.name) || Object.hasOwn(workload.podLabels, 'cdk8s.io/metadata.addr');
  return CONSTRUCT.test(name) && isFromCdk8s;
}
