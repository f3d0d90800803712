/**
 * The ids of all rules, of check and diff and of the construct: what can be acknowledged. An id says what is found.
 *
 * It stands in users' manifests, so from the first release on none is ever renamed or removed.
 */
export const RULE_IDS: ReadonlySet<string> = new Set([
  // Stop path: endpoint-removal race, hooks, signals, grace arithmetic
  'prestop-too-short', 'prestop-missing', 'prestop-shorter-than-lb-deregistration', 'prestop-command-not-found',
  'prestop-sleep-version-skew', 'prestop-sleep-exceeds-grace', 'grace-period-too-short', 'grace-extension-misread',
  'grace-period-zero', 'grace-period-exceeds-platform-limit', 'sigterm-not-forwarded', 'stop-signal-drops-requests',
  'stop-signal-changed', 'server-shutdown-timeout-mismatch', 'prestop-tcpsocket-handler',
  'prestop-on-one-container-only', 'sidecar-stops-first', 'liveness-grace-period-unset',
  // Long-lived connections and protocol behaviour
  'http2-connection-pinning',
  // Start path and probes
  'readiness-missing', 'readiness-failure-threshold-one', 'probe-timeout-too-short', 'readiness-checks-dependencies',
  'liveness-checks-dependencies', 'liveness-readiness-equal-thresholds', 'liveness-too-aggressive',
  'startup-budget-too-short', 'startup-probe-default-30s', 'probe-port-not-found', 'readiness-tcp-only',
  'cpu-limit-throttles-start', 'init-container-waits-for-dependency', 'migration-in-init-container', 'readiness-gate-without-controller',
  'readiness-too-slow', 'image-runs-as-root', 'command-not-split',
  // Rollout controller arithmetic
  'recreate-strategy', 'max-unavailable-too-high', 'default-25pct-changes-with-scale', 'rolling-update-cannot-progress', 'single-replica',
  'min-ready-seconds-zero', 'progress-deadline-too-short', 'surge-blocked-by-quota', 'surge-blocked-by-host-port',
  'surge-blocked-by-volume', 'rollout-paused', 'revision-history-limit-zero',
  // PDB, eviction, drain
  'pdb-missing', 'pdb-blocks-eviction', 'pdb-percent-rounds-to-zero', 'pdb-min-available-int-with-hpa',
  'pdb-unhealthy-pods-block-eviction', 'pdb-overlap', 'pdb-matches-no-pods', 'pdb-matches-unrelated-pods',
  'pdb-empty-selector-semantics', 'pdb-v1beta1-removed', 'pdb-with-single-replica', 'drain-exceeds-platform-limit',
  'eviction-disabled',
  // Nodes, capacity, preemption
  'node-failure-toleration-too-long', 'spot-nodes-only', 'zone-failure-capacity', 'resource-requests-missing',
  'memory-limit-above-request', 'memory-limit-lowered',
  // Scheduling, spread
  'required-anti-affinity-blocks-surge', 'spread-counts-old-pods', 'zone-spread-do-not-schedule', 'pods-not-spread',
  'node-selector-tightened',
  // Autoscaling
  'replicas-set-beside-autoscaler', 'autoscaler-adoption-resets-replicas', 'autoscaler-minimum-too-low', 'autoscaler-scales-down-too-fast',
  'conflicting-autoscalers', 'scale-to-zero',
  // Service, load balancers, ingress, mesh
  'dangling-service', 'service-selector-tightened', 'service-selector-too-broad', 'version-label-in-selector',
  'targetport-number-changed', 'target-port-not-found', 'route-port-not-found',
  'service-address-changed', 'service-renamed', 'load-balancer-recreated', 'dangling-route',
  'route-removed', 'publish-not-ready-addresses', 'session-affinity-client-ip',
  'external-traffic-policy-local', 'internal-traffic-policy-local', 'ingress-nginx-snippet',
  'lb-readiness-gate-missing', 'lb-health-check-mismatch', 'deregistration-delay-mismatch',
  'mesh-sidecar-exits-first', 'mesh-proxy-starts-late', 'scale-down-delay-too-short', 'service-links-enabled',
  'dns-record-removed', 'tls-secret-not-found', 'networkpolicy-denies-all',
  // Identity, immutability, apply and GitOps mechanics
  'selector-changed', 'selector-template-mismatch', 'workload-renamed', 'workload-namespace-changed', 'construct-path-rename',
  'cdk8s-hash-in-selector', 'workload-kind-changed', 'overlapping-selectors', 'forced-replacement', 'prune-before-ready',
  'orphaned-workload', 'duplicate-list-key', 'pod-labels-changed',
  // Config, secrets, images
  'config-change-without-rollout', 'config-without-hash', 'config-pruned-before-rollback', 'config-not-found',
  'mutable-image-tag', 'image-pull-policy-always', 'image-has-variable', 'serviceaccount-replaced',
  // Application evolution (what the seed ranks highest)
  'migration-order-undefined', 'migration-job-runs-once', 'versioned-endpoint-removed',
  // Cluster policy, quota, network, API versions
  'api-version-removed', 'field-unsupported-by-cluster', 'pod-security-violation', 'webhook-fails-closed',
  'networkpolicy-misses-pods', 'pod-spec-refused', 'run-as-non-root-conflict', 'rejected-by-api-server',
  // From what runs to what will run
  'immutable-field-changed', 'namespace-removed', 'workload-removed', 'service-port-removed', 'service-target-port-changed',
  'route-backend-switched', 'route-class-changed', 'session-affinity-changed', 'autoscaler-removed', 'replicas-reduced',
  'config-changed-in-place', 'config-key-removed', 'shutdown-window-reduced', 'startup-budget-reduced', 'readiness-weakened',
  'pdb-blocks-eviction-now', 'pdb-removed', 'rollout-capacity-reduced', 'rollout-peak-increased', 'needless-restart',
  'safeguard-unsupported-by-cluster', 'networkpolicy-refuses-callers',
]);
