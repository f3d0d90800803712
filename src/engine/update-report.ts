import { CheckReport, ReportedObject } from './check-report';
import { Timeline } from '../timeline/model';

/** A workload whose pods an update replaces. */
export interface ReportedRestart {
  readonly object: Pick<ReportedObject, 'kind' | 'namespace' | 'name'>;
  /** What the update will be like; undefined for what is no Deployment. */
  readonly timeline?: Timeline;
  /** The clusters in which it restarts, where that is not all. */
  readonly clusters?: readonly string[];
}

/** How many objects an update touches. */
export interface ReportedChanges {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** All that one comparison has to say. */
export interface UpdateReport extends CheckReport {
  readonly changes: ReportedChanges;
  readonly restarts: readonly ReportedRestart[];
}
