import { servesRequests } from '../../../analysis/traffic/router';
import { showPath, WORKLOAD_PATHS } from '../../../manifests';
import { workloadRule } from '../workload-rule';

export const recreateStrategy = workloadRule({
  id: 'recreate-strategy',
  severity: 'error',
  title: 'Every update is an outage',
  impact: 'In each update no pod answers, from the stop of the last old pod until the first new one is ready.',
  why: 'With the strategy Recreate all old pods are stopped before a new one is created.',
  fix: 'Use RollingUpdate with maxUnavailable 0. Where two versions must never run at once, that is a planned downtime: acknowledge it.',
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
  judge: workload => {
    if (!servesRequests(workload)) { return undefined; }
    if (workload.strategy.type !== 'Recreate') { return []; }
    return [{
      path: WORKLOAD_PATHS.strategy,
      message: 'The strategy is Recreate: each update stops all pods before it starts a new one, and until that is ready every request fails.',
      fix: `Set ${showPath(WORKLOAD_PATHS.strategy)} to RollingUpdate, with ${showPath(WORKLOAD_PATHS.maxUnavailable)} 0 and ${showPath(WORKLOAD_PATHS.maxSurge)} 1.`,
    }];
  },
});
