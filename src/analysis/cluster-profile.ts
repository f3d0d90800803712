import { NODE_DRAIN_TIMEOUTS, RouterTimes } from '../lifecycle';

/** Platforms with known limits. */
export type Platform = keyof typeof NODE_DRAIN_TIMEOUTS;
export const PLATFORMS = Object.keys(NODE_DRAIN_TIMEOUTS) as Platform[];

/** The target that manifests are judged for: facts that they do not state themselves. */
export interface ClusterProfile {
  /** The minor version of the oldest cluster and kubelet: 30 for Kubernetes 1.30. */
  readonly kubernetesMinor: number;
  /** Undefined if it is not stated: then rules about one platform do not apply. */
  readonly platform?: Platform;
  /** The router of services if neither their manifests nor an annotation name one. */
  readonly router: RouterTimes;
  /** Whether the settings name it, and not their defaults. */
  readonly isRouterStated?: boolean;
  /** Seconds; undefined if only annotations state it. */
  readonly longestRequest?: number;
  /** Seconds; undefined if only annotations state it. */
  readonly startupTime?: number;
  /** The day of the check, as `YYYY-MM-DD`; undefined if unknown: findings that need it are then not reported. */
  readonly today?: string;
  /** Days from the announcement of a retirement to its sunset; undefined if no number is set. */
  readonly minimumNotice?: number;
}
