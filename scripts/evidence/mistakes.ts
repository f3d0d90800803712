import { BAD } from './bad';
import { cells } from './cells';
import { Measured, Repetition } from './measurements';
import { counted, share } from './tallies';

const NONE = 'no rule';
const QUIET = 'no rule, before the update';

/** Whether the rehearsals of spoilt manifests named the mistake, and those without a failure named none. */
export function mistakes(measured: Measured): string {
  const rows = BAD.map(({ id, called, rule }) => {
    const runs = counted(measured, `bad ${id}`);
    return `| ${called} | ${share(runs)} | ${rule} | ${rulesOf(runs)} |`;
  });
  const right = BAD.filter(({ id, rule }) => {
    const [most] = countsOf(counted(measured, `bad ${id}`)).filter(([named]) => named !== QUIET);
    return most !== undefined && most[0] === rule;
  });
  const clean = cells().flatMap(({ id }) => counted(measured, id)).filter(({ failed, quiet }) => failed + quiet.failed === 0);
  const falsely = clean.filter(({ told }) => told.length > 0);
  return `Updates of the construct's manifests with one mistake each. The rehearsal must name the rule for the mistake, for most of the
failures: it did for ${right.length} of ${BAD.length}. The number in parentheses is the number of failures. Of the ${clean.length} runs on this page in which
nothing failed, ${falsely.length} named a rule.

| mistake | failed | expected rule | named rules |
|---|---|---|---|
${rows.join('\n')}`;
}

function rulesOf(runs: readonly Repetition[]): string {
  const counts = countsOf(runs);
  return counts.length === 0 ? '–' : counts.map(([rule, count]) => `${rule} (${count})`).join(', ');
}

/** Rules that were named, and for how many failures: the most first. */
function countsOf(runs: readonly Repetition[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { cause, rule = cause === 'quiet' ? QUIET : NONE, count } of runs.flatMap(({ told }) => told)) {
    counts.set(rule, (counts.get(rule) ?? 0) + count);
  }
  return [...counts].sort(([, one], [, other]) => other - one);
}
