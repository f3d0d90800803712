import { listAt, booleanAt, Container, stringAt, Workload } from '../../manifests';
import { onceInCluster } from '../memoize';
import { runningContainers, placeOf, wordsOf } from '../pod/containers';
import { podSpecOf } from '../pod/pod-spec';
import { isStatelessTarget, isStore, keepsFiles } from '../pod/store-images';
import { MountedClaim, mountedClaims } from '../scheduling/claims';

/** Why a second pod would not have the same data, or would compete for it. At least one field is set. */
export interface HeldData {
  readonly store?: Container;
  readonly claim?: MountedClaim;
  /** A claim that a StatefulSet creates for each of its pods. */
  readonly ownClaim?: string;
  /** A directory of its node that it writes to. */
  readonly hostPath?: string;
}

/** The data of a pod beside which no second one may run without knowledge of the application; undefined if no data is found. */
export const heldData = onceInCluster((workload: Workload, manifests): HeldData | undefined => {
  // If several pods already run, data that is not visible is not a reason against it.
  const isAlone = workload.replicas.max <= 1;
  const store = runningContainers(workload).find(container =>
    (isStore(container) && !isStatelessTarget(wordsOf(workload, container))) || (isAlone && keepsFiles(container)));
  const claim = mountedClaims(workload, manifests)
    .find(({ single, isHere, isReadOnly }) => single !== undefined || (isAlone && !isHere && !isReadOnly));
  const hostPath = isAlone ? writtenHostPath(workload) : undefined;
  const ownClaim = isAlone && workload.kind === 'StatefulSet' ? workload.claims[0] : undefined;
  return store || claim || ownClaim !== undefined || hostPath !== undefined ? { store, claim, ownClaim, hostPath } : undefined;
});

/** Directories of the node itself. */
const OF_NODE = /^\/(?:$|(?:dev|proc|sys|run|boot|lib|usr|etc|var\/run|var\/log|var\/lib\/(?:kubelet|docker|containerd))(?:\/|$))/;

function writtenHostPath(workload: Workload): string | undefined {
  const written = new Set(runningContainers(workload).flatMap(container => listAt(placeOf(workload, container), ['volumeMounts']))
    .filter(mount => !booleanAt(mount, ['readOnly'])).map(mount => stringAt(mount, ['name'])));
  return listAt(podSpecOf(workload), ['volumes']).filter(volume => written.has(stringAt(volume, ['name'])))
    .filter(volume => ['', 'Directory', 'DirectoryOrCreate'].includes(stringAt(volume, ['hostPath', 'type']) ?? ''))
    .map(volume => stringAt(volume, ['hostPath', 'path']))
    .find(path => path !== undefined && !OF_NODE.test(path));
}
