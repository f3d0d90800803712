import { PodLife } from './pod-life';

/** The phases of a pod, according to its events. */
export const POD_PHASES = ['starting', 'serving', 'unready', 'stopping', 'draining'] as const;
export type PodPhase = typeof POD_PHASES[number];

/** A phase of a pod, in milliseconds since 1970. */
export interface PodSpan {
  readonly phase: PodPhase;
  readonly from: number;
  readonly to: number;
}

/** The phases of a pod between two instants, in order. */
export function podSpans(pod: PodLife, from: number, to: number): PodSpan[] {
  const { created = -Infinity, readiness, deleted = Infinity, sigtermDue, gone = Infinity } = pod;
  const first = readiness.find(({ ready }) => ready)?.at ?? Infinity;
  const turns = readiness.filter(({ at }) => at >= first);
  const term = Math.max(deleted, sigtermDue ?? Infinity);
  const spans: PodSpan[] = [
    { phase: 'starting', from: created, to: Math.min(first, deleted) },
    ...turns.map(({ at, ready }, i): PodSpan => {
      const next = turns[i + 1]?.at ?? Infinity;
      return { phase: ready ? 'serving' : 'unready', from: at, to: Math.min(next, deleted) };
    }),
    { phase: 'stopping', from: deleted, to: Math.min(term, gone) },
    { phase: 'draining', from: term, to: gone },
  ];
  return spans
    .map(span => ({ ...span, from: Math.max(from, span.from), to: Math.min(to, span.to) }))
    .filter(span => span.to > span.from);
}

/** How many pods are in which phase at an instant. */
export function podsByPhase(pods: readonly PodLife[], at: number): Record<PodPhase, number> {
  const counts: Record<PodPhase, number> = { starting: 0, serving: 0, unready: 0, stopping: 0, draining: 0 };
  for (const pod of pods) {
    const [span] = podSpans(pod, at, at + 1);
    if (span !== undefined && span.from <= at) { counts[span.phase] += 1; }
  }
  return counts;
}
