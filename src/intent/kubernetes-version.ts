/** The context key with which an app states its Kubernetes version once. */
export const KUBERNETES_VERSION_CONTEXT = 'cdk8s-zero-downtime/kubernetes-version';

/**
 * EKS supports it until July 2027, in extended support. It supports 1.32 until March 2027 and 1.31 until the end of November 2026; 1.32
 * has every feature of 1.33 that is used here.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html#kubernetes-release-calendar
 */
export const DEFAULT_KUBERNETES_VERSION = '1.33';

/** The oldest version that supports every field that is always written: matchLabelKeys and unhealthyPodEvictionPolicy. */
export const OLDEST_MINOR = 27;

/** Native sidecars are on by default. */
export const SIDECARS_MINOR = 29;

/** The preStop sleep action is on by default. */
export const SLEEP_MINOR = 30;

/** Names of variables may have other characters than letters, digits, dashes, dots and underscores. */
export const ANY_VARIABLE_MINOR = 32;

/** The minor version in `1.30`, `v1.30.4` or `1.30.4-eks-1`; undefined for any other text. */
export function parseMinor(version: unknown): number | undefined {
  const parts = typeof version === 'string' ? /^v?1\.(\d{1,3})(?:\.\d+)?(?:[-+].{0,100})?$/.exec(version) : null;
  return parts ? Number(parts[1]) : undefined;
}
