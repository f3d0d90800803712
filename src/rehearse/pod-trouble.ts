import { listAt, mappingAt, ManifestObject, numberAt, rootOf, stringAt } from '../manifests';
import { shorten } from '../text';

/** Reasons of a pod that is starting normally. */
const USUAL = ['ContainerCreating', 'PodInitializing'];
/** Reasons that the kubelet retries in longer and longer intervals, or not at all. */
const LASTING = ['ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull', 'CreateContainerConfigError', 'CreateContainerError', 'RunContainerError'];

/** Why a pod does not start or does not stay. */
export interface PodTrouble {
  /** `ImagePullBackOff: Back-off pulling image "app:9"`. */
  readonly words: string;
  /** Whether waiting for longer seldom helps. */
  readonly isLasting: boolean;
}

/** The problem in the status of a pod; undefined if it is starting or running. */
export function podTrouble({ json }: ManifestObject): PodTrouble | undefined {
  const status = mappingAt(rootOf(json), ['status']);
  const containers = ['initContainerStatuses', 'containerStatuses'].flatMap(field => listAt(status, [field]));
  for (const container of containers) {
    const reason = stringAt(container, ['state', 'waiting', 'reason']);
    if (reason !== undefined && !USUAL.includes(reason)) {
      const message = stringAt(container, ['state', 'waiting', 'message']);
      return { words: shorten(message === undefined ? reason : `${reason}: ${message}`, 300), isLasting: LASTING.includes(reason) };
    }
    const code = numberAt(container, ['state', 'terminated', 'exitCode']);
    if (code !== undefined && code !== 0) {
      return { words: `its container ${shorten(stringAt(container, ['name']) ?? '')} exited with code ${code}`, isLasting: true };
    }
  }
  const unscheduled = listAt(status, ['conditions']).find(condition =>
    stringAt(condition, ['type']) === 'PodScheduled' && stringAt(condition, ['status']) === 'False');
  const why = unscheduled && stringAt(unscheduled, ['message']);
  return why === undefined ? undefined : { words: shorten(why, 300), isLasting: false };
}
