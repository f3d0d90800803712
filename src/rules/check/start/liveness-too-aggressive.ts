import { asSoonAsReadiness } from './liveness-too-aggressive/as-soon-as-readiness';
import { shortWindow } from './liveness-too-aggressive/short-window';
import { stricterThanServer } from './liveness-too-aggressive/stricter-than-server';
import { milder, Rule, togetherJudging } from '../../rule';

export const livenessTooAggressive: Rule = {
  id: 'liveness-too-aggressive',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'livenessProbe that restarts overloaded pods',
  impact: 'Under load pods are restarted, and the others take over their load and are restarted in turn.',
  why: 'A pause for garbage collection, a throttled CPU or a busy node may last tens of seconds. A server such as `gunicorn` lets each worker answer one request for as long as its own timeout allows. Liveness is for processes that never recover.',
  fix: 'Allow a minute of failures before a restart: failureThreshold 6 with a period of 10 s, and no less than the server allows for a request.',
  reference: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe: { periodSeconds: 2 }
          livenessProbe: { httpGet: { path: /live, port: http }, periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 5, terminationGracePeriodSeconds: 10 }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe: { periodSeconds: 2 }
          livenessProbe: { httpGet: { path: /live, port: http }, periodSeconds: 5, failureThreshold: 12, timeoutSeconds: 5, terminationGracePeriodSeconds: 10 }
`,
  },
  judge: togetherJudging(shortWindow, stricterThanServer, milder('info', asSoonAsReadiness)),
};
