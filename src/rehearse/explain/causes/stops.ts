import { ContainerExit, PodLife } from '../../observe/pod-life';
import { Match, Matcher, Scene } from '../cause';
import { agoOf, Failure, fallsInto, instantOf, isOfConnection, secondsOf } from '../failure';
import { CLOCK, DELIVERY, KILL, REPORTING, ROUTER } from '../windows';

/** A pod that was deleted, and when. */
type Deleted = PodLife & { readonly deleted: number };

/** The grace period was over, and SIGKILL cut off requests in flight. */
export const killed: Matcher = (failure, scene) => nearest(failure, scene, pod => {
  const kill = killOf(pod);
  if (kill === undefined || failure.sent > kill.at) { return undefined; }
  return fallsInto(failure, killDue(pod) - CLOCK, kill.at + CLOCK) ? {
    cause: 'killed',
    pods: [pod],
    words: since => `${pod.name} was deleted ${agoOf(failure, pod.deleted, since)}, and SIGKILL ended its container ${kill.container} `
      + `at the end of its grace period of ${pod.gracePeriod} s`,
  } : undefined;
});

/** The process had ended, and requests were still sent to it. */
export const stillRouted: Matcher = (failure, scene) => nearest(failure, scene, pod => {
  const end = endOf(pod);
  if (end === undefined || failure.kind === 'truncated') { return undefined; }
  const until = Math.max(end.at, pod.endpointRemoved ?? 0) + ROUTER;
  return fallsInto(failure, Math.max(pod.deleted - DELIVERY, end.at - REPORTING), until) ? {
    cause: 'still-routed',
    pods: [pod],
    words: since => `${pod.name} was deleted ${agoOf(failure, pod.deleted, since)}, and ${end.words}: requests were still sent to it`,
  } : undefined;
});

/** SIGTERM was due, the process had not ended yet, and it accepted no more requests or cut off those in flight. */
export const stoppedServing: Matcher = (failure, scene) => nearest(failure, scene, pod => {
  const { sigtermDue: due } = pod;
  if (due === undefined) { return undefined; }
  const end = endOf(pod);
  if (!fallsInto(failure, Math.max(pod.deleted - DELIVERY, due - CLOCK), (end?.at ?? Infinity) + CLOCK)) { return undefined; }
  const exit = end === undefined ? 'its containers had not exited' : `${end.words}, ${secondsOf(end.at - due)} after SIGTERM`;
  const delay = due - pod.deleted;
  const sinceDeletion = delay < 50 ? 'as soon as it was deleted' : `${secondsOf(delay)} after its deletion`;
  return {
    cause: 'stopped-serving',
    pods: [pod],
    words: since => `SIGTERM was due in ${pod.name} ${agoOf(failure, due, since)}, ${sinceDeletion}, and ${exit}`,
  };
});

/** The matching pod that was deleted last before the failure; while a client waits for its timeout, others may be deleted, too. */
function nearest(failure: Failure, { pods }: Scene, match: (pod: Deleted) => Match | undefined): Match | undefined {
  if (!isOfConnection(failure)) { return undefined; }
  return pods
    .filter((pod): pod is Deleted => pod.deleted !== undefined && pod.deleted - DELIVERY <= failure.failed)
    .sort((one, other) => distance(one, failure) - distance(other, failure))
    .map(match)
    .find(found => found !== undefined);
}

function distance({ deleted }: Deleted, failure: Failure): number {
  const ago = instantOf(failure) - deleted;
  return ago >= 0 ? ago : Number.MAX_SAFE_INTEGER + ago;
}

function killOf(pod: Deleted): ContainerExit | undefined {
  return pod.gracePeriod === undefined ? undefined
    : pod.exits.find(({ at, code, reason }) => code === 137 && reason !== 'OOMKilled' && Math.abs(at - killDue(pod)) <= KILL);
}

function killDue({ deleted, gracePeriod }: Deleted): number {
  return deleted + (gracePeriod ?? Infinity) * 1000;
}

/** The first of its containers to end after the deletion; else, that the pod was removed. */
function endOf({ exits, gone, deleted }: Deleted): { at: number; words: string } | undefined {
  const exit = exits.filter(({ at }) => at >= deleted).sort((one, other) => one.at - other.at)[0];
  if (exit !== undefined) { return { at: exit.at, words: `its container ${exit.container} exited with code ${exit.code}` }; }
  return gone === undefined ? undefined : { at: gone, words: 'it was removed' };
}
