import { BAD } from './bad';
import { cells } from './cells';
import { Measured, Repetition } from './measurements';
import { counted, share } from './tallies';

/** Whether the rehearsals of spoilt manifests named the mistake, and those without a failure named none. */
export function mistakes(measured: Measured): string {
  const rows = BAD.map(({ id, called, rule }) => {
    const runs = counted(measured, `bad ${id}`);
    return `| ${called} | ${share(runs)} | ${rule} | ${rulesOf(runs)} |`;
  });
  const right = BAD.filter(({ id, rule }) => counted(measured, `bad ${id}`).some(({ told }) => told[0]?.rule === rule));
  const clean = cells().flatMap(({ id }) => counted(measured, id)).filter(({ failed, quiet }) => failed + quiet.failed === 0);
  const falsely = clean.filter(({ told }) => told.length > 0);
  return `The construct's manifests with one mistake each, updated. The rehearsal has to name the rule for the mistake first: it did for
${right.length} of ${BAD.length}. In brackets: of how many failures. Of the ${clean.length} runs on this page without a failure, ${falsely.length} named a rule.

| mistake | failed | expected rule | named rules |
|---|---|---|---|
${rows.join('\n')}`;
}

function rulesOf(runs: readonly Repetition[]): string {
  const counts = new Map<string, number>();
  for (const { rule = 'none', count } of runs.flatMap(({ told }) => told)) { counts.set(rule, (counts.get(rule) ?? 0) + count); }
  return counts.size === 0 ? '–' : [...counts].map(([rule, count]) => `${rule} (${count})`).join(', ');
}
