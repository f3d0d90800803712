import { heldData } from '../../../analysis/scaling/held-data';
import { servesRequests } from '../../../analysis/traffic/router';
import { WORKLOAD_PATHS } from '../../../manifests';
import { dataInWords, keepsData } from '../../fixes/data';
import { edited } from '../../fixes/edited';
import { controllerRule } from '../workload-rule';

export const recreateStrategy = controllerRule(['Deployment'], {
  id: 'recreate-strategy',
  severity: 'error',
  title: 'Recreate strategy for pods that serve',
  impact: 'In each update no pod answers, from the stop of the last old pod until the first new one is ready.',
  why: 'With the strategy Recreate all old pods are stopped before a new one is created.',
  fix: 'Use RollingUpdate with maxUnavailable 0. Where two versions must never run at once, or the pod holds data, that is a planned downtime: acknowledge it.',
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
    if (!servesRequests(workload)) { return undefined; }
    if (workload.strategy.type !== 'Recreate') { return []; }
    const path = WORKLOAD_PATHS.strategy;
    const message = 'The strategy is Recreate: each update stops all pods before it starts a new one, and until that is ready every request fails.';
    const data = heldData(workload, manifests);
    if (data) {
      return [{
        path,
        // Replication is another application, and until then the strategy is right.
        severity: 'warning',
        message: `${message} A rolling update would start a second pod without the data of the first, or at odds with it (${dataInWords(data)}).`,
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
      ], { byHand: 'whether two versions may run at once' }),
    }];
  },
});
