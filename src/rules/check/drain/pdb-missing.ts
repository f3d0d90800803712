import { ClusterProfile } from '../../../analysis/cluster-profile';
import { guardedBy } from '../../../analysis/disruption/guarded-pods';
import { isHandedOver } from '../../../analysis/disruption/handover';
import { limitField } from '../../../analysis/disruption/limits';
import { isOrphaned } from '../../../analysis/disruption/orphaned-budgets';
import { servesRequests } from '../../../analysis/traffic/router';
import { allowedDisruptions, BudgetLimit, replicaCounts } from '../../../lifecycle';
import { ManifestSet, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { addedBudget, oneAtATime, showLimit } from '../../fixes/budget';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';
import { podOwnerNames } from '../../wording/pods';

export const pdbMissing: Rule = {
  id: 'pdb-missing',
  severity: 'warning',
  title: 'No PodDisruptionBudget',
  impact: 'A drain of several nodes, as in a cluster upgrade, may evict all pods together, and every request fails until new ones are ready.',
  why: 'Only a PodDisruptionBudget limits evictions. Without one, or with one that allows all evictions, a drain evicts every pod of its node at once.',
  fix: 'Allow one eviction at a time: a PodDisruptionBudget with maxUnavailable 1.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets',
  examples: {
    failing: `
kind: PodDisruptionBudget
$patch: delete
`,
    passing: `
kind: PodDisruptionBudget
spec: { maxUnavailable: 1 }
`,
  },
  judge: (manifests, profile) => manifests.workloads.flatMap(workload => {
    // Drains ignore the pods of a DaemonSet.
    if (workload.kind === 'DaemonSet' || !servesRequests(workload) || workload.replicas.max < 2 || isHandedOver(workload, profile, manifests)) { return []; }
    return workload.budgets.length === 0 ? unguarded(workload, profile, manifests) : guarded(workload, manifests);
  }),
};

function unguarded(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): RuleResult[] {
  // That budget must be fixed, or it is in a file that could not be read.
  if (isOrphaned(workload, manifests) || manifests.isPartial) { return []; }
  // The minimum of the autoscaler comes first: a budget cannot protect a single pod.
  if (workload.replicas.min < 2) { return []; }
  return [{
    object: workload.object,
    workload,
    violations: [{
      path: WORKLOAD_PATHS.podLabels,
      message: `No PodDisruptionBudget counts the pods of ${podOwnerNames([workload])}: node drains may evict all of them at once, and every request fails until new ones are ready.`,
      ...edited([addedBudget(workload, profile, manifests)]),
    }],
  }];
}

function guarded(workload: Workload, manifests: ManifestSet): RuleResult[] {
  return workload.budgets.filter(budget => guardedBy(budget, manifests).sole === workload)
    .map(({ object, limit }) => ({ object, workload, violations: limit ? toothless(limit, workload) : [] }));
}

// With one replica a budget allows no eviction or all: another rule reports that.
function toothless(limit: BudgetLimit, workload: Workload): Violation[] {
  const count = replicaCounts(workload.replicas).find(pods => pods > 1 && allowedDisruptions(limit, pods) === pods);
  return count === undefined ? [] : [{
    path: limitField(limit).path,
    message: `With ${showLimit(limit)}, all ${count} of ${count} pods of ${podOwnerNames([workload])} may be evicted at once: the budget protects none of them, and every request fails until new ones are ready.`,
    ...oneAtATime(limit),
  }];
}
