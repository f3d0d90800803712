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

/** The timeline of one update of a Deployment: new pods start by the new manifest, old ones stop by the old one. */
export function updateTimelineOf(before: InCluster, after: InCluster, profile: ClusterProfile): Timeline {
  const [old, now] = [before, after].map(({ workload, manifests }) => timelineInputOf(workload, manifests, profile));
  return timelineOf({ ...now, stop: old.stop, assumptions: [...new Set([...now.assumptions, ...old.assumptions])] });
}
