import { Workload } from '../../manifests';
import { servesRequests } from '../../rules/support/traffic';
import { Kept } from '../matched';

/** Whether users send requests to the pods before and after. */
export function servesThroughout({ before, after }: Kept<Workload>): boolean {
  return servesRequests(before) && servesRequests(after);
}
