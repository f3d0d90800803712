import { Reasons } from './reasons';

/** Services, load balancers, ingress and mesh. */
export const ROUTING: Reasons = {
  'service-selects-both-versions-unintended': { because: 'every rolling update mixes both versions; whether they get on with each other stands in no manifest' },
  'kube-proxy-sync-slow': { because: 'how large and how busy the cluster is stands in no manifest; its owner says it with the deregistration delay' },
  'ingress-nginx-sync-lag': { by: ['endpoint-removal-race', 'prestop-missing'] },
  'lb-readiness-gate-webhook-ignored': { because: 'whether the webhook of the controller answers when a pod is created stands in no manifest' },
  'gateway-own-rollout': { by: ['prestop-missing', 'endpoint-removal-race', 'grace-too-short-for-drain', 'maxunavailable-nonzero'] },
};
