import { Reasons } from './reasons';

/** Autoscaling. */
export const AUTOSCALING: Reasons = {
};
