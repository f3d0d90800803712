import { isInjected } from './image-reference';
import { Workload } from '../../manifests';
import { servesRequests } from '../traffic/router';

/** Whether no readiness probe says when pods can answer their requests; undefined without requests, or where Istio adds the probe. */
export function lacksReadiness(workload: Workload): boolean | undefined {
  const { serving } = workload;
  return serving && !isInjected(serving) && servesRequests(workload) ? !serving.readiness : undefined;
}
