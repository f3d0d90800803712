import { Reasons } from './reasons';

export const ROLLOUT: Reasons = {
  'default-25pct-changes-with-scale': { by: ['max-unavailable-too-high'] },
  'both-resolve-to-zero': { by: ['rolling-update-cannot-progress'] },
  'maxunavailable-nonzero': { by: ['max-unavailable-too-high'] },
  'minready-zero': { by: ['min-ready-seconds-zero'] },
  'replicas-1': { by: ['single-replica'] },
  'revision-history-zero': { by: ['revision-history-limit-zero'] },
  'surge-blocked-by-hostport-or-hostnetwork': { by: ['surge-blocked-by-host-port'] },
  'surge-blocked-by-rwo-volume': { by: ['surge-blocked-by-volume'] },
  'progress-deadline-no-rollback': { because: 'only the pipeline knows whether a failed rollout is rolled back' },
  'cd-timeout-shorter-than-rollout': { because: 'only the pipeline knows how long the deploy tool waits' },
  'terminating-pods-not-counted': { because: 'only the cluster knows how many addresses, connections and nodes are left' },
  'rollover-third-version': { because: 'only the pipeline knows when the next release is applied' },
  'singleton-overlap': { because: 'only the application knows whether two copies may run side by side' },
};
