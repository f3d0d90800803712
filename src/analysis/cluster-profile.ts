import { NODE_DRAIN_TIMEOUTS, RouterTimes } from '../lifecycle';

/** The platforms whose limits are known. */
export type Platform = keyof typeof NODE_DRAIN_TIMEOUTS;
export const PLATFORMS = Object.keys(NODE_DRAIN_TIMEOUTS) as Platform[];

/** What manifests are judged for, beyond what they say themselves. */
export interface ClusterProfile {
  /** The minor version of the oldest cluster and kubelet: 30 for Kubernetes 1.30. */
  readonly kubernetesMinor: number;
  /** Undefined where nobody said it: rules about one platform then do not apply. */
  readonly platform?: Platform;
  /** Who routes to services where neither their manifests nor an annotation say it. */
  readonly router: RouterTimes;
  /** Whether the settings say it, and not their defaults. */
  readonly isRouterStated?: boolean;
  /** Seconds; undefined where only annotations say it. */
  readonly longestRequest?: number;
  /** Seconds; undefined where only annotations say it. */
  readonly startupTime?: number;
  /** The day on which it is judged, as `YYYY-MM-DD`; undefined where it is not known: what needs it is then not said. */
  readonly today?: string;
  /** Days from the announcement of a retirement to its sunset; undefined where no number was agreed. */
  readonly minimumNotice?: number;
}
