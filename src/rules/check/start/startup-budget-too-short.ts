import { placeOf } from '../../../analysis/pod/containers';
import { probePath } from '../../../analysis/pod/probes';
import { mayKillStart, startupTimeOf } from '../../../analysis/pod/startup';
import { guaranteedStartup } from '../../../lifecycle';
import { Container, CONTAINER_PATHS, mappingAt, setField, Workload } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { sufficientStartupProbe } from '../../fixes/startup-probe';
import { capitalizedContainerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const startupBudgetTooShort = workloadRule({
  id: 'startup-budget-too-short',
  severity: 'error',
  title: 'Liveness kills pods that are still starting',
  impact: 'Slow starts never end: updates get stuck, and after the loss of a node the service stays down.',
  why: 'Without a startup probe, liveness counts from the start of the container. It may kill after initialDelay + (failureThreshold - 1) × period.',
  fix: 'Add a startup probe that waits for the longest start; liveness begins after it.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes',
  examples: {
    failing: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/startup-time: 60s } }
spec:
  template:
    spec:
      containers:
        - name: web
          startupProbe: null
          livenessProbe: { httpGet: { path: /live, port: http }, periodSeconds: 10, failureThreshold: 6, timeoutSeconds: 5, terminationGracePeriodSeconds: 10 }
`,
    passing: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/startup-time: 60s } }
spec:
  template:
    spec:
      containers:
        - name: web
          startupProbe: { periodSeconds: 2, failureThreshold: 31 }
          livenessProbe: { httpGet: { path: /live, port: http }, periodSeconds: 10, failureThreshold: 6, timeoutSeconds: 5, terminationGracePeriodSeconds: 10 }
`,
  },
  judge: (workload, profile) => {
    const { serving } = workload;
    const startupTime = startupTimeOf(workload, profile);
    if (!serving?.liveness || startupTime === undefined) { return undefined; }
    const { timing } = serving.liveness;
    if (serving.startup || !mayKillStart(timing, startupTime)) { return []; }
    const path = probePath(serving, 'liveness');
    return [{
      path,
      message: `${capitalizedContainerLabel(serving)} may take ${startupTime} s to start, but its liveness probe may kill it after ${guaranteedStartup(timing)} s (${timing.initialDelay} + ${timing.failureThreshold - 1} × ${timing.period}): a slow start never ends.`,
      ...edited([{ path: probePath(serving, 'startup'), value: startupProbe(workload, serving, startupTime) }]),
    }];
  },
});

/** It asks what the liveness probe asks, as patiently as the start needs. */
function startupProbe(workload: Workload, container: Container, startupTime: number): object {
  const { value } = mappingAt(placeOf(workload, container), CONTAINER_PATHS.liveness);
  const { initialDelaySeconds, terminationGracePeriodSeconds, successThreshold, ...probe } = value as Record<string, unknown>;
  for (const edit of sufficientStartupProbe([], startupTime)) { setField(probe, edit); }
  return probe;
}
