import { Reasons } from './reasons';

export const CLUSTER: Reasons = {
  'ip-exhaustion': { because: 'how many addresses the network has left is known to the cluster only' },
};
