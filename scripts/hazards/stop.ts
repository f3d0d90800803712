import { Reasons } from './reasons';

/** The stop of a pod, and connections that outlive a request. */
export const STOP: Reasons = {
  'mesh-sidecar-exits-first': { by: ['sidecar-stops-first'] },
  'prestop-tcpsocket-handler': { by: ['prestop-cannot-run'] },
  'prestop-sleep-exceeds-grace': { by: ['grace-period-too-short'] },
  'grace-extension-misread': { by: ['grace-period-too-short'] },
  'prestop-shorter-than-lb-deregistration': { by: ['prestop-too-short'] },
  'container-stop-order-arbitrary': { by: ['sidecar-stops-first'] },
  'endpoint-removal-race': { by: ['prestop-too-short'] },
  'framework-drain-timeout-mismatch': { by: ['server-shutdown-timeout-mismatch'] },
  'grace-too-short-for-drain': { by: ['grace-period-too-short'] },
  'grace-too-long-for-platform': { by: ['grace-period-exceeds-platform-limit'] },
  'grace-zero-or-negative': { by: ['grace-period-zero'] },
  'liveness-kill-runs-prestop': { by: ['liveness-grace-period-unset'] },
  'prestop-exec-shell-less': { by: ['prestop-cannot-run'] },
  'prestop-only-on-app-not-proxy': { by: ['prestop-on-one-container-only'] },
  'sigterm-ignored-pid1': { by: ['sigterm-not-forwarded'] },
  'sigterm-is-fast-shutdown': { by: ['stop-signal-drops-requests'] },
  'app-closes-listener-on-term': { by: ['prestop-missing', 'prestop-too-short'] },
  'crash-exit-skips-prestop': { because: 'manifests do not state what a process does when it fails, and whether it exits by itself' },
  'grace-truncated-by-admission': { because: 'the manifests of a service do not state which admission policies change the pods of a cluster' },
  'keepalive-through-l4': { because: 'manifests do not state whether a process closes idle connections after SIGTERM' },
  'lb-idle-vs-app-keepalive': { by: ['keep-alive-too-short'] },
  'long-request-exceeds-grace': { by: ['grace-period-too-short'] },
  'websocket-sse-cut': { because: 'no manifest says how long streams last; stated as longest request, grace-period-too-short finds it' },
  // Of other clients no manifest says how long they remember addresses.
  'client-dns-caching': { by: ['headless-service-resolved-once', 'prestop-too-short'] },
};
