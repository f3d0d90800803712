import { runningContainers } from '../../../analysis/pod/containers';
import { gracePeriodOf, longestRequestOf, sufficientGracePeriod } from '../../../analysis/pod/grace-period';
import { edited } from '../../fixes/edited';
import { graceEdit, hasSleepAction } from '../../fixes/prestop';
import { hookPath, containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const prestopSleepExceedsGrace = workloadRule({
  id: 'prestop-sleep-exceeds-grace',
  severity: 'error',
  title: 'A preStop sleep that is longer than the grace period',
  impact: 'The API server refuses the Deployment, and the release stops.',
  why: 'The hook runs inside the grace period, so a sleep action that is longer could never end. The API server checks that.',
  fix: 'Make the grace period hold the hook, the longest request and 5 s to exit.',
  reference: 'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/3960-pod-lifecycle-sleep-action#proposal',
  examples: {
    refused: true,
    failing: `
kind: Deployment
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 30
      containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 40 } } } }]
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 75
      containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 40 } } } }]
`,
  },
  judge: (workload, profile) => {
    const grace = gracePeriodOf(workload);
    const sleeping = runningContainers(workload).flatMap(container => container.preStop?.kind === 'sleep' ? [{ container, seconds: container.preStop.seconds }] : []);
    if (grace === undefined || sleeping.length === 0 || !hasSleepAction(profile)) { return undefined; }
    return sleeping.filter(({ seconds }) => seconds > grace).map(({ container, seconds }) => ({
      path: hookPath(container),
      message: `The preStop hook of ${containerLabel(container)} sleeps ${seconds} s, which is longer than the grace period of ${grace} s: the API server refuses the Deployment.`,
      ...edited([graceEdit(sufficientGracePeriod(seconds, longestRequestOf(workload, profile)))]),
    }));
  },
});
