import { routerOf } from './router';
import { ManifestSet, Workload } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';

/** Whether a pod that is stopping still gets requests when there is no other: kube-proxy does so, load balancers and ingresses differ. */
export function usesTerminatingEndpoints(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): boolean {
  return routerOf(workload, profile, manifests).usesTerminatingEndpoints && workload.services.every(({ type }) => type === 'ClusterIP');
}
