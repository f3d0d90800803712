import { ContainerExit, PodLife } from '../../observe/pod-life';
import { Cause, Match, Matcher, Scene } from '../cause';
import { agoOf, Failure, fallsInto, isOfConnection } from '../failure';
import { wasReady } from '../readiness';
import { CRASH, REPORTING } from '../windows';

type ExitCause = Extract<Cause, 'oom-killed' | 'container-crashed' | 'container-restarted'>;

/** Exit codes after SIGTERM, after SIGKILL, or by itself, when the kubelet restarts a container. */
const OF_RESTARTS = [0, 137, 143];

const WORDS: Record<ExitCause, (exit: ContainerExit) => string> = {
  'oom-killed': ({ container }) => `container ${container} was killed since it used more memory than its limit`,
  'container-crashed': ({ container, code }) => `container ${container} crashed with exit code ${code}`,
  'container-restarted': ({ container, code }) =>
    `container ${container} ended with exit code ${code} although the pod was not deleted, as after a failed liveness probe`,
};

/** A container ended in a serving pod that was not deleted. */
export const containerEnded: Matcher = (failure, scene) => {
  if (!isOfConnection(failure)) { return undefined; }
  const near = exitsIn(scene).filter(({ exit }) => fallsInto(failure, exit.at - REPORTING, exit.at + CRASH));
  const [nearest] = near.sort((one, other) => distance(failure, one.exit) - distance(failure, other.exit));
  return nearest && matchOf(failure, nearest);
};

function exitsIn({ pods }: Scene): { pod: PodLife; exit: ContainerExit }[] {
  return pods.flatMap(pod => pod.exits
    .filter(({ at }) => (pod.deleted === undefined || at < pod.deleted) && wasReady(pod, at, REPORTING))
    .map(exit => ({ pod, exit })));
}

function matchOf(failure: Failure, { pod, exit }: { pod: PodLife; exit: ContainerExit }): Match {
  const cause = causeOf(exit);
  const what = `in ${pod.name}, ${WORDS[cause](exit)}`;
  return {
    cause,
    pods: [pod],
    words: since => exit.at <= failure.failed ? `${agoOf(failure, exit.at, since)}, ${what}` : `At that time, ${what}`,
  };
}

function causeOf({ reason, code }: ContainerExit): ExitCause {
  if (reason === 'OOMKilled') { return 'oom-killed'; }
  return OF_RESTARTS.includes(code) ? 'container-restarted' : 'container-crashed';
}

function distance({ failed }: Failure, { at }: ContainerExit): number {
  return Math.abs(failed - at);
}
