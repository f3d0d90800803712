import { ReportedContracts } from './report';
import { changedContracts, contractSteps, Update } from '../rules/diff';

/** How many contracts of APIs were compared; undefined if none is recorded. A contract of several clusters counts once. */
export function reportContracts(updates: readonly Update[]): ReportedContracts | undefined {
  const recorded = new Set(updates.flatMap(({ before, after }) => [...before.contracts, ...after.contracts]));
  if (recorded.size === 0) { return undefined; }
  const kept = new Set(updates.flatMap(update => contractSteps(update).kept.map(({ after }) => after.object)));
  const changed = new Map(updates.flatMap(changedContracts).map(({ after, comparison }) => [after.object, comparison]));
  const compared = [...changed.values()].flatMap(comparison => comparison && 'changes' in comparison ? [comparison.by] : []);
  const now = new Set(updates.flatMap(({ after }) => after.contracts.map(({ object }) => object)));
  return {
    compared: compared.length,
    notCompared: changed.size - compared.length,
    unchanged: kept.size - changed.size,
    added: [...now].filter(object => !kept.has(object)).length,
    by: [...new Set(compared)].sort(),
  };
}
