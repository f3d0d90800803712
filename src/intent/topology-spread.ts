import { Topology } from 'cdk8s-plus-27';

/** What happens to a pod if no node satisfies the constraint. */
export enum WhenUnsatisfiable {
  /** It runs on the node where the skew is smallest. */
  SCHEDULE_ANYWAY = 'ScheduleAnyway',

  /** It waits for a node that satisfies the constraint, and the rollout waits, too. */
  DO_NOT_SCHEDULE = 'DoNotSchedule',
}

/**
 * The topology over which pods are spread. Only pods of this service count, each revision separately: while an update
 * runs, new pods are spread among each other, not among the terminating ones.
 */
export interface TopologyConstraint {
  /** The label of the nodes whose values are the topology domains. Nodes without it are in no domain. */
  readonly topology: Topology;

  /**
   * By how many pods two domains may differ, at least 1.
   *
   * @default 1
   */
  readonly maxSkew?: number;

  /**
   * Whether a pod waits for a node that satisfies the constraint. With `DO_NOT_SCHEDULE`, a rollout hangs while the nodes with the fewest
   * pods are full. Tainted nodes, such as drained ones or those of a failed zone, do not count as domains
   * (`nodeTaintsPolicy: Honor`), so that their pods are replaced elsewhere.
   *
   * @default WhenUnsatisfiable.SCHEDULE_ANYWAY
   */
  readonly whenUnsatisfiable?: WhenUnsatisfiable;
}

/** Options of `TopologySpread.none`. */
export interface NoSpreadOptions {
  /** Why all pods may share one node. It is written as the acknowledgement of `pods-not-spread`. */
  readonly reason: string;
}

/**
 * How the pods are spread over nodes and zones, so that a drain or a failure stops only some of them.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export class TopologySpread {
  /**
   * Over these domains, instead of zones and nodes. If nodes have no zone label, spread over nodes only: the
   * scheduler ignores the preference on nodes that lack one of the labels. Refused without zones, unless
   * `pods-not-spread` is acknowledged.
   */
  public static across(...constraints: TopologyConstraint[]): TopologySpread {
    return new TopologySpread({ kind: 'across', constraints });
  }

  /** No constraint, for example if `deployment.scheduling` has an anti-affinity, or the cluster has a single node. */
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
