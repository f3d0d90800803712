import { PodLife, ReadinessTurn } from './pod-life';
import { PodSeen, Sighting } from './sighting';
import { groupedBy } from '../../manifests';

type At<K extends Sighting['kind']> = Extract<Sighting, { kind: K }>;

/**
 * The lives of all pods that were seen, in the order in which they appeared. Pods, EndpointSlices and events come by
 * connections of their own, so only the order within each of them counts.
 */
export function podLives(sightings: readonly Sighting[]): PodLife[] {
  const of = <K extends Sighting['kind']>(kind: K): At<K>[] => sightings.filter((each): each is At<K> => each.kind === kind);
  const lists = of('listed').filter(({ what }) => what === 'pods');
  const older = new Set(lists.filter(({ isFirst }) => isFirst).flatMap(({ uids }) => uids));
  const ends = groupedBy(of('pod gone'), ({ uid }) => [uid]);
  const hooks = groupedBy(of('hook failed'), ({ uid }) => [uid]);
  const removals = removalsFrom(of('slice'), of('slice gone'), of('listed').filter(({ what }) => what === 'slices'));
  return [...groupedBy(of('pod'), ({ uid }) => [uid])].map(([uid, seen]) => {
    const missing = lists.filter(({ uids, asked }) => !uids.includes(uid) && asked > seen[0].at);
    return lifeOf(seen, {
      isOlder: older.has(uid),
      gone: earliest([...ends.get(uid) ?? [], ...missing]),
      hookFailed: earliest(hooks.get(uid) ?? []),
      endpointRemoved: removals.get(uid),
    });
  });
}

interface Others {
  readonly isOlder: boolean;
  readonly gone?: number;
  readonly hookFailed?: number;
  readonly endpointRemoved?: number;
}

function lifeOf(seen: readonly At<'pod'>[], { isOlder, gone, hookFailed, endpointRemoved }: Others): PodLife {
  const [first] = seen;
  const last = seen[seen.length - 1];
  const stop = seen.find(({ gracePeriod }) => gracePeriod !== undefined);
  // Without a grace period, a deleted pod is removed at once.
  const deleted = stop?.at ?? gone;
  return {
    name: first.name,
    controller: first.controller,
    revision: first.revision,
    node: last.node,
    created: isOlder ? undefined : first.at,
    started: isOlder && first.running ? undefined : seen.find(({ running }) => running)?.at,
    readiness: readinessOf(seen),
    deleted,
    gracePeriod: stop?.gracePeriod,
    sigtermDue: stop && sigtermOf(stop, hookFailed),
    endpointRemoved,
    exits: exitsOf(seen, isOlder),
    gone,
  };
}

function readinessOf(seen: readonly At<'pod'>[]): ReadinessTurn[] {
  return seen
    .map(({ at, ready }) => ({ at, ready }))
    .filter(({ ready }, i) => ready !== (i > 0 && seen[i - 1].ready));
}

function sigtermOf({ at, gracePeriod = 0, hookSeconds }: At<'pod'>, hookFailed: number | undefined): number | undefined {
  const due = hookSeconds === undefined ? undefined : at + Math.min(hookSeconds, gracePeriod) * 1000;
  return hookFailed === undefined ? due : Math.min(due ?? hookFailed, hookFailed);
}

function exitsOf(seen: readonly At<'pod'>[], isOlder: boolean): PodLife['exits'] {
  // Containers that had ended before a pod was first seen ended before the rehearsal.
  const known = new Set(isOlder ? idsOf(seen[0]) : []);
  return seen.flatMap(({ at, exits }) => exits.filter(({ id }) => !known.has(id) && known.add(id))
    .map(({ container, code, reason }) => ({ at, container, code, reason })));
}

function idsOf({ exits }: PodSeen): string[] {
  return exits.map(({ id }) => id);
}

/**
 * When each pod was removed from the last EndpointSlice that listed it as ready. Those of a headless Service, which may keep
 * pods that are not ready, count only for pods that are in no other.
 */
function removalsFrom(seen: readonly At<'slice'>[], gone: readonly At<'slice gone'>[], lists: readonly At<'listed'>[]): Map<string, number> {
  const headless = new Set(seen.filter(({ isHeadless }) => isHeadless).map(({ uid }) => uid));
  const changes = inOrder([...seen, ...gone, ...lists]);
  const served = new Set(seen.filter(({ isHeadless }) => !isHeadless).flatMap(({ ready }) => ready));
  const slices = new Map<string, readonly string[]>();
  const holders = new Map<string, Set<string>>();
  const removed = new Map<string, number>();
  const set = (slice: string, now: readonly string[], at: number): void => {
    const counted = headless.has(slice) ? now.filter(pod => !served.has(pod)) : now;
    for (const pod of slices.get(slice) ?? []) {
      if (counted.includes(pod)) { continue; }
      const holding = holders.get(pod);
      holding?.delete(slice);
      if (holding?.size === 0) { removed.set(pod, at); }
    }
    for (const pod of counted) {
      holders.set(pod, (holders.get(pod) ?? new Set()).add(slice));
      removed.delete(pod);
    }
    slices.set(slice, counted);
  };
  const since = new Map<string, number>();
  for (const change of changes) {
    if (change.kind === 'listed') {
      const missing = [...slices.keys()].filter(uid => !change.uids.includes(uid) && since.get(uid)! < change.asked);
      missing.forEach(slice => set(slice, [], change.at));
      continue;
    }
    if (!since.has(change.uid)) { since.set(change.uid, change.at); }
    set(change.uid, change.kind === 'slice' ? change.ready : [], change.at);
  }
  return removed;
}

function inOrder<T extends { readonly at: number }>(changes: readonly T[]): T[] {
  return [...changes].sort((one, other) => one.at - other.at);
}

function earliest(changes: readonly { readonly at: number }[]): number | undefined {
  return changes.length === 0 ? undefined : Math.min(...changes.map(({ at }) => at));
}
