/**
 * The ids of all rules, of check and diff and of the construct: what can be acknowledged. An id says what is found.
 *
 * It stands in users' manifests, so from the first release on none is ever renamed or removed.
 */
export const RULE_IDS: ReadonlySet<string> = new Set([
  // Stop path: endpoint-removal race, hooks, signals, grace arithmetic
  'endpoint-removal-race', 'prestop-missing', 'prestop-shorter-than-lb-deregistration', 'prestop-exec-shell-less',
  'prestop-sleep-version-skew', 'prestop-sleep-exceeds-grace', 'grace-too-short-for-drain', 'grace-extension-misread',
  'grace-zero-or-negative', 'grace-too-long-for-platform', 'sigterm-ignored-pid1', 'sigterm-is-fast-shutdown',
  'stopsignal-changed-by-image-update', 'framework-drain-timeout-mismatch', 'prestop-tcpsocket-handler',
  'prestop-only-on-app-not-proxy', 'container-stop-order-arbitrary', 'liveness-kill-runs-prestop',
  // Long-lived connections and protocol behaviour
  'http2-grpc-pinning',
  // Start path and probes
  'readiness-missing', 'readiness-failurethreshold-1', 'probe-timeout-1s-default', 'readiness-checks-dependencies',
  'liveness-checks-dependencies', 'liveness-readiness-equal-thresholds', 'liveness-too-aggressive',
  'liveness-kills-slow-start', 'startup-probe-default-30s', 'probe-port-mismatch', 'probe-tcp-only',
  'cpu-limit-throttles-start', 'init-container-external-dependency', 'init-container-migration', 'readiness-gate-never-true',
  'readiness-reacts-late', 'image-runs-as-root', 'command-in-one-word',
  // Rollout controller arithmetic
  'recreate-strategy', 'maxunavailable-nonzero', 'default-25pct-changes-with-scale', 'both-resolve-to-zero', 'replicas-1',
  'minready-zero', 'progress-deadline-too-short', 'surge-blocked-by-quota', 'surge-blocked-by-hostport-or-hostnetwork',
  'surge-blocked-by-rwo-volume', 'paused-rollout-forgotten', 'revision-history-zero',
  // PDB, eviction, drain
  'pdb-missing', 'pdb-zero-disruptions', 'pdb-percent-rounds-to-zero', 'pdb-min-available-int-with-hpa',
  'pdb-unhealthy-pods-block-drain', 'pdb-overlap', 'pdb-selects-nothing', 'pdb-selects-too-much',
  'pdb-empty-selector-semantics', 'pdb-v1beta1-removed', 'pdb-with-single-replica', 'drain-too-slow-for-platform',
  'do-not-evict-forever',
  // Nodes, capacity, preemption
  'node-loss-detection-slow', 'spot-interruption', 'zone-failure-capacity', 'no-resource-requests',
  'memory-limit-above-request', 'oom-during-rollout',
  // Scheduling, spread
  'required-antiaffinity-deadlock', 'spread-skew-across-revisions', 'spread-donotschedule-zone-outage', 'no-spread',
  'node-selector-change-strands',
  // Autoscaling
  'hpa-replicas-in-manifest', 'hpa-adoption-drops-to-one', 'hpa-min-below-safe', 'hpa-scale-down-drops-connections',
  'two-autoscalers', 'scale-to-zero',
  // Service, load balancers, ingress, mesh
  'service-selects-zero-pods', 'service-selector-tightened', 'service-selector-too-broad', 'version-label-in-selector',
  'targetport-number-changed', 'targetport-name-missing', 'service-port-removed-or-renumbered',
  'service-clusterip-or-type-change', 'service-recreated', 'lb-annotation-recreates-lb', 'ingress-backend-service-switch',
  'ingress-path-or-host-removed', 'publish-not-ready-addresses', 'session-affinity-clientip',
  'external-traffic-policy-local-blackhole', 'internal-traffic-policy-local', 'ingress-invalid-config-freezes-all',
  'lb-readiness-gate-missing', 'lb-health-check-vs-readiness', 'deregistration-delay-default-300',
  'mesh-sidecar-exits-first', 'mesh-proxy-starts-late', 'blue-green-cutover-too-fast', 'service-links-env-clash',
  'external-dns-record-flap', 'tls-secret-swap', 'networkpolicy-denies-all',
  // Identity, immutability, apply and GitOps mechanics
  'selector-immutable', 'selector-template-mismatch', 'rename-workload', 'namespace-move', 'construct-path-rename',
  'construct-address-selector', 'kind-change', 'overlapping-selectors', 'replace-force', 'prune-before-ready',
  'no-prune-orphans', 'client-side-apply-list-merge', 'label-change-on-template-only',
  // Config, secrets, images
  'config-change-without-rollout', 'config-in-place-change-breaks-old-pods', 'config-hash-pruned', 'missing-config-or-key',
  'image-latest-or-mutable-tag', 'pull-always-registry-outage', 'image-has-variable', 'serviceaccount-replaced',
  // Application evolution (what the seed ranks highest)
  'migration-before-or-after-order', 'migration-job-immutable-template', 'versioned-endpoint-removed',
  // Cluster policy, quota, network, API versions
  'deprecated-api', 'feature-field-dropped', 'psa-or-policy-rejects-new-pods', 'webhook-failurepolicy-fail-down',
  'networkpolicy-selects-new-label-only', 'pod-spec-refused', 'run-as-non-root-conflict', 'api-object-refused',
  // From what runs to what will run
  'immutable-field-changed', 'namespace-removed', 'workload-removed', 'service-port-removed', 'service-target-port-changed',
  'route-backend-switched', 'route-class-changed', 'session-affinity-changed', 'autoscaler-removed', 'replicas-lowered',
  'config-changed-in-place', 'config-key-removed', 'stop-contract-weakened', 'startup-budget-lowered', 'readiness-weakened',
  'budget-made-zero', 'budget-removed', 'rollout-capacity-lowered', 'peak-pods-raised', 'restart-without-change',
  'guard-dropped-by-cluster', 'networkpolicy-refuses-callers',
]);
