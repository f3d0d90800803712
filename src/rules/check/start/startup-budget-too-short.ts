import { delayedServer } from './startup-budget-too-short/delayed-server';
import { liveness } from './startup-budget-too-short/liveness';
import { slowServer } from './startup-budget-too-short/slow-server';
import { startupProbe } from './startup-budget-too-short/startup-probe';
import { Rule, togetherJudging } from '../../rule';

export const startupBudgetTooShort: Rule = {
  id: 'startup-budget-too-short',
  severity: 'error',
  otherSeverities: ['warning', 'info'],
  title: 'Startup time allowed by probes shorter than the longest start',
  impact: 'Slow starts are killed and restarted: updates get stuck, and after the loss of a node the service stays down.',
  why: 'The kubelet may kill a container after initialDelaySeconds + (failureThreshold - 1) × periodSeconds of its startup probe, or of its liveness probe if there is no startup probe: with the defaults after 20 s. A command that sleeps, waits or migrates before it starts its server leaves the server less of that time, and servers such as Keycloak often need more than half a minute.',
  fix: 'Add a startup probe whose failureThreshold is the longest start divided by the period, plus one; liveness begins afterwards.',
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
  judge: togetherJudging(liveness, startupProbe, delayedServer, slowServer),
};
