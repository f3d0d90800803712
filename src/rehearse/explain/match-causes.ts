import { Match, Matcher, Scene } from './cause';
import { noReadyEndpoint, removedFromService } from './causes/endpoints';
import { containerEnded } from './causes/exits';
import { readinessLost, readyTooEarly } from './causes/readiness';
import { killed, stillRouted, stoppedServing } from './causes/stops';
import { newVersion } from './causes/versions';
import { agoOf, Failure, secondsOf } from './failure';
import { NEARBY } from './windows';
import { PodLife } from '../observe/pod-life';

/** Narrower causes are tried first. */
const OF_DISTURBANCE: readonly Matcher[] = [
  containerEnded, killed, noReadyEndpoint, removedFromService,
  stillRouted, stoppedServing, readyTooEarly, newVersion, readinessLost,
];

/** Causes at any time, which are reported although the disturbance did not cause them. */
const AT_ANY_TIME: readonly Matcher[] = [containerEnded, readinessLost];

/** All causes that match a failure, the likeliest first; never empty. */
export function matchCauses(failure: Failure, scene: Scene): Match[] {
  const isQuiet = failure.failed < scene.disturbed;
  const found = (isQuiet ? AT_ANY_TIME : OF_DISTURBANCE).flatMap(matcher => matcher(failure, scene) ?? []);
  if (found.length > 0) { return found; }
  return [isQuiet ? QUIET : unexplained(failure, scene)];
}

const QUIET: Match = {
  cause: 'quiet',
  pods: [],
  words: () => 'Before the disturbance began, so such requests also fail without it',
};

function unexplained(failure: Failure, { pods }: Scene): Match {
  const [nearest] = pods.flatMap(eventsOf)
    .filter(({ at }) => Math.abs(failure.failed - at) <= NEARBY)
    .sort((one, other) => Math.abs(failure.failed - one.at) - Math.abs(failure.failed - other.at));
  return {
    cause: 'unexplained',
    pods: [],
    words: since => {
      if (nearest === undefined) { return `No pod event within ${secondsOf(NEARBY)}`; }
      const ago = nearest.at <= failure.failed ? `${agoOf(failure, nearest.at, since)}`
        : `${secondsOf(nearest.at - failure.failed)} ${since.replace('before', 'after')}`;
      return `No known cause matches: the nearest event is that ${nearest.what}, ${ago}`;
    },
  };
}

function eventsOf({ name, created, readiness, deleted, gone, exits }: PodLife): { at: number; what: string }[] {
  const at = (when: number | undefined, what: string) => when === undefined ? [] : [{ at: when, what }];
  return [
    ...at(created, `${name} was created`),
    ...readiness.flatMap(turn => at(turn.at, `${name} ${turn.ready ? 'became ready' : 'was no longer ready'}`)),
    ...at(deleted, `${name} was deleted`),
    ...exits.flatMap(exit => at(exit.at, `container ${exit.container} of ${name} exited with code ${exit.code}`)),
    ...at(gone, `${name} was removed`),
  ];
}
