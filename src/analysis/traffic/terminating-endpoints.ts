import { routerOf } from './router';
import { hookSeconds, ManifestSet, Workload } from '../../manifests';
import { Target } from '../cluster-profile';

/** Whether a pod that is stopping still gets requests when there is no other: kube-proxy does so, load balancers and ingresses differ. */
export function usesTerminatingEndpoints(workload: Workload, target: Target, manifests: ManifestSet): boolean {
  return routerOf(workload, target, manifests).usesTerminatingEndpoints && workload.services.every(({ type }) => type === 'ClusterIP');
}

/** Seconds from the request to stop until SIGTERM; undefined where nobody can tell how long the hook runs. */
export function stopDelayOf({ serving, gracePeriod }: Workload): number | undefined {
  const hook = serving?.preStop;
  if (!hook || hook.kind === 'unknown') { return 0; }
  const seconds = hookSeconds(hook);
  return seconds === undefined ? undefined : Math.min(seconds, gracePeriod);
}
