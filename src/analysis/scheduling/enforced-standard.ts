import { Level } from './pod-security';
import { groupOf, ManifestObject, ManifestSet, Path } from '../../manifests';
import { perCluster } from '../memoize';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** The label of a Namespace with the Pod Security Standard that it enforces. */
export const ENFORCE_PATH: Path = ['metadata', 'labels', ENFORCE];

/** The level that a namespace enforces, if that level refuses any pods. */
export function enforcedLevel(manifests: ManifestSet, namespace: string | undefined): Level | undefined {
  const object = namespace === undefined ? undefined : enforcing(manifests).get(namespace);
  return object && object.labels[ENFORCE] as Level;
}

/** The Namespaces by name that enforce a level which refuses any pods. */
export const enforcing = perCluster(({ objects }: ManifestSet): ReadonlyMap<string, ManifestObject> => new Map(objects
  .filter(object => object.kind === 'Namespace' && groupOf(object) === '' && Object.hasOwn(object.labels, ENFORCE))
  .filter(({ labels }) => ['baseline', 'restricted'].includes(labels[ENFORCE]))
  .map(object => [object.name, object])));
