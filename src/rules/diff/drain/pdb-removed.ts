import { fullDisruptionAt, fullDisruptionOf, selectsPods, protectorsOf, setLimit, blockedReplicaCounts } from './budget-limits';
import { countsPods, withoutScale } from '../../../analysis/disruption/countable-pods';
import { guardedBy } from '../../../analysis/disruption/guarded-pods';
import { limitField } from '../../../analysis/disruption/limits';
import { isSameJson, Budget, BUDGET_PATHS, rootOf, showPath, valueAt, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { RuleResult } from '../../../rules';
import { shorten } from '../../../text';
import { oneAtATime, showLimit } from '../../fixes/budget';
import { servesThroughout } from '../capacity-served';
import { Change } from '../object-diff';
import { Recipe, retain, set } from '../recipe';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

export const pdbRemoved: UpdateRule = {
  id: 'pdb-removed',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'PodDisruptionBudget removed',
  impact: 'From now on a drain of several nodes, for example in a cluster upgrade, may evict all pods at once, and every request fails until new pods are ready.',
  why: 'Only a PodDisruptionBudget limits evictions, and only of the pods that its selector matches: running pods by their old labels, new pods by their new ones.',
  fix: 'Keep a budget with maxUnavailable 1 and the same selector as the Deployment.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets',
  examples: {
    before: '',
    unsafe: `
kind: PodDisruptionBudget
$patch: delete
`,
    safe: `
kind: PodDisruptionBudget
spec: { maxUnavailable: 2 }
`,
  },
  judge: update => {
    const later = new Map(update.budgets.kept.map(({ before, after }) => [before, after]));
    return update.workloads.kept.flatMap((kept): RuleResult[] => {
      const { before, after } = kept;
      if (!servesThroughout(kept) || before.replicas.max < 2 || after.replicas.max < 2) { return []; }
      const [guard] = protectorsOf(before, update.before);
      if (!guard) { return []; }
      const guards = protectorsOf(after, update.after);
      if (guards.length > 0) { return covered(guards, kept); }
      const now = later.get(guard);
      if (!now) { return [removed(guard, kept, update)]; }
      return [selectsPods(now, after) ? letsAllGo(guard, now, kept, update) : selectsOthers(guard, now, kept, update)];
    });
  },
};

const UNTIL_READY = 'and every request fails until new pods are ready';

function removed(guard: Budget, { after }: Change<Workload>, update: Update): RuleResult {
  // Next to pods without a number of replicas it allows no eviction, whatever its limit is.
  const isCounted = countsPods(guard.limit) || withoutScale(guardedBy(guard, update.before).groups).length === 0;
  const stillFits = selectsPods(guard, after) && isCounted;
  const isStuck = !guard.limit || blockedReplicaCounts(guard.limit, after.replicas).length > 0;
  return {
    object: guard.object,
    workload: after,
    violations: [{
      path: ['metadata', 'name'],
      message: `PodDisruptionBudget ${shorten(guard.object.name)} is removed, and no other budget selects the pods of ${shorten(after.name)}: a drain of several nodes may evict all of them at once, ${UNTIL_READY}.`,
      fix: stillFits ? `Keep the budget${isStuck ? `, with ${showPath(BUDGET_PATHS.maxUnavailable)} 1` : ''}.` : `Keep a budget that selects the labels of ${shorten(after.name)}, with ${showPath(BUDGET_PATHS.maxUnavailable)} 1.`,
      recipe: stillFits
        ? [{ edits: [retain(guard.object), ...isStuck ? setLimit(guard, { maxUnavailable: 1 }) : []] }]
        : undefined,
    }],
  };
}

function letsAllGo(guard: Budget, now: Budget, { before, after }: Change<Workload>, update: Update): RuleResult {
  const pods = fullDisruptionOf(now, after, update.after)!;
  const limit = now.limit!;
  const former = guard.limit && !isSameJson(guard.limit, limit) && fullDisruptionAt(guard.limit, after.replicas) === undefined
    ? guard.limit
    : undefined;
  const what = isSameJson(guard.limit, limit) ? `The budget keeps ${showLimit(limit)}, but ${shorten(after.name)} may have fewer pods than ${before.replicas.min}`
    : `The budget has ${showLimit(limit)}${guard.limit ? ` instead of ${showLimit(guard.limit)}` : ''}`;
  return {
    object: now.object,
    workload: after,
    violations: [{
      path: limitField(limit).path,
      message: `${what}: all ${pods} of ${pods} pods may be evicted at once, ${UNTIL_READY}.`,
      fix: former ? `Leave ${showLimit(former)} as it is.` : oneAtATime(limit).fix,
      recipe: [{ edits: setLimit(now, former ?? { maxUnavailable: 1 }) }],
    }],
  };
}

function selectsOthers(guard: Budget, now: Budget, kept: Change<Workload>, update: Update): RuleResult {
  const { after } = kept;
  const isAlone = guardedBy(guard, update.before).groups.length === 1 && guardedBy(now, update.after).groups.length === 0;
  return {
    object: now.object,
    workload: after,
    violations: [{
      path: BUDGET_PATHS.selector,
      message: `${isSameJson(guard.selector, now.selector) ? `The new pods of ${shorten(after.name)} have other labels, which the budget does not select` : `The budget no longer selects the pods of ${shorten(after.name)}`}: `
        + `a drain of several nodes may evict all of them at once, ${UNTIL_READY}.`,
      fix: `Set ${showPath(BUDGET_PATHS.selector)} to the selector of the Deployment, which matches old and new pods.`,
      recipe: isAlone ? bySelectorOf(kept, now) : undefined,
    }],
  };
}

// Old pods keep their labels until they are removed.
function covered(guards: readonly Budget[], kept: Change<Workload>): RuleResult[] {
  const { before, after } = kept;
  const [first] = guards;
  const isCovered = guards.some(budget => selectsPods(budget, before));
  return [{
    object: first.object,
    workload: after,
    violations: isCovered ? [] : [{
      path: BUDGET_PATHS.selector,
      message: `The budget selects labels that the running pods of ${shorten(after.name)} do not have: drains may evict all of them at once until they are replaced.`,
      fix: `Set ${showPath(BUDGET_PATHS.selector)} to the selector of the Deployment, or change it one release later than the labels.`,
      severity: 'info',
      recipe: bySelectorOf(kept, first),
    }],
  }];
}

// It cannot be changed, so it matches old and new pods.
function bySelectorOf({ before, after }: Change<Workload>, { object }: Budget): Recipe | undefined {
  const [was, is] = [before, after].map(workload => valueAt(rootOf(workload.object.json), WORKLOAD_PATHS.selector));
  return is !== undefined && isSameJson(was, is) ? [{ edits: [set(object, BUDGET_PATHS.selector, is)] }] : undefined;
}
