import { RouterTimes } from '../../lifecycle';
import { SHORT_HOOK } from '../derivation/stop';
import { Plan } from '../plan';

/** What users notice if a router is slower than a service is planned for; undefined if they notice nothing. A sentence. */
export function harmOf({ stop, rollout, probes, acknowledged }: Plan, shown: RouterTimes): string | undefined {
  if (stop.stopDelay < shown.minimum && !acknowledged.has(SHORT_HOOK)) {
    return `It keeps sending to a pod for up to ${shown.deregistrationDelay} s after it was asked to stop, and SIGTERM comes after ${stop.stopDelay} s: in each update requests fail with 502 or 504.`;
  }
  if (rollout.minReady < shown.registrationTime && !probes.hasGates && !acknowledged.has('lb-readiness-gate-missing')) {
    return `It may need ${shown.registrationTime} s until it sends to a new pod, and the rollout continues after ${rollout.minReady} s: the old pods are removed before that, and users get 503 answers.`;
  }
  if (stop.handover !== undefined && !shown.usesTerminatingEndpoints) {
    return 'It does not send to a pod that is stopping, so a single pod cannot cover for its replacement: each drain is an outage.';
  }
  return undefined;
}
