import { limitPathsOf, replacementOf } from './replacement';
import { CountOrPercent, Fenceposts, limitsOfReplacement, Replacement, replicaCounts, SPARE_SHARE } from '../../lifecycle';
import { placeAt, ReplicaRange, rootOf, Workload, WorkloadOf } from '../../manifests';
import { perWorkload } from '../memoize';
import { controllerOf } from '../workloads';

/** From this many pods on, one may be missing. */
export const FEWEST_TO_SPARE_ONE = 1 / SPARE_SHARE;

/** How many pods an update may add and remove, at one number of replicas. */
export interface LimitsAt extends Fenceposts {
  readonly pods: number;
}

/** The limits of an update at every number of replicas from 1; empty for Recreate, OnDelete, or 0 replicas. */
export const limitsOf = perWorkload((workload): readonly LimitsAt[] => limitsAtEach(replacementOf(workload), workload.replicas));

/** The same for a way to replace pods. */
export function limitsAtEach(replacement: Replacement, replicas: ReplicaRange): LimitsAt[] {
  return replicaCounts(replicas).filter(pods => pods > 0).flatMap(pods => {
    const limits = limitsOfReplacement(replacement, pods);
    return limits ? [{ pods, ...limits }] : [];
  });
}

/** The smallest number of replicas at which the largest share of the pods is removed; undefined if none is ever removed. */
export function worstLoss(limits: readonly LimitsAt[]): LimitsAt | undefined {
  return limits.reduce<LimitsAt | undefined>((worst, at) => {
    const isWorse = shareLost(at) > (worst ? shareLost(worst) : 0);
    return isWorse ? at : worst;
  }, undefined);
}

/**
 * The number of replicas at which an update removes more pods than the service can spare; undefined without one. If other
 * pods answer the same users, its only pod may be removed, such as that of a canary.
 */
export function unsparedLoss(limits: readonly LimitsAt[], arePodsBeside: boolean): LimitsAt | undefined {
  const worst = worstLoss(limits.filter(({ pods }) => pods > 1 || !arePodsBeside));
  return worst && shareLost(worst) > SPARE_SHARE ? worst : undefined;
}

/** Whether one of several pods is missing because its controller has no other way to update. */
export function isLeastLoss({ kind }: Replacement, { pods, unavailable }: LimitsAt): boolean {
  return (kind === 'inOrder' || kind === 'perNode') && pods > 1 && unavailable <= 1;
}

/** From 0 to 1. */
export function shareLost({ pods, unavailable }: LimitsAt): number {
  return Math.min(1, unavailable / pods);
}

/** Whether `maxUnavailable` is in the manifest; otherwise the default of the controller applies. */
export function isMaxUnavailableWritten(workload: Workload): boolean {
  const paths = limitPathsOf(workload);
  return paths !== undefined && placeAt(rootOf(controllerOf(workload).json), paths.maxUnavailable).value !== undefined;
}

/** Whether a limit is 0 at every number of pods. */
export function isZero(limit: CountOrPercent): boolean {
  return Number.parseInt(`${limit}`, 10) === 0;
}

/** The pods during an update that keeps all old ones until new ones are ready. */
export interface Crowd {
  readonly replicas: number;
  /** The number of pods that run at the same time, at least. */
  readonly together: number;
}

/** The largest number of replicas at which no old pod may stop before a new one is ready; undefined if one always may. */
export function crowdOf(workload: WorkloadOf<'Deployment' | 'Rollout'>): Crowd | undefined {
  const replacement = replacementOf(workload);
  const { pods } = limitsAtEach(replacement, workload.replicas).filter(({ unavailable }) => unavailable === 0).pop() ?? {};
  if (pods === undefined) { return undefined; }
  const isDoubled = replacement.kind === 'besideOld' && !replacement.stableFollows;
  return { replicas: pods, together: isDoubled ? 2 * pods : pods + 1 };
}
