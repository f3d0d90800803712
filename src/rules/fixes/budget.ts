import { ClusterProfile } from '../../analysis/cluster-profile';
import { isBare, isOfJob, podsOf, withoutScale } from '../../analysis/disruption/countable-pods';
import { GuardedPods } from '../../analysis/disruption/guarded-pods';
import { limitField } from '../../analysis/disruption/limits';
import { BudgetLimit } from '../../lifecycle';
import { BUDGET_PATHS, ManifestSet, Path, PodOwner, showPath, Workload } from '../../manifests';
import { uncapitalize } from '../../text';
import type { FixEdit } from '../rule';
import { edited, Fix, FixOptions } from './edited';
import { labelsToSelect, podOwnerNames, showLabels } from '../wording/pods';

/** `spec.minAvailable 2`. */
export function showLimit(limit: BudgetLimit): string {
  const { path, value } = limitField(limit);
  return `${showPath(path)} ${value}`;
}

/** Allows one eviction at a time, whatever the number of replicas. */
export function oneAtATime(limit: BudgetLimit | undefined, options: FixOptions = {}): Fix {
  return edited(limited(limit, BUDGET_PATHS.maxUnavailable, 1), options);
}

/** Keeps this number of pods, instead of another limit. */
export function numbered(limit: BudgetLimit, pods: number, options: FixOptions = {}): Fix {
  return edited(limited(limit, BUDGET_PATHS.minAvailable, pods), options);
}

function limited(limit: BudgetLimit | undefined, path: Path, value: number): FixEdit[] {
  const written = limit && limitField(limit).path;
  return [{ path, value }, ...written === undefined || written === path ? [] : [{ path: written, value: undefined }]];
}

/** Since this version a budget can allow the eviction of unready pods without a feature gate. */
export const UNHEALTHY_POD_EVICTION_MINOR = 27;

/** A budget for the pods of a workload that allows one eviction at a time. */
export function addedBudget(
  { namespace, name, ...pods }: Workload, { kubernetesMinor }: ClusterProfile, { budgets }: ManifestSet,
): FixEdit {
  const isTaken = budgets.some(({ object }) => object.namespace === namespace && object.name === name);
  return {
    path: [],
    value: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: isTaken ? `${name}-pdb` : name, ...namespace !== undefined && { namespace } },
      spec: {
        maxUnavailable: 1,
        ...kubernetesMinor >= UNHEALTHY_POD_EVICTION_MINOR && { unhealthyPodEvictionPolicy: 'AlwaysAllow' },
        selector: { matchLabels: labelsToSelect(pods) },
      },
    },
  };
}

/** `pods of a Job`, `pods without a controller`. */
export function kindOfUncounted([group]: readonly PodOwner[]): string {
  return isOfJob(group) ? 'pods of a Job' : 'pods without a controller';
}

/** Only its owner knows why a budget blocks drains. */
const MAY_BE_EVICTED = 'whether a drain may stop one of these pods';

/** Allows one eviction at a time, whatever the kind of the pods. */
export function oneOfThese(limit: BudgetLimit | undefined, { groups, workload }: GuardedPods): Fix {
  const uncountable = withoutScale(groups);
  if (workload && uncountable.length > 0) { return { fix: `${narrowedTo(workload)}, and ${uncapitalize(oneAtATime(limit).fix)}` }; }
  const isCountable = uncountable.length === 0 && (groups.length === 0 || !groups.every(isBare));
  if (isCountable) { return oneAtATime(limit, { byHand: MAY_BE_EVICTED }); }
  if (groups.length === 1 && isBare(groups[0])) { return { fix: 'Remove the budget, or create the pod by a Deployment.' }; }
  // The pods of a Job no longer count after it has ended.
  const lasting = groups.filter(group => !isOfJob(group));
  const number = allPodsOf(lasting.length > 0 ? lasting : groups) - 1;
  if (number < 1 && lasting.length < groups.length) {
    return { fix: `Remove the budget: a whole ${showPath(BUDGET_PATHS.minAvailable)} of 1 allows no eviction either, as long as only one pod runs.` };
  }
  const few = lasting.length === 0 ? `: while at most ${number} run, none may be evicted until the Job ends` : '';
  return edited(limited(limit, BUDGET_PATHS.minAvailable, Math.max(1, number)), { or: `remove the budget${few}`, byHand: MAY_BE_EVICTED });
}

function allPodsOf(groups: readonly PodOwner[]): number {
  return groups.map(podsOf).reduce((sum, pods) => sum + pods, 0);
}

/** Asks to exclude pods that are not of a Deployment; does not end the sentence. */
export function narrowedTo(workload: Workload): string {
  return `Narrow ${showPath(BUDGET_PATHS.selector)} to labels that only the pods of ${podOwnerNames([workload])} have (now ${showLabels(labelsToSelect(workload))})`;
}
