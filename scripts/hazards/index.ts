import { AUTOSCALING } from './autoscaling';
import { CLUSTER } from './cluster';
import { CONFIG } from './config';
import { DRAIN } from './drain';
import { IDENTITY } from './identity';
import { KINDS } from './kinds';
import { PLACEMENT } from './placement';
import { Reasons } from './reasons';
import { ROLLOUT } from './rollout';
import { ROUTING } from './routing';
import { START } from './start';
import { STOP } from './stop';

/** The severe hazards that do not have their own rule. */
export const REASONS: Reasons = {
  ...STOP, ...START, ...ROLLOUT, ...DRAIN, ...PLACEMENT, ...AUTOSCALING, ...ROUTING, ...IDENTITY, ...CONFIG, ...CLUSTER, ...KINDS,
};
