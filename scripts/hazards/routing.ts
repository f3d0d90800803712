import { Reasons } from './reasons';

/** Services, load balancers, ingress and mesh. */
export const ROUTING: Reasons = {
  'targetport-number-changed': { by: ['target-port-not-found'] },
  'deregistration-delay-default-300': { by: ['deregistration-delay-mismatch'] },
  'external-traffic-policy-local-blackhole': { by: ['external-traffic-policy-local'] },
  'http2-grpc-pinning': { by: ['http2-connection-pinning'] },
  'ingress-backend-service-switch': { by: ['dangling-route'] },
  'ingress-invalid-config-freezes-all': { by: ['ingress-nginx-snippet'] },
  'lb-health-check-vs-readiness': { by: ['lb-health-check-mismatch'] },
  'networkpolicy-selects-new-label-only': { by: ['networkpolicy-misses-pods'] },
  'service-links-env-clash': { by: ['service-links-enabled'] },
  'service-port-removed-or-renumbered': { by: ['route-port-not-found'] },
  'service-selects-zero-pods': { by: ['dangling-service'] },
  'targetport-name-missing': { by: ['target-port-not-found'] },
  'external-dns-record-flap': { by: ['dns-record-removed'] },
  'ingress-path-or-host-removed': { by: ['route-removed'] },
  'lb-annotation-recreates-lb': { by: ['load-balancer-recreated'] },
  'service-clusterip-or-type-change': { by: ['service-address-changed'] },
  'tls-secret-swap': { by: ['tls-secret-not-found'] },
  'blue-green-cutover-too-fast': { by: ['scale-down-delay-too-short'] },
  'service-selects-both-versions-unintended': { because: 'every rolling update mixes both versions; manifests do not state whether they are compatible' },
  'kube-proxy-sync-slow': { because: 'manifests do not state how large and how busy the cluster is; its owner states the deregistration delay instead' },
  'ingress-nginx-sync-lag': { by: ['prestop-too-short', 'prestop-missing'] },
  'lb-readiness-gate-webhook-ignored': { because: 'manifests do not state whether the webhook of the controller responds when a pod is created' },
  'gateway-own-rollout': { by: ['prestop-missing', 'prestop-too-short', 'grace-period-too-short', 'max-unavailable-too-high'] },
};
