import { BAD } from './bad';
import { cells } from './cells';
import { isCounted, Measured, Repetition } from './measurements';

/** What the rehearsals told of each failure, but for those of the mistakes, which have a table of their own. */
export function failures(measured: Measured): string {
  const spoilt = new Set(BAD.map(({ id }) => `bad ${id}`));
  const rows = cells().filter(({ id }) => !spoilt.has(id)).flatMap(({ id }) =>
    (measured.cells[id] ?? []).filter(isCounted).flatMap(run => [...unfinished(id, run), ...told(id, run)]));
  if (rows.length === 0) { return 'Nothing failed.'; }
  return `| run | failed | how | cause | rule that the rehearsal names |\n|---|---|---|---|---|\n${rows.join('\n')}`;
}

function told(id: string, { told: causes }: Repetition): string[] {
  return causes.map(({ kind, cause, count, rule }) => `| ${id} | ${count} | ${kind} | ${cause} | ${rule ?? '–'} |`);
}

function unfinished(id: string, { unfinished: why }: Repetition): string[] {
  return why === undefined ? [] : [`| ${id} | – | it did not end | ${why.replace(/\|/g, '/')} | – |`];
}

/** Runs that prove nothing about the service. */
export function notCounted(measured: Measured): string {
  const lines = cells().flatMap(({ id }) => (measured.cells[id] ?? []).flatMap(each => {
    if ('error' in each) { return `- ${id}: ${each.error}`; }
    return each.isVoid ? `- ${id}: void, ${each.late} requests were late: ${each.failed} of ${each.sent} failed.` : [];
  }));
  return lines.length === 0 ? '' : `
## Runs that do not count

Each was tried twice. A run is void if the client sent more than 1 % of the requests late, because it then proves nothing about the service.

${lines.join('\n')}
`;
}
