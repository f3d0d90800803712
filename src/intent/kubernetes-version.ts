/** Where an app says once which Kubernetes version it is for. */
export const KUBERNETES_VERSION_CONTEXT = 'cdk8s-zero-downtime/kubernetes-version';

/**
 * The oldest one that EKS still runs after March 2027, until July 2027. 1.32, which it runs until then, differs in nothing that
 * is asked here, and its standard support begins with 1.34: so who needs less than this has to pay for it, or to say it.
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html#kubernetes-release-calendar
 */
export const DEFAULT_KUBERNETES_VERSION = '1.33';

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
