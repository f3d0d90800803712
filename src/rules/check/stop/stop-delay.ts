import { ClusterProfile } from '../../../analysis/cluster-profile';
import { hasSuccessor } from '../../../analysis/disruption/handover';
import { hookTimeOf } from '../../../analysis/pod/stop-delay';
import { neededDelayOf, routerOf, servesRequests } from '../../../analysis/traffic/router';
import { ManifestSet, showPath, Workload } from '../../../manifests';
import { raisedGracePeriodClause, withGracePeriod } from '../../fixes/prestop';
import { Violation } from '../../rule';
import { hookPath, containerLabel } from '../../wording/containers';

/** What becomes of requests that routers in the cluster send after SIGTERM. */
export const LATE = 'these requests reach a process that no longer listens, and fail.';

/** Whether the hook outlasts the router; hooks of unknown length are not judged. */
export function shorterThanRouter(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): Violation[] | undefined {
  const { serving } = workload;
  const seconds = hookTimeOf(workload);
  if (!serving || seconds === undefined || !servesRequests(workload) || !hasSuccessor(workload, manifests)) { return undefined; }
  const router = routerOf(workload, profile, manifests);
  if (seconds >= neededDelayOf(router)) { return []; }
  const path = hookPath(serving);
  const delay = router.deregistrationDelay;
  const consequence = router.registrationTime > 0 ? 'these requests are answered with 502 or 504.' : LATE;
  return [{
    severity: seconds >= router.minimum ? 'warning' : undefined,
    path,
    message: `The preStop hook of ${containerLabel(serving)} takes ${seconds} s, but ${router.called} keeps sending for up to ${delay} s: ${consequence}`,
    ...serving.preStop?.kind === 'sleep'
      ? withGracePeriod({ path, value: delay }, delay, seconds, workload, profile)
      : { fix: `Let ${showPath(path)} sleep ${delay} s${raisedGracePeriodClause(delay, seconds, workload, profile, ', and set')}.` },
  }];
}
