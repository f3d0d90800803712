import { grouped } from './words';
import { PodPhase } from '../../rehearse/observe/pod-phases';

/** The progress of a rehearsal. */
export interface Progress {
  /** The present phase: `quiet load`, `update`. */
  readonly doing: string;
  /** Seconds since the phase began. */
  readonly elapsed: number;
  readonly requests: number;
  readonly failed: number;
  readonly pods: Readonly<Record<PodPhase, number>>;
}

const POD_WORDS: readonly (readonly [PodPhase, string])[] = [
  ['starting', 'starting'], ['serving', 'ready'], ['unready', 'not ready'], ['stopping', 'stopping'], ['draining', 'after SIGTERM'],
];

/** One line that fits the terminal: failures are cut last. */
export function progressLine({ doing, elapsed, requests, failed, pods }: Progress, width: number): string {
  const counts = POD_WORDS.filter(([phase]) => pods[phase] > 0).map(([phase, word]) => `${pods[phase]} ${word}`).join(', ');
  const parts = [
    `${doing} ${Math.floor(elapsed)} s`,
    `${grouped(failed)} failed`,
    `of ${grouped(requests)} requests`,
    ...counts === '' ? [] : [`| pods: ${counts}`],
  ];
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : `${line} ${part}`;
    if (longer.length > width) { break; }
    line = longer;
  }
  return line === '' ? parts[0].slice(0, Math.max(0, width)) : line;
}
