import { perWorkload } from './per-workload';
import { mappingAt, Path, Place, ReplicaRange, rootOf } from '../../manifests';

/** Where the pods of a Deployment are described. */
export const POD_SPEC: Path = ['spec', 'template', 'spec'];

export const podSpecOf = perWorkload(({ object }): Place => mappingAt(rootOf(object.json), POD_SPEC));

/** As a sentence says it: `3`, or `2 to 10` with an autoscaler. */
export function countOf({ min, max }: ReplicaRange): string {
  return min === max ? `${max}` : `${min} to ${max}`;
}
