import { Reasons } from './reasons';

/** Autoscaling. */
export const AUTOSCALING: Reasons = {
  'hpa-adoption-drops-to-one': { release: 'it happens once, in the release that leaves the replicas out' },
};
