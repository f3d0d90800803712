import { cellId, PATH_NAMES, PATHS } from './cells';
import { DISTURBANCES } from './disturbances';
import { isCounted, Measured, UpdateTime } from './measurements';
import { DEFAULTS } from './variants';

const FACTOR = 1.2;

/** How long updates of the defaults took, beside what was promised. */
export function updateTimes(measured: Measured): string {
  const rows = PATHS.flatMap(path => DISTURBANCES.flatMap(disturbance => {
    const runs = (measured.cells[cellId(DEFAULTS, path, disturbance)] ?? []).filter(isCounted);
    const called = `${disturbance.called}, through the ${PATH_NAMES[path]}`;
    return runs.flatMap(({ update }) => update === undefined ? [] : row(called, update));
  }));
  return `${rows.filter(line => line.endsWith(' yes |')).length} of ${rows.length} are within.

| | waves | start | minReadySeconds | at most | measured | within |
|---|---|---|---|---|---|---|
${rows.join('\n')}`;
}

function row(called: string, { took, start, minReady, waves }: UpdateTime): string {
  const most = FACTOR * waves * (start + minReady);
  const seconds = [start, minReady, most, took].map(each => `${each.toFixed(1)} s`);
  const cells = [called, waves, ...seconds, took <= most ? 'yes' : '**no**'];
  return `| ${cells.join(' | ')} |`;
}
