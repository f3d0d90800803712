/**
 * The names of everything known to cost users requests or to block a release: what can be acknowledged.
 *
 * A name stands in users' manifests, so none is ever renamed or removed.
 */
export const RULE_IDS: ReadonlySet<string> = new Set([
  // Stop path: endpoint-removal race, hooks, signals, grace arithmetic
  'endpoint-removal-race', 'prestop-missing', 'prestop-shorter-than-lb-deregistration', 'prestop-exec-shell-less',
  'prestop-sleep-version-skew', 'prestop-sleep-zero', 'prestop-sleep-exceeds-grace', 'grace-too-short-for-drain',
  'grace-extension-misread', 'grace-zero-or-negative', 'grace-truncated-by-admission', 'grace-too-long-for-platform',
  'sigterm-ignored-pid1', 'sigterm-is-fast-shutdown', 'stopsignal-changed-by-image-update', 'app-closes-listener-on-term',
  'framework-drain-timeout-mismatch', 'prestop-httpget-fails-or-blocks', 'prestop-tcpsocket-handler',
  'prestop-only-on-app-not-proxy', 'container-stop-order-arbitrary', 'kubelet-restart-repeats-hook',
  'liveness-kill-runs-prestop', 'stop-longer-than-client-retry', 'drain-delay-unbounded-growth', 'crash-exit-skips-prestop',
  'force-delete',
  // Long-lived connections and protocol behaviour
  'keepalive-through-l4', 'http2-grpc-pinning', 'websocket-sse-cut', 'lb-idle-vs-app-keepalive', 'long-request-exceeds-grace',
  'udp-conntrack-stale', 'ipvs-graceful-weight0', 'client-dns-caching', 'non-idempotent-retry', 'thundering-herd-reconnect',
  // Start path and probes
  'readiness-missing', 'readiness-failurethreshold-1', 'probe-timeout-1s-default', 'readiness-checks-dependencies',
  'liveness-checks-dependencies', 'liveness-readiness-equal-thresholds', 'liveness-too-aggressive', 'liveness-kills-slow-start',
  'startup-budget-off-by-one', 'startup-probe-default-30s', 'initialdelay-instead-of-startup', 'readiness-first-probe-late',
  'kubelet-restart-probe-jitter', 'probe-port-mismatch', 'probe-path-behind-auth-or-redirect', 'probe-tcp-only',
  'probe-exec-cost', 'grpc-probe-no-tls', 'probe-host-or-hostnetwork', 'cold-start-latency', 'cpu-limit-throttles-start',
  'init-container-external-dependency', 'init-container-migration', 'postStart-blocks-or-kills', 'crashloop-backoff-delay',
  'readiness-gate-never-true', 'sidecar-not-ready-before-app', 'success-threshold-misuse', 'readiness-reacts-late',
  'image-runs-as-root', 'command-in-one-word',
  // Rollout controller arithmetic
  'recreate-strategy', 'maxunavailable-nonzero', 'default-25pct-changes-with-scale', 'both-resolve-to-zero', 'replicas-1',
  'minready-zero', 'minready-not-seen-by-pdb', 'progress-deadline-too-short', 'progress-deadline-no-rollback',
  'cd-timeout-shorter-than-rollout', 'rollout-too-slow', 'terminating-pods-not-counted', 'surge-blocked-by-quota',
  'surge-blocked-by-hostport-or-hostnetwork', 'surge-blocked-by-rwo-volume', 'rollover-third-version',
  'paused-rollout-forgotten', 'revision-history-zero', 'template-hash-churn', 'old-unready-pods-removed-first',
  'concurrent-rollouts', 'singleton-overlap',
  // PDB, eviction, drain
  'pdb-missing', 'pdb-zero-disruptions', 'pdb-percent-rounds-to-zero', 'pdb-min-available-int-with-hpa',
  'pdb-does-not-guard-rollout', 'pdb-unhealthy-pods-block-drain', 'pdb-alwaysallow-evicts-starting-pods', 'pdb-overlap',
  'pdb-selects-nothing', 'pdb-selects-too-much', 'pdb-empty-selector-semantics', 'pdb-v1beta1-removed',
  'pdb-blocks-while-scaling-up', 'pdb-race-eviction-before-endpoint', 'pdb-not-honoured-by', 'pdb-with-single-replica',
  'eviction-has-no-surge', 'drain-too-slow-for-platform', 'drain-emptydir-local-storage', 'do-not-evict-forever',
  'descheduler-or-rebalance',
  // Nodes, capacity, preemption
  'node-loss-detection-slow', 'node-graceful-shutdown-no-endpoint-update', 'node-shutdown-grace-shorter', 'spot-interruption',
  'zone-failure-capacity', 'cluster-autoscaler-scale-down', 'karpenter-consolidation-churn', 'karpenter-forceful-expiry',
  'no-resource-requests', 'memory-limit-above-request', 'oom-during-rollout', 'ephemeral-storage-eviction',
  'preemption-by-higher-priority', 'no-surge-capacity', 'image-pull-slow', 'in-place-resize-restart', 'active-deadline',
  // Scheduling, spread
  'required-antiaffinity-deadlock', 'spread-skew-across-revisions', 'spread-donotschedule-zone-outage',
  'spread-counts-cordoned-nodes', 'no-spread', 'spread-selector-mismatch', 'node-selector-change-strands',
  'multi-arch-image-gap', 'volume-zone-pinning',
  // Autoscaling
  'hpa-replicas-in-manifest', 'hpa-adoption-drops-to-one', 'hpa-min-below-safe', 'hpa-scale-down-drops-connections',
  'hpa-startup-cpu-thrash', 'hpa-max-at-limit-in-rollout', 'hpa-selector-counts-foreign-pods', 'two-autoscalers',
  'scale-to-zero', 'scale-down-victim-choice', 'replicas-manual-scale-drift',
  // Service, load balancers, ingress, mesh
  'service-selects-zero-pods', 'service-selector-tightened', 'service-selector-too-broad',
  'service-selects-both-versions-unintended', 'version-label-in-selector', 'targetport-number-changed',
  'targetport-name-missing', 'service-port-removed-or-renumbered', 'service-clusterip-or-type-change', 'service-recreated',
  'lb-annotation-recreates-lb', 'ingress-backend-service-switch', 'ingress-path-or-host-removed', 'nodeport-reallocated',
  'publish-not-ready-addresses', 'session-affinity-clientip', 'external-traffic-policy-local-blackhole',
  'terminating-fallback-needs-readiness', 'external-traffic-policy-cluster-node-drain', 'internal-traffic-policy-local',
  'traffic-distribution-overload', 'kube-proxy-sync-slow', 'ingress-nginx-sync-lag', 'ingress-invalid-config-freezes-all',
  'lb-readiness-gate-missing', 'lb-readiness-gate-webhook-ignored', 'lb-health-check-vs-readiness',
  'deregistration-delay-default-300', 'mesh-sidecar-exits-first', 'mesh-proxy-starts-late', 'gateway-own-rollout',
  'blue-green-cutover-too-fast', 'service-links-env-clash', 'endpoints-api-truncation', 'external-dns-record-flap',
  'tls-secret-swap', 'networkpolicy-denies-all',
  // Identity, immutability, apply and GitOps mechanics
  'selector-immutable', 'selector-template-mismatch', 'rename-workload', 'namespace-move', 'construct-path-rename',
  'construct-address-selector', 'kind-change', 'overlapping-selectors', 'replace-force', 'prune-before-ready', 'apply-order',
  'no-prune-orphans', 'client-side-apply-list-merge', 'removed-field-not-removed', 'ssa-conflict-replicas',
  'kubectl-rollout-undo-drift', 'helm-adoption-or-rename-release', 'finalizer-stuck', 'label-change-on-template-only',
  // Config, secrets, images
  'config-change-without-rollout', 'config-in-place-change-breaks-old-pods', 'config-hash-pruned',
  'config-annotation-before-config', 'subpath-mount-frozen', 'missing-config-or-key', 'secret-rotation-invalidates-old',
  'image-latest-or-mutable-tag', 'pull-always-registry-outage', 'image-pull-secret-expired', 'image-gc-deleted-in-registry',
  'image-not-exist-typo', 'serviceaccount-replaced', 'token-not-reloaded',
  // Application evolution (what the seed ranks highest)
  'db-migration-not-backward-compatible', 'migration-before-or-after-order', 'migration-job-immutable-template',
  'migration-locks', 'api-breaking-change', 'versioned-endpoint-removed', 'mixed-version-frontend-assets',
  'mixed-version-message-format', 'cache-format-mismatch', 'session-in-memory', 'session-key-rotation', 'local-file-state',
  'db-connection-exhaustion', 'consumer-group-rebalance-storm', 'duplicate-schedulers', 'leader-election-gap',
  'feature-flag-coupled-deploy', 'rollback-incompatible', 'client-contract-timeouts', 'warm-standby-assumption',
  // Cluster policy, quota, network, API versions
  'deprecated-api', 'feature-field-dropped', 'limitrange-mutates', 'psa-or-policy-rejects-new-pods',
  'webhook-failurepolicy-fail-down', 'networkpolicy-selects-new-label-only', 'networkpolicy-programming-delay', 'ip-exhaustion',
  'cni-or-kubeproxy-upgrade', 'apiserver-or-endpoint-controller-lag', 'clock-skew', 'finalizer-or-ordered-namespace-delete',
  'object-count-quota-by-retained-config', 'pod-spec-refused', 'run-as-non-root-conflict', 'api-object-refused',
  // From what runs to what will run
  'immutable-field-changed', 'namespace-removed', 'workload-removed', 'service-port-removed', 'service-target-port-changed',
  'route-backend-switched', 'route-class-changed', 'session-affinity-changed', 'autoscaler-removed', 'replicas-lowered',
  'config-changed-in-place', 'config-key-removed', 'stop-contract-weakened', 'startup-budget-lowered', 'readiness-weakened',
  'budget-made-zero', 'budget-removed', 'rollout-capacity-lowered', 'peak-pods-raised', 'restart-without-change',
  'guard-dropped-by-cluster', 'networkpolicy-refuses-callers',
]);
