import { ClusterProfile } from '../../../../analysis/cluster-profile';
import { hasSuccessor } from '../../../../analysis/disruption/handover';
import { gracePeriodOf, longestRequestOf, sufficientGracePeriod } from '../../../../analysis/pod/grace-period';
import { hookTimeOf, usedByDelayOf } from '../../../../analysis/pod/stop-delay';
import { routerOf, servesRequests } from '../../../../analysis/traffic/router';
import { MINIMUM_SIGTERM_WINDOW, sigtermWindow } from '../../../../lifecycle';
import { Container, CONTAINER_PATHS, ManifestSet, Workload, WORKLOAD_PATHS } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { graceEdit, sleepingHook, withGracePeriod } from '../../../fixes/prestop';
import { Violation } from '../../../rule';
import { containerLabel, hookPath } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

export const hookFillsIt = workloadPart((workload, profile, manifests) => {
  const { serving } = workload;
  if (serving && isEndless(workload)) { return endless(serving, workload, profile, manifests); }
  const hook = hookTimeOf(workload);
  const seconds = usedByDelayOf(workload, manifests);
  const grace = gracePeriodOf(workload);
  if (!serving || (hook === undefined && seconds === 0) || grace === undefined || !servesRequests(workload)) { return undefined; }
  // The API server rejects that: sleep-exceeds-it.ts.
  if (serving.preStop?.kind === 'sleep' && (hook ?? 0) > grace) { return undefined; }
  return sigtermWindow(grace, seconds) > MINIMUM_SIGTERM_WINDOW ? [] : [{
    path: WORKLOAD_PATHS.gracePeriod,
    message: `The ${seconds > (hook ?? 0) ? 'stop delay' : 'preStop hook'} of ${containerLabel(serving)} takes ${seconds} s of a grace period of ${grace} s: SIGKILL follows SIGTERM after ${MINIMUM_SIGTERM_WINDOW} s, and requests that take longer are cut.`,
    ...edited([graceEdit(sufficientGracePeriod(seconds, longestRequestOf(workload, profile)))]),
  }];
});

function isEndless({ serving, intent }: Workload): boolean {
  return serving?.preStop?.kind === 'exec' && serving.preStop.isEndless === true && intent.stopDelay === undefined;
}

function endless(
  serving: Container, workload: Workload, profile: ClusterProfile, manifests: ManifestSet,
): Violation[] | undefined {
  const grace = gracePeriodOf(workload);
  if (grace === undefined || !servesRequests(workload) || !hasSuccessor(workload, manifests)) { return undefined; }
  const delay = routerOf(workload, profile, manifests).deregistrationDelay;
  return [{
    path: hookPath(serving),
    message: `The preStop hook of ${containerLabel(serving)} never ends, and takes the whole grace period of ${grace} s: SIGKILL follows SIGTERM after ${MINIMUM_SIGTERM_WINDOW} s, and requests that take longer are cut.`,
    ...withGracePeriod(sleepingHook([...serving.path, ...CONTAINER_PATHS.preStop], delay, profile), delay, 0, workload, profile),
  }];
}
