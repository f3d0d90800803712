import { gracePeriodOf, longestRequestOf, sufficientGracePeriod } from '../../../analysis/pod/grace-period';
import { hookTimeOf } from '../../../analysis/pod/stop-delay';
import { servesRequests } from '../../../analysis/traffic/router';
import { MINIMUM_SIGTERM_WINDOW, sigtermWindow } from '../../../lifecycle';
import { WORKLOAD_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { graceEdit } from '../../fixes/prestop';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const graceExtensionMisread = workloadRule({
  id: 'grace-extension-misread',
  severity: 'error',
  title: 'The preStop hook uses up the grace period',
  impact: 'Requests that take longer than 2 s are cut in every update, scale-down and node drain.',
  why: 'The hook runs inside the grace period. SIGKILL comes at its end, or 2 s after SIGTERM where the hook took all of it.',
  fix: 'Make the grace period hold the hook, the longest request and 5 s to exit.',
  reference: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 30
      containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 30 } } } }]
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 65
      containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 30 } } } }]
`,
  },
  judge: (workload, profile) => {
    const { serving } = workload;
    const seconds = hookTimeOf(workload);
    const grace = gracePeriodOf(workload);
    if (!serving || seconds === undefined || grace === undefined || !servesRequests(workload)) { return undefined; }
    // The API server refuses that, which is a finding of its own.
    if (serving.preStop?.kind === 'sleep' && seconds > grace) { return undefined; }
    return sigtermWindow(grace, seconds) > MINIMUM_SIGTERM_WINDOW ? [] : [{
      path: WORKLOAD_PATHS.gracePeriod,
      message: `The preStop hook of ${containerLabel(serving)} takes ${seconds} s of a grace period of ${grace} s: SIGKILL follows SIGTERM after ${MINIMUM_SIGTERM_WINDOW} s, and requests that take longer are cut.`,
      ...edited([graceEdit(sufficientGracePeriod(seconds, longestRequestOf(workload, profile)))]),
    }];
  },
});
