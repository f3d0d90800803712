import { mappingAt, Path, Place, rootOf } from '../../manifests';
import { perWorkload } from '../per-workload';

/** Where the pods of a Deployment are described. */
export const POD_SPEC: Path = ['spec', 'template', 'spec'];

export const podSpecOf = perWorkload(({ object }): Place => mappingAt(rootOf(object.json), POD_SPEC));
