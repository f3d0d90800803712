import { Reasons } from './reasons';

export const PLACEMENT: Reasons = {
  'zone-failure-capacity': { by: ['pods-not-spread'] },
  'no-resource-requests': { by: ['resource-requests-missing'] },
  'no-spread': { by: ['pods-not-spread'] },
  'node-loss-detection-slow': { by: ['node-failure-toleration-too-long'] },
  'required-antiaffinity-deadlock': { by: ['required-anti-affinity-blocks-surge'] },
  'spot-interruption': { by: ['spot-nodes-only'] },
  'spread-donotschedule-zone-outage': { by: ['spread-do-not-schedule'] },
  'spread-skew-across-revisions': { by: ['spread-counts-old-pods'] },
  'oom-during-rollout': { by: ['memory-limit-lowered'] },
  'node-graceful-shutdown-no-endpoint-update': { because: 'manifests do not state how a kubelet stops pods when its node shuts down' },
  'node-shutdown-grace-shorter': { because: 'shutdownGracePeriod is set in the configuration of the kubelet' },
  'cluster-autoscaler-scale-down': { by: ['grace-period-exceeds-platform-limit'] },
  'karpenter-forceful-expiry': { because: 'the limits of a NodePool belong to the cluster, and manifests do not state which pods its nodes run' },
  'no-surge-capacity': { because: 'only the cluster knows how much room the nodes have' },
};
