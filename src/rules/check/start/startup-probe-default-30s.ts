import { probePath } from '../../../analysis/pod/probes';
import { mayKillStart, startupTimeOf } from '../../../analysis/pod/startup';
import { guaranteedStartup } from '../../../lifecycle';
import { PROBE_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { sufficientStartupProbe } from '../../fixes/startup-probe';
import { capitalizedContainerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const startupProbeDefault30s = workloadRule({
  id: 'startup-probe-default-30s',
  severity: 'error',
  title: 'The startup probe waits too little',
  impact: 'Slow starts are killed and begin again: updates get stuck, and after the loss of a node the service stays down.',
  why: 'A container may be killed at the last of failureThreshold failures, which comes as early as initialDelay + (failureThreshold - 1) × period: with the defaults after 20 s.',
  fix: 'Let failureThreshold be the longest start divided by the period, plus one.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes',
  examples: {
    failing: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/startup-time: 60s } }
spec: { template: { spec: { containers: [{ name: web, startupProbe: { periodSeconds: null, failureThreshold: null } }] } } }
`,
    passing: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/startup-time: 60s } }
spec: { template: { spec: { containers: [{ name: web, startupProbe: { periodSeconds: 2, failureThreshold: 31 } }] } } }
`,
  },
  judge: (workload, profile) => {
    const { serving } = workload;
    const startupTime = startupTimeOf(workload, profile);
    if (!serving?.startup || startupTime === undefined) { return undefined; }
    const { timing } = serving.startup;
    if (!mayKillStart(timing, startupTime)) { return []; }
    const path = probePath(serving, 'startup');
    return [{
      path: [...path, ...PROBE_PATHS.failureThreshold],
      message: `${capitalizedContainerLabel(serving)} may take ${startupTime} s to start, but its startup probe may kill it after ${guaranteedStartup(timing)} s (${timing.initialDelay} + ${timing.failureThreshold - 1} × ${timing.period}): a slow start never ends.`,
      ...edited(sufficientStartupProbe(path, startupTime, timing.period)),
    }];
  },
});
