import { CountOrPercent, Fenceposts, replicaCounts, resolveFenceposts, SPARE_SHARE } from '../../lifecycle';
import { placeAt, rootOf, Workload, WORKLOAD_PATHS } from '../../manifests';

/** From so many pods on, one may go. */
export const FEWEST_TO_SPARE_ONE = 1 / SPARE_SHARE;

/** How many pods an update may add, and take away, at one number of replicas. */
export interface LimitsAt extends Fenceposts {
  readonly pods: number;
}

/** What the strategy comes to at every number of replicas from 1; none under Recreate, or where no pod is asked for. */
export function limitsOf({ strategy, replicas }: Pick<Workload, 'strategy' | 'replicas'>): LimitsAt[] {
  if (strategy.type === 'Recreate') { return []; }
  return replicaCounts(replicas).filter(pods => pods > 0)
    .map(pods => ({ pods, ...resolveFenceposts(strategy.maxSurge, strategy.maxUnavailable, pods) }));
}

/** The number of replicas at which the largest share of the pods goes, the smallest of them; undefined if none ever goes. */
export function worstLoss(limits: readonly LimitsAt[]): LimitsAt | undefined {
  return limits.reduce<LimitsAt | undefined>((worst, at) => {
    const isWorse = shareLost(at) > (worst ? shareLost(worst) : 0);
    return isWorse ? at : worst;
  }, undefined);
}

/**
 * At which number of replicas an update takes away more pods than the service can spare; undefined if at none. Where pods
 * beside it answer the same users, its only pod may go, such as that of a canary.
 */
export function unsparedLoss(limits: readonly LimitsAt[], arePodsBeside: boolean): LimitsAt | undefined {
  const worst = worstLoss(limits.filter(({ pods }) => pods > 1 || !arePodsBeside));
  return worst && shareLost(worst) > SPARE_SHARE ? worst : undefined;
}

/** From 0 to 1. */
export function shareLost({ pods, unavailable }: LimitsAt): number {
  return Math.min(1, unavailable / pods);
}

/** `maxUnavailable` as it stands in the Deployment; undefined where the default of 25 % holds. */
export function isMaxUnavailableWritten({ object }: Workload): boolean {
  return placeAt(rootOf(object.json), WORKLOAD_PATHS.maxUnavailable).value !== undefined;
}

/** Whether a limit is 0 however many pods there are. */
export function isZero(limit: CountOrPercent): boolean {
  return Number.parseInt(`${limit}`, 10) === 0;
}
