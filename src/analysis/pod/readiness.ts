import { isInjected } from './image-reference';
import { Workload } from '../../manifests';
import { servesRequests } from '../traffic/router';

/** Whether pods that receive requests have no readiness probe; undefined without requests, or if Istio adds the probe. */
export function lacksReadiness(workload: Workload): boolean | undefined {
  const { serving } = workload;
  return serving && !isInjected(serving) && servesRequests(workload) ? !serving.readiness : undefined;
}
