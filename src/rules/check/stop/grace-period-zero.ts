import { longestRequestOf, sufficientGracePeriod } from '../../../analysis/pod/grace-period';
import { servesRequests } from '../../../analysis/traffic/router';
import { rootOf, valueAt, WORKLOAD_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { graceEdit, requiredDelay } from '../../fixes/prestop';
import { workloadRule } from '../workload-rule';

export const gracePeriodZero = workloadRule({
  id: 'grace-period-zero',
  severity: 'error',
  title: 'terminationGracePeriodSeconds of 0',
  impact: 'Every stop of a pod cuts the requests that it is answering, and those that are still routed to it are refused.',
  why: 'At 0 the pod is deleted at once, without a hook and without SIGTERM; a negative period counts as 1 s.',
  fix: 'Set it to the sum of the preStop hook, the longest request and 5 s to exit.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-forced',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 0
      containers: [{ name: web, lifecycle: { preStop: { $patch: replace, exec: { command: [/bin/sh, -c, sleep 10] } } } }]
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 45
      containers: [{ name: web, lifecycle: { preStop: { $patch: replace, exec: { command: [/bin/sh, -c, sleep 10] } } } }]
`,
  },
  judge: (workload, profile, manifests) => {
    const { serving } = workload;
    const written = valueAt(rootOf(workload.object.json), WORKLOAD_PATHS.gracePeriod);
    if (!serving || typeof written !== 'number' || !servesRequests(workload)) { return undefined; }
    if (written > 0) { return []; }
    const delay = requiredDelay(serving, workload, profile, manifests);
    return [{
      path: WORKLOAD_PATHS.gracePeriod,
      message: written === 0
        ? 'The grace period is 0 s: each stopped pod is killed at once, without its preStop hook, and all its requests are cut.'
        : `The grace period is ${written} s, which counts as 1 s: each stopped pod is killed after that, and its requests are cut.`,
      ...edited([graceEdit(sufficientGracePeriod(delay, longestRequestOf(workload, profile)))]),
    }];
  },
});
