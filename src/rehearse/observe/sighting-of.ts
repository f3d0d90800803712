import { controllerName } from './controller-name';
import { ExitSeen, PodSeen, Sighting, Watched } from './sighting';
import { listAt, FieldCursor, isMapping, mappingAt, rootOf, stringAt, valueAt } from '../../manifests';
import { MADE_BY_REHEARSAL } from '../labels';

/** How long the hook of a pod takes before SIGTERM; undefined if it is not known. */
export type HookOf = (pod: Readonly<Record<string, unknown>>, controller: string) => number | undefined;

/** The event in a line of `kubectl get --watch --output-watch-events`; undefined if it is not relevant. */
export function sightingOf(watched: Watched, line: string, at: number, hookOf: HookOf): Sighting | undefined {
  const json = parsed(line);
  const object = isMapping(json) ? json.object : undefined;
  // A line that was cut off at the end of a connection is not JSON, and an ERROR has a Status as its object.
  if (!isMapping(json) || !isMapping(object)) { return undefined; }
  const root = rootOf(object);
  const uid = stringAt(root, ['metadata', 'uid']);
  const isGone = json.type === 'DELETED';
  if (uid === undefined || (!isGone && json.type !== 'ADDED' && json.type !== 'MODIFIED')) { return undefined; }
  switch (watched) {
    case 'pods':
      if (valueAt(root, ['metadata', 'labels', MADE_BY_REHEARSAL]) !== undefined) { return undefined; }
      return isGone ? { at, kind: 'pod gone', uid } : { at, ...podSeen(uid, object, hookOf) };
    case 'slices': return isGone ? { at, kind: 'slice gone', uid } : { at, kind: 'slice', uid, isHeadless: isHeadless(root), ready: readyIn(root) };
    case 'events': {
      const pod = stringAt(root, ['involvedObject', 'uid']);
      return pod !== undefined && !isGone && valueAt(root, ['reason']) === 'FailedPreStopHook' ? { at, kind: 'hook failed', uid: pod } : undefined;
    }
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function podSeen(uid: string, pod: Readonly<Record<string, unknown>>, hookOf: HookOf): PodSeen {
  const root = rootOf(pod);
  const controller = controllerOfPod(root);
  const statuses = listAt(root, ['status', 'containerStatuses']);
  const isDeleted = stringAt(root, ['metadata', 'deletionTimestamp']) !== undefined;
  const seconds = valueAt(root, ['metadata', 'deletionGracePeriodSeconds']);
  return {
    kind: 'pod',
    uid,
    name: stringAt(root, ['metadata', 'name']) ?? '',
    controller,
    revision: revisionOf(root),
    node: stringAt(root, ['spec', 'nodeName']) || undefined,
    ready: listAt(root, ['status', 'conditions']).some(each => valueAt(each, ['type']) === 'Ready' && valueAt(each, ['status']) === 'True'),
    running: statuses.some(status => valueAt(status, ['state', 'running']) !== undefined),
    ...isDeleted ? { gracePeriod: typeof seconds === 'number' ? seconds : 0, hookSeconds: hookOf(pod, controller) } : {},
    exits: [...statuses.flatMap(exitsIn), ...listAt(root, ['status', 'initContainerStatuses']).flatMap(exitsIn).filter(({ code }) => code !== 0)],
  };
}

function exitsIn(status: FieldCursor): ExitSeen[] {
  const container = stringAt(status, ['name']) ?? '';
  return [['lastState', 'terminated'], ['state', 'terminated']].flatMap((path): ExitSeen[] => {
    const end = mappingAt(status, path);
    const code = valueAt(end, ['exitCode']);
    if (typeof code !== 'number') { return []; }
    const id = stringAt(end, ['containerID']) || `${container} ${stringAt(end, ['finishedAt']) ?? ''}`;
    return [{ id, container, code, reason: stringAt(end, ['reason']) || undefined }];
  });
}

const HASHES = ['pod-template-hash', 'rollouts-pod-template-hash', 'controller-revision-hash'];

function revisionOf(root: FieldCursor): string {
  return HASHES.map(hash => stringAt(root, ['metadata', 'labels', hash])).find(hash => hash !== undefined) ?? '';
}

/** `Deployment shop/web`: the owner of the pod's ReplicaSet, or of the pod itself. */
function controllerOfPod(root: FieldCursor): string {
  const namespace = stringAt(root, ['metadata', 'namespace']);
  const owner = listAt(root, ['metadata', 'ownerReferences']).find(each => valueAt(each, ['controller']) === true);
  const [kind, name] = owner ? [stringAt(owner, ['kind']) ?? '', stringAt(owner, ['name']) ?? ''] : ['Pod', stringAt(root, ['metadata', 'name']) ?? ''];
  const hashed = [['pod-template-hash', 'Deployment'], ['rollouts-pod-template-hash', 'Rollout']]
    .map(([label, made]) => [stringAt(root, ['metadata', 'labels', label]), made])
    .find(([hash]) => kind === 'ReplicaSet' && hash !== undefined && name.endsWith(`-${hash}`));
  const [hash = '', made] = hashed ?? [];
  return made === undefined
    ? controllerName(kind, namespace, name)
    : controllerName(made, namespace, name.slice(0, -hash.length - 1));
}

function isHeadless(root: FieldCursor): boolean {
  return valueAt(root, ['metadata', 'labels', 'service.kubernetes.io/headless']) !== undefined;
}

function readyIn(root: FieldCursor): string[] {
  return listAt(root, ['endpoints'])
    // An unknown condition counts as ready, as in the API.
    .filter(endpoint => valueAt(endpoint, ['conditions', 'ready']) !== false)
    .flatMap(endpoint => stringAt(endpoint, ['targetRef', 'uid']) ?? []);
}
