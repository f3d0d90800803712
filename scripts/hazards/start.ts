import { Reasons } from './reasons';

/** The start of a pod, and its probes. */
export const START: Reasons = {
  'liveness-readiness-equal-thresholds': { by: ['liveness-too-aggressive'] },
  'startup-probe-default-30s': { by: ['startup-budget-too-short'] },
  'init-container-external-dependency': { by: ['init-container-waits-for-dependency'] },
  'init-container-migration': { by: ['migration-in-init-container'] },
  'liveness-kills-slow-start': { by: ['startup-budget-too-short'] },
  'probe-port-mismatch': { by: ['probe-port-not-found'] },
  'probe-tcp-only': { by: ['readiness-tcp-only'] },
  'probe-timeout-1s-default': { by: ['probe-timeout-too-short'] },
  'readiness-failurethreshold-1': { by: ['readiness-failure-threshold-one'] },
  'readiness-gate-never-true': { by: ['readiness-gate-without-controller'] },
  'cold-start-latency': { because: 'manifests do not state how fast the first requests after a start are answered' },
  'sidecar-not-ready-before-app': { by: ['mesh-proxy-starts-late'] },
};
