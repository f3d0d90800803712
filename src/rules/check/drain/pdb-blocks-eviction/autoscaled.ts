import { podsBetween } from '../../../wording/pods';
import { fixedMinimumPart } from '../fixed-minimum';

// If all pods must stay even at the maximum, the limit blocks at every number of pods.
export const autoscaled = fixedMinimumPart(({ mustStay, fewest, most }) => mustStay < fewest || mustStay >= most ? undefined
  : `scaled down to ${podsBetween(fewest, mustStay)} none may be evicted, and every drain of their nodes gets stuck.`);
