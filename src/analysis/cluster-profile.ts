import { RouterTimes } from '../lifecycle';

/** The platforms whose limits are known. */
export const PLATFORMS = ['eks', 'aks', 'gke'] as const;
export type Platform = typeof PLATFORMS[number];

/** What manifests are judged for, beyond what they say themselves. */
export interface Target {
  /** The minor version of the oldest cluster and kubelet: 30 for Kubernetes 1.30. */
  readonly kubernetesMinor: number;
  /** Undefined where nobody said it: rules about one platform then do not apply. */
  readonly platform?: Platform;
  /** Who routes to services where neither their manifests nor an annotation say it. */
  readonly router: RouterTimes;
  /** Seconds; undefined where only annotations say it. */
  readonly longestRequest?: number;
  /** Seconds; undefined where only annotations say it. */
  readonly startupTime?: number;
}
