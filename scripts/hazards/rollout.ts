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
  'progress-deadline-no-rollback': { because: 'whether somebody watches the rollout and goes back stands in the pipeline' },
  'cd-timeout-shorter-than-rollout': { because: 'how long the deploy tool waits stands in the pipeline' },
  'terminating-pods-not-counted': { because: 'how many addresses, connections and nodes are left is known to the cluster only' },
  'rollover-third-version': { because: 'when the next release is applied stands in the pipeline' },
  'singleton-overlap': { because: 'whether two copies may run side by side is known to the application only' },
};
