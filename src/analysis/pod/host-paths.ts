import { placeOf } from './containers';
import { anyPodSpecOf } from './pod-spec';
import { Container, listAt, stringAt, valueAt, Workload } from '../../manifests';

/** Whether a container mounts a folder of the node. */
export function hasHostPath(workload: Workload, container: Container): boolean {
  const ofNode = new Set(listAt(anyPodSpecOf(workload.object), ['volumes'])
    .filter(volume => valueAt(volume, ['hostPath']) !== undefined).map(volume => stringAt(volume, ['name'])));
  return ofNode.size > 0 && listAt(placeOf(workload, container), ['volumeMounts']).some(mount => ofNode.has(stringAt(mount, ['name'])));
}
