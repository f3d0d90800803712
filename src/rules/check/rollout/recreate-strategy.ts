import { worksOffQueue } from '../../../analysis/pod/queue-worker';
import { heldData } from '../../../analysis/scaling/held-data';
import { servesRequests } from '../../../analysis/traffic/router';
import { WorkloadOf, WORKLOAD_PATHS } from '../../../manifests';
import { dataInWords, keepsData } from '../../fixes/data';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { controllerRule } from '../workload-rule';

export const recreateStrategy = controllerRule(['Deployment'], {
  id: 'recreate-strategy',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Recreate strategy for serving pods',
  impact: 'In each update no pod answers from the stop of the last old pod until the first new one is ready.',
  why: 'With the Recreate strategy all old pods are stopped before a new one is created.',
  fix: 'Use RollingUpdate with maxUnavailable 0. If two versions must never run at the same time, or the pod holds data, each update is a planned downtime: acknowledge it.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment',
  examples: {
    failing: `
kind: Deployment
spec:
  strategy: { $patch: replace, type: Recreate }
`,
    passing: `
kind: Deployment
spec:
  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
`,
  },
  judge: (workload, _profile, manifests) => {
    const path = WORKLOAD_PATHS.strategy;
    if (!servesRequests(workload)) { return stopsAllWorkers(workload) ? [ofWorkers(workload)] : undefined; }
    if (workload.strategy.type !== 'Recreate') { return []; }
    const message = 'The strategy is Recreate: each update stops all pods before it starts a new one, and until it is ready every request fails.';
    const data = heldData(workload, manifests);
    if (data) {
      return [{
        path,
        // Replication needs another application; until then the strategy is right.
        severity: 'warning',
        message: `${message} A rolling update would start a second pod without the data of the first, or in conflict over it (${dataInWords(data)}).`,
        fix: keepsData(data, 'Recreate', 'recreate-strategy'),
      }];
    }
    return [{
      path,
      message,
      ...edited([
        { path, value: 'RollingUpdate' },
        { path: WORKLOAD_PATHS.maxUnavailable, value: 0 },
        { path: WORKLOAD_PATHS.maxSurge, value: 1 },
      ], { byHand: 'whether two versions may run at the same time' }),
    }];
  },
});

// A single worker may be intended.
function stopsAllWorkers(workload: WorkloadOf<'Deployment'>): boolean {
  return workload.strategy.type === 'Recreate' && workload.replicas.max > 1 && worksOffQueue(workload);
}

function ofWorkers({ replicas: { max } }: WorkloadOf<'Deployment'>): Violation {
  const path = WORKLOAD_PATHS.strategy;
  return {
    path,
    severity: 'warning',
    message: `The strategy is Recreate: each update stops all ${max} workers before it starts a new one, and until it is ready no job is taken from the queue.`,
    ...edited([{ path, value: 'RollingUpdate' }], { byHand: 'whether two versions may take jobs at the same time' }),
  };
}
