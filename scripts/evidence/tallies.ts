import { isCounted, Measured, Repetition } from './measurements';
import { failureRate, fewerThan } from '../../src/rehearse/load/statistics';

/** The runs of a cell that say something about the service. */
export function counted(measured: Measured, cell: string): Repetition[] {
  return (measured.cells[cell] ?? []).filter(isCounted);
}

/** `0 of 3,712 (3×)` */
export function share(runs: readonly Repetition[]): string {
  if (runs.length === 0) { return 'not counted'; }
  const { failed, sent } = sum(runs);
  const unfinished = runs.some(each => each.unfinished !== undefined) ? ', unfinished' : '';
  return `${failed > 0 ? `**${failed}**` : failed} of ${grouped(sent)} (${runs.length}×${unfinished})`;
}

/** `0 of 25,000, fewer than 1 in 8,300 at 95 %` */
export function shareWithRate(runs: readonly Repetition[]): string {
  const { failed, sent } = sum(runs);
  if (sent === 0) { return 'not counted'; }
  const { from, to } = failureRate(failed, sent);
  const rate = failed === 0 ? fewerThan(to) : `1 in ${grouped(Math.round(1 / to))} to 1 in ${grouped(Math.round(1 / from))}`;
  return `${failed} of ${grouped(sent)}, ${rate} at 95 %`;
}

function sum(runs: readonly Repetition[]): { failed: number; sent: number } {
  const total = (of: (run: Repetition) => number): number => runs.reduce((so, run) => so + of(run), 0);
  return { failed: total(({ failed }) => failed), sent: total(({ sent }) => sent) };
}

function grouped(amount: number): string {
  return amount.toLocaleString('en-US');
}
