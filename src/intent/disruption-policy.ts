import { PercentOrAbsolute } from 'cdk8s-plus-27';

/** Options of `DisruptionPolicy.blockEvictions`. */
export interface BlockEvictionsOptions {
  /** Why nodes must wait, for the engineers who upgrade them. It is written as the acknowledgement of `pdb-blocks-eviction`. */
  readonly reason: string;
}

/** @internal */
export type DisruptionLimit =
  | { readonly kind: 'maxUnavailable' | 'minAvailable'; readonly value: PercentOrAbsolute }
  | { readonly kind: 'blockEvictions'; readonly reason: string };

/**
 * How many pods may be evicted at once when nodes are drained. It limits drains only: a rollout ignores it and is
 * limited by `maxUnavailable`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
 * @example
 * new ZeroDowntimeService(chart, 'shop', {
 *   image,
 *   healthCheck,
 *   replicas: 6,
 *   disruption: DisruptionPolicy.maxUnavailable(kplus.PercentOrAbsolute.absolute(2)),
 * });
 */
export class DisruptionPolicy {
  /** One pod at a time, at any number of replicas. */
  public static oneAtATime(): DisruptionPolicy {
    return new DisruptionPolicy({ kind: 'maxUnavailable', value: PercentOrAbsolute.absolute(1) });
  }

  /**
   * At most this many pods at a time. Percentages round up. Refused if it allows none of them, or all of them behind a router
   * (acknowledge `pdb-missing`).
   */
  public static maxUnavailable(value: PercentOrAbsolute): DisruptionPolicy {
    return new DisruptionPolicy({ kind: 'maxUnavailable', value });
  }

  /**
   * As long as this many pods are left. Percentages round up. Refused if, at some number of replicas, it allows no eviction,
   * or the eviction of all pods (acknowledge `pdb-missing` for the latter).
   */
  public static minAvailable(value: PercentOrAbsolute): DisruptionPolicy {
    return new DisruptionPolicy({ kind: 'minAvailable', value });
  }

  /**
   * No pod is ever evicted: a drain of its node does not finish. Managed clusters then fail the node upgrade (EKS
   * after 15 minutes, AKS at once) or kill the pod anyway (GKE after an hour).
   */
  public static blockEvictions(options: BlockEvictionsOptions): DisruptionPolicy {
    return new DisruptionPolicy({ kind: 'blockEvictions', reason: options?.reason });
  }

  private constructor(
    /** @internal */
    public readonly _limit: DisruptionLimit,
  ) {}
}
