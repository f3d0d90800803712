import { Cause } from './cause';
import { RuleId } from '../../rules';

/** A pod stops before its routers notice, by topic: its stop, routing. */
const STOPS_TOO_EARLY: readonly RuleId[] = [
  'prestop-cannot-run', 'prestop-missing', 'grace-period-zero', 'prestop-on-one-container-only', 'sidecar-stops-first', 'prestop-too-short',
  'stop-signal-drops-requests', 'sigterm-not-forwarded', 'shutdown-window-reduced', 'stop-signal-changed', 'grace-period-too-short',
  'deregistration-delay-mismatch', 'lb-health-check-mismatch', 'lb-readiness-gate-missing', 'scale-down-delay-too-short',
  'publish-not-ready-addresses',
];

/** A pod has less time to stop than its requests take. */
const CUT_OFF: readonly RuleId[] = [
  'grace-period-zero', 'grace-period-too-short', 'sigterm-not-forwarded', 'shutdown-window-reduced', 'grace-period-exceeds-platform-limit',
  'server-shutdown-timeout-mismatch', 'stop-signal-changed', 'sidecar-stops-first',
];

/** The update, an eviction or a scale-down stops all pods at once. */
const NONE_LEFT: readonly RuleId[] = [
  'recreate-strategy', 'single-replica', 'max-unavailable-too-high', 'update-strategy-on-delete', 'no-controller-replaces-pods',
  'only-pod-of-node-stops-first', 'selector-changed', 'forced-replacement', 'workload-removed', 'workload-renamed', 'pdb-removed', 'pdb-missing',
  'pdb-matches-no-pods', 'pdb-min-available-too-low', 'replicas-reduced', 'autoscaler-adoption-resets-replicas', 'rollout-capacity-reduced',
  'min-ready-seconds-zero', 'autoscaler-minimum-too-low',
];

const NOT_YET_WORKING: readonly RuleId[] = [
  'readiness-missing', 'readiness-weakened', 'readiness-tcp-only', 'publish-not-ready-addresses', 'mesh-proxy-starts-late',
  'target-port-not-found', 'service-target-port-changed', 'lb-readiness-gate-missing', 'lb-health-check-mismatch', 'min-ready-seconds-zero',
];

const NOT_SELECTED: readonly RuleId[] = [
  'service-selector-tightened', 'pod-labels-changed', 'selector-changed', 'service-renamed', 'dangling-service', 'selector-template-mismatch',
  'version-label-in-selector', 'service-selector-too-broad',
];

/** The rules that explain a cause, the likeliest first. A finding of one explains a failure; without a finding, no rule does. */
export const EXPLAINING_RULES: Readonly<Record<Cause, readonly RuleId[]>> = {
  'oom-killed': ['memory-limit-lowered', 'memory-limit-above-request', 'resource-requests-missing'],
  'container-crashed': ['config-key-removed', 'config-not-found', 'config-changed-in-place'],
  'container-restarted': ['liveness-checks-dependencies', 'liveness-too-aggressive', 'probe-timeout-too-short', 'startup-budget-too-short', 'startup-budget-reduced'],
  'killed': CUT_OFF,
  'no-ready-endpoint': NONE_LEFT,
  'removed-from-service': NOT_SELECTED,
  'still-routed': STOPS_TOO_EARLY,
  'stopped-serving': [...STOPS_TOO_EARLY, 'server-shutdown-timeout-mismatch'],
  'ready-too-early': NOT_YET_WORKING,
  'readiness-lost': ['readiness-checks-dependencies', 'readiness-failure-threshold-one', 'probe-timeout-too-short', 'readiness-too-slow', 'cpu-limit-throttles-start'],
  'new-version': [],
  'quiet': [],
  'unexplained': [],
};
