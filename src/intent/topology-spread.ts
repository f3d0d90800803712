import { Topology } from 'cdk8s-plus-27';

/** What happens to a pod for which no node keeps the skew. */
export enum WhenUnsatisfiable {
  /** It runs where the skew is least. */
  SCHEDULE_ANYWAY = 'ScheduleAnyway',

  /** It waits, and with it the rollout, for a node that keeps the skew. */
  DO_NOT_SCHEDULE = 'DoNotSchedule',
}

/**
 * What pods are spread over. Only pods of this service count, and those of each revision for themselves: while an update
 * runs, new pods keep apart from each other rather than from those that are leaving.
 */
export interface TopologyConstraint {
  /** The label of the nodes whose values are the places. Nodes without it are in none. */
  readonly topology: Topology;

  /**
   * By how many pods two places may differ, from 1.
   *
   * @default 1
   */
  readonly maxSkew?: number;

  /**
   * Whether a pod waits until it keeps the skew. With `DO_NOT_SCHEDULE`, a rollout hangs while the nodes with the fewest
   * pods are full. Nodes that take no pods, since they are drained or their zone is lost, do not count as places
   * (`nodeTaintsPolicy: Honor`), so that the pods they had are replaced elsewhere.
   *
   * @default WhenUnsatisfiable.SCHEDULE_ANYWAY
   */
  readonly whenUnsatisfiable?: WhenUnsatisfiable;
}

/** Options of `TopologySpread.none`. */
export interface NoSpreadOptions {
  /** Why all pods may share one node. Written as the acknowledgement of `pods-not-spread`. */
  readonly reason: string;
}

/**
 * How the pods are spread over nodes and zones, so that a drain or a failure takes only some of them.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export class TopologySpread {
  /**
   * Over these places, instead of zones and nodes. Where no node has a label of a zone, spread over nodes alone: the
   * scheduler gives nodes that lack one of the labels no preference at all. Refused without zones, unless
   * `pods-not-spread` is acknowledged.
   */
  public static across(...constraints: TopologyConstraint[]): TopologySpread {
    return new TopologySpread({ kind: 'across', constraints });
  }

  /** By no constraint, such as where `deployment.scheduling` has an anti-affinity, or the cluster a single node. */
  public static none(options: NoSpreadOptions): TopologySpread {
    return new TopologySpread({ kind: 'none', reason: options?.reason });
  }

  private constructor(
    /** @internal */
    public readonly _choice:
    | { readonly kind: 'across'; readonly constraints: TopologyConstraint[] }
    | { readonly kind: 'none'; readonly reason: string },
  ) {}
}
