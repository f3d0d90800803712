import { Attempt } from './load/attempt';
import { PHASES, PhaseName, RunPhase } from './rehearsal';

/** The requests of each phase, by when they were due; what is due between or after phases belongs to the one before. */
export function byPhase(attempts: readonly Attempt[], phases: readonly RunPhase[]): ReadonlyMap<PhaseName, readonly Attempt[]> {
  const found = new Map<PhaseName, Attempt[]>(PHASES.map(name => [name, []]));
  const latest = [...phases].sort((one, other) => other.from - one.from);
  for (const attempt of attempts) {
    const { name } = latest.find(({ from }) => attempt.due >= from) ?? latest[latest.length - 1] ?? { name: PHASES[0] };
    found.get(name)!.push(attempt);
  }
  return found;
}
