import { Reasons } from './reasons';

/** Services, load balancers, ingress and mesh. */
export const ROUTING: Reasons = {
  'service-recreated': { release: 'the name before stands only in the manifests before' },
  'service-selector-tightened': { release: 'the labels of the pods that still run are in the manifests before' },
  'service-selects-both-versions-unintended': { because: 'every rolling update mixes both versions; whether they get on with each other stands in no manifest' },
  'service-clusterip-or-type-change': { release: 'a change of a field that cannot be changed' },
  'lb-annotation-recreates-lb': { release: 'a change of an annotation' },
  'ingress-path-or-host-removed': { release: 'what is gone stands only in the manifests before' },
  'kube-proxy-sync-slow': { because: 'how large and how busy the cluster is stands in no manifest; its owner says it with the deregistration delay' },
  'ingress-nginx-sync-lag': { by: ['endpoint-removal-race', 'prestop-missing'] },
  'lb-readiness-gate-webhook-ignored': { because: 'whether the webhook of the controller answers when a pod is created stands in no manifest' },
  'gateway-own-rollout': { by: ['prestop-missing', 'endpoint-removal-race', 'grace-too-short-for-drain', 'maxunavailable-nonzero'] },
  'external-dns-record-flap': { release: 'a host that is gone stands only in the manifests before' },
  'tls-secret-swap': { release: 'the Secret is made elsewhere; only a change of its name can be seen' },
};
