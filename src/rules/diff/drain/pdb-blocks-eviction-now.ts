import { blocking, setLimit, blockedReplicaCounts } from './budget-limits';
import { withoutScale } from '../../../analysis/disruption/countable-pods';
import { guardedBy } from '../../../analysis/disruption/guarded-pods';
import { limitField } from '../../../analysis/disruption/limits';
import { isSameJson, Budget, BUDGET_PATHS, showPath, Workload } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { oneOfThese, showLimit } from '../../fixes/budget';
import { podsBetween } from '../../wording/pods';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

export const pdbBlocksEvictionNow: UpdateRule = {
  id: 'pdb-blocks-eviction-now',
  severity: 'error',
  title: 'PodDisruptionBudget that now allows no eviction',
  impact: 'Node drains get stuck from now on: AKS refuses upgrades, EKS fails them after 15 minutes, and GKE waits an hour and then kills the pods.',
  why: 'Allowed disruptions are the replicas minus the pods that must stay available. A stricter limit, or fewer replicas with the same minAvailable, reduce them to 0.',
  fix: 'Allow one eviction at a time: maxUnavailable 1 means the same with any number of pods.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  examples: {
    before: '',
    unsafe: `
kind: PodDisruptionBudget
spec: { maxUnavailable: 0 }
`,
    safe: `
kind: PodDisruptionBudget
spec: { maxUnavailable: 34% }
`,
  },
  judge: update => {
    const earlier = new Map(update.workloads.kept.map(({ before, after }) => [after, before]));
    const kept = new Map(update.budgets.kept.map(({ before, after }) => [after, before]));
    return update.after.budgets.flatMap((budget): RuleResult[] => {
      const { workload } = guardedBy(budget, update.after);
      const old = kept.get(budget);
      const before = workload && earlier.get(workload);
      if (!workload || !before) { return []; }
      const is = blocking(budget, update.after);
      const was = is === 0 ? 0 : measureFormerBlocking(old, before, update);
      const violations = is > was ? [violation(budget, old, [before, workload], update)] : [];
      return [{ object: budget.object, workload, violations }];
    });
  },
};

function measureFormerBlocking(old: Budget | undefined, before: Workload, update: Update): number {
  if (old) { return blocking(old, update.before); }
  return Math.max(0, ...before.budgets.map(other => blocking(other, update.before)));
}

type Step = readonly [before: Workload, after: Workload];

function violation(budget: Budget, old: Budget | undefined, [before, after]: Step, update: Update): Violation {
  const { limit } = budget;
  const guarded = guardedBy(budget, update.after);
  const { sole } = guarded;
  const stuck = sole && limit ? blockedReplicaCounts(limit, sole.replicas) : [];
  const some = blocking(budget, update.after) === 1;
  const where = some
    ? `with ${podsBetween(stuck[0], stuck[stuck.length - 1])}, none of them may be evicted`
    : `none of the pods of ${shorten(after.name)} may be evicted`;
  const former = old?.limit
    && !isSameJson(old.limit, limit)
    && sole
    && blockedReplicaCounts(old.limit, sole.replicas).length === 0
    ? old.limit
    : undefined;
  return {
    path: limit ? limitField(limit).path : BUDGET_PATHS.maxUnavailable,
    message: `${whatChanges(budget, old, [before, after])}: ${where}, and every drain of their nodes gets stuck, as do cluster upgrades.`,
    fix: former ? `Leave ${showLimit(former)} as it is.` : oneOfThese(limit, guarded).fix,
    // Next to pods without a number of replicas, no such limit allows an eviction.
    recipe: withoutScale(guarded.groups).length > 0 ? undefined : [{ edits: setLimit(budget, former ?? { maxUnavailable: 1 }) }],
  };
}

function whatChanges({ limit }: Budget, old: Budget | undefined, [before, after]: Step): string {
  const now = limit ? showLimit(limit) : `neither ${showPath(BUDGET_PATHS.maxUnavailable)} nor ${showPath(BUDGET_PATHS.minAvailable)}`;
  if (!old) { return `This new budget has ${now}`; }
  if (!isSameJson(old.limit, limit)) { return `The budget has ${now} instead of ${old.limit ? showLimit(old.limit) : 'no limit'}`; }
  if (isSameJson(before.replicas, after.replicas)) { return `The budget with ${now} counts other pods than before`; }
  const [was, is] = [before, after].map(({ replicas: { min, max } }) => podsBetween(min, max));
  return `The budget keeps ${now}, but ${shorten(after.name)} will have ${is} instead of ${was}`;
}
