/** Where an app says once which Kubernetes version it is for. */
export const KUBERNETES_VERSION_CONTEXT = 'cdk8s-zero-downtime/kubernetes-version';

/** The first one in which the kubelet's own sleep is on by default. */
export const DEFAULT_KUBERNETES_VERSION = '1.30';

/** The oldest one that knows every field that is always written: matchLabelKeys and unhealthyPodEvictionPolicy. */
export const OLDEST_MINOR = 27;

/** Native sidecars are on by default. */
export const SIDECARS_MINOR = 29;

/** The preStop sleep action is on by default. */
export const SLEEP_MINOR = 30;

/** Names of variables may have other characters than letters, digits, dashes, dots and underscores. */
export const ANY_VARIABLE_MINOR = 32;

/** The minor version in `1.30`, `v1.30.4` or `1.30.4-eks-1`; undefined if it is none of these. */
export function parseMinor(version: unknown): number | undefined {
  const parts = typeof version === 'string' ? /^v?1\.(\d{1,3})(?:\.\d+)?(?:[-+].{0,100})?$/.exec(version) : null;
  return parts ? Number(parts[1]) : undefined;
}
