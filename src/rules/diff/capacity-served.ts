import { Change } from './object-diff';
import { hasUsers } from '../../analysis/traffic/router';
import { Workload } from '../../manifests';

/** Whether users send requests to the pods before and after. */
export function servesThroughout({ before, after }: Change<Workload>): boolean {
  return hasUsers(before) && hasUsers(after);
}
