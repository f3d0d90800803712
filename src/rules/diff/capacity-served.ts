import { Change } from './object-diff';
import { servesRequests } from '../../analysis/traffic/router';
import { Workload } from '../../manifests';

/** Whether users send requests to the pods before and after. */
export function servesThroughout({ before, after }: Change<Workload>): boolean {
  return servesRequests(before) && servesRequests(after);
}
