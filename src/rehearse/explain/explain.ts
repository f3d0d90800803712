import { Match, Scene } from './cause';
import { Evidence, Findable, findable, RehearsedManifests } from './evidence';
import { Explanation } from './explanation';
import { Failure, failuresOf, instantOf } from './failure';
import { matchCauses } from './match-causes';
import { groupedBy } from '../../manifests';
import { Settings } from '../../settings';
import { listWords } from '../../text';
import { PodLife } from '../observe/pod-life';
import { Run } from '../rehearsal';

/** Pods that are named beside the first one. */
const NAMED = 3;

interface Explained extends Partial<Evidence> {
  readonly failure: Failure;
  readonly match: Match;
}

/** The first cause of each failure of a run, and the rule that explains it, by kind and cause. */
export function explain(run: Omit<Run, 'explanations'>, manifests: RehearsedManifests, settings: Settings): Explanation[] {
  const failures = failuresOf(run.attempts);
  if (failures.length === 0) { return []; }
  const found = findable(manifests, settings);
  const scene = sceneOf(run, failures, found);
  const explained = failures.map(failure => likeliest(failure, scene, found));
  const groups = groupedBy(explained, ({ failure, match, rule }) => [
    JSON.stringify([failure.kind, match.cause, match.pods[0]?.controller, rule?.id, match.cause === 'new-version' && match.words('')]),
  ]);
  return [...groups.values()].map(explanationOf).sort((one, other) => one.from - other.from);
}

function sceneOf({ pods, phases, attempts }: Omit<Run, 'explanations'>, failures: Failure[], { serves }: Findable): Scene {
  const disturbed = phases.find(({ name }) => name === 'disturbance')?.from ?? Infinity;
  const serving = pods.filter(serves);
  const before = attempts.filter(({ due }) => due < disturbed);
  return {
    pods: serving.length > 0 ? serving : pods,
    failures,
    disturbed,
    oldVersions: new Set(before.flatMap(({ version }) => version ?? [])),
  };
}

/** The first matching cause, unless the manifests have an error that explains another matching one. */
function likeliest(failure: Failure, scene: Scene, { evidenceFor }: Findable): Explained {
  const candidates = matchCauses(failure, scene).map(match => ({ failure, match, ...evidenceFor(match, scene.disturbed) }));
  const [first] = candidates;
  return first.rule !== undefined ? first : candidates.find(({ severity }) => severity === 'error') ?? first;
}

function explanationOf(group: readonly Explained[]): Explanation {
  const [{ failure, match, rule }] = group;
  const words = match.words(group.length > 1 ? 'before the first of them' : 'before');
  return {
    kind: failure.kind,
    cause: match.cause,
    streams: [...new Set(group.map(each => each.failure.attempt.stream))],
    count: group.length,
    from: instantOf(failure),
    to: instantOf(group[group.length - 1].failure),
    event: `${words}.${othersOf(group)}`,
    ...rule && { rule },
  };
}

/** Other pods with the same event. */
function othersOf(group: readonly Explained[]): string {
  const pods = new Set<PodLife>(group.flatMap(({ match }) => match.pods.length === 1 ? match.pods : []));
  const others = [...pods].slice(1).map(({ name }) => name);
  if (others.length === 0) { return ''; }
  const named = others.length > NAMED ? [...others.slice(0, NAMED - 1), `${others.length - NAMED + 1} more`] : others;
  return ` The same applies to ${listWords(named)}.`;
}
