import { heldData } from '../../../analysis/scaling/held-data';
import { isMaxUnavailableWritten, limitsOf, worstLoss } from '../../../analysis/scaling/rollout-limits';
import { servesRequests } from '../../../analysis/traffic/router';
import { showPath, WORKLOAD_PATHS } from '../../../manifests';
import { surging } from '../../fixes/surge';
import { workloadRule } from '../workload-rule';

export const default25pctChangesWithScale = workloadRule({
  id: 'default-25pct-changes-with-scale',
  severity: 'warning',
  title: 'Nobody decided how many pods an update takes away',
  impact: 'From 4 pods on, fewer pods answer during each update, which nobody notices until it happens under load.',
  why: 'Without maxUnavailable it is 25 %, rounded down: none of up to 3 pods, 1 of 4, 5 of 20.',
  fix: 'Write maxUnavailable 0.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable',
  examples: {
    failing: `
kind: Deployment
spec: { replicas: 8, strategy: null }
`,
    passing: `
kind: Deployment
spec: { replicas: 8, strategy: { rollingUpdate: { maxUnavailable: 0 } } }
`,
  },
  judge: (workload, { kubernetesMinor }, manifests) => {
    const limits = limitsOf(workload);
    // That both come out as 0 is a rule of its own.
    if (!servesRequests(workload) || limits.length === 0 || limits.some(({ forced }) => forced)) { return undefined; }
    if (isMaxUnavailableWritten(workload)) { return []; }
    // An update that adds pods first is none for what holds data.
    if (heldData(workload, manifests)) { return undefined; }
    const worst = worstLoss(limits);
    const leftOut = `${showPath(WORKLOAD_PATHS.maxUnavailable)} is left out, which means 25%`;
    return [{
      path: WORKLOAD_PATHS.maxUnavailable,
      ...worst
        ? { message: `The field ${leftOut}: at ${worst.pods} pods each update takes ${worst.unavailable} of them away before ${worst.unavailable === 1 ? 'its replacement is' : 'their replacements are'} ready.` }
        : { message: `The field ${leftOut}: that is no pod now, but one as soon as there are 4.`, severity: 'info' as const },
      ...surging(workload, kubernetesMinor),
    }];
  },
});
