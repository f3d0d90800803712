import { Reasons } from './reasons';

export const PLACEMENT: Reasons = {
  'node-graceful-shutdown-no-endpoint-update': { because: 'how a kubelet stops pods when its node shuts down is no matter of manifests' },
  'node-shutdown-grace-shorter': { because: 'shutdownGracePeriod is set in the configuration of the kubelet' },
  'cluster-autoscaler-scale-down': { by: ['grace-too-long-for-platform'] },
  'karpenter-forceful-expiry': { because: 'the limits of a NodePool belong to the cluster, and which pods its nodes run is not known' },
  'no-surge-capacity': { because: 'how much room the nodes have is known to the cluster only' },
};
