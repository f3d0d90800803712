import { asSoonAsReadiness } from './liveness-too-aggressive/as-soon-as-readiness';
import { shortWindow } from './liveness-too-aggressive/short-window';
import { stricterThanServer } from './liveness-too-aggressive/stricter-than-server';
import { milder, Rule, togetherJudging } from '../../rule';

export const livenessTooAggressive: Rule = {
  id: 'liveness-too-aggressive',
  severity: 'warning',
  title: 'livenessProbe that restarts overloaded pods',
  impact: 'Under load pods are restarted, the others get their load, and are restarted in turn.',
  why: 'A pause for garbage collection, a throttled CPU or a busy node may last tens of seconds. A server such as `gunicorn` lets its workers answer one request each for as long as its own time-out says. Liveness is for processes that never come back.',
  fix: 'Let liveness fail for a minute before it restarts: failureThreshold 6 with a period of 10 s, and no less than the server lets a request take.',
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
