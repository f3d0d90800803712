import { servesRequests } from '../../../analysis/traffic/router';
import { showPath, WORKLOAD_PATHS } from '../../../manifests';
import { workloadRule } from '../workload-rule';

export const minreadyZero = workloadRule({
  id: 'minready-zero',
  severity: 'warning',
  title: 'A new pod counts with its first good answer',
  impact: 'A version that crashes a moment after its start replaces every pod that works.',
  why: 'With minReadySeconds 0 a pod is available at its first successful readiness probe, and the update stops the next old pod at once.',
  fix: 'Let pods prove themselves for 10 seconds.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#min-ready-seconds',
  examples: {
    failing: `
kind: Deployment
spec: { minReadySeconds: null }
`,
    passing: `
kind: Deployment
spec: { minReadySeconds: 10 }
`,
  },
  judge: workload => {
    // Recreate has stopped all old pods before.
    if (!servesRequests(workload) || workload.strategy.type === 'Recreate') { return undefined; }
    return workload.minReady > 0 ? [] : [{
      path: WORKLOAD_PATHS.minReady,
      message: 'A new pod counts as available with its first good answer: a version that crashes a second later replaces every pod that works.',
      fix: `Set ${showPath(WORKLOAD_PATHS.minReady)} to 10.`,
    }];
  },
});
