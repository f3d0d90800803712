import { Reasons } from './reasons';

/** Autoscaling. */
export const AUTOSCALING: Reasons = {
  'scale-to-zero': { by: ['autoscaler-minimum-too-low'] },
  'hpa-min-below-safe': { by: ['autoscaler-minimum-too-low'] },
  'hpa-replicas-in-manifest': { by: ['replicas-set-beside-autoscaler'] },
  'hpa-scale-down-drops-connections': { by: ['autoscaler-scales-down-too-fast'] },
  'two-autoscalers': { by: ['conflicting-autoscalers'] },
  'hpa-adoption-drops-to-one': { by: ['autoscaler-adoption-resets-replicas'] },
};
