import { Timeline } from './model';
import { timelineInputOf } from './timeline-input';
import { timelineOf } from './timeline-of';
import { ClusterProfile } from '../analysis/cluster-profile';
import { ManifestSet, Workload } from '../manifests';

/** A Deployment, and the cluster that it is in. */
export interface InCluster {
  readonly workload: Workload;
  readonly manifests: ManifestSet;
}

/** What one update of a Deployment will be like: new pods start as they will be written, old ones stop as they were. */
export function updateTimelineOf(before: InCluster, after: InCluster, profile: ClusterProfile): Timeline {
  const [old, now] = [before, after].map(({ workload, manifests }) => timelineInputOf(workload, manifests, profile));
  return timelineOf({ ...now, stop: old.stop, assumptions: [...new Set([...now.assumptions, ...old.assumptions])] });
}
