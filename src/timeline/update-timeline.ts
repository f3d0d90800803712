import { Timeline } from './model';
import { numbersOfWorkload } from './numbers-of-workload';
import { timelineOf } from './timeline-of';
import { Workload } from '../manifests';

/** What one update of a Deployment will be like: new pods start as they will be written, old ones stop as they were. */
export function updateTimelineOf(before: Workload, after: Workload): Timeline {
  const [old, now] = [numbersOfWorkload(before), numbersOfWorkload(after)];
  return timelineOf({ ...now, stop: old.stop, assumptions: [...new Set([...now.assumptions, ...old.assumptions])] });
}
