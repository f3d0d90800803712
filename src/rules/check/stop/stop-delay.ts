import { ClusterProfile } from '../../../analysis/cluster-profile';
import { hasSuccessor } from '../../../analysis/disruption/handover';
import { hookTimeOf } from '../../../analysis/pod/stop-delay';
import { neededDelayOf, Router, routerOf, servesRequests } from '../../../analysis/traffic/router';
import { ManifestSet, showPath, Workload } from '../../../manifests';
import { raisedGracePeriodClause, withGracePeriod } from '../../fixes/prestop';
import { Violation } from '../../rule';
import { hookPath, containerLabel } from '../../wording/containers';

/** Judges whether the hook outlasts the router, of those that `concerns` lets through; about hooks of unknown length it says nothing. */
export function shorterThanRouter(
  workload: Workload, profile: ClusterProfile, manifests: ManifestSet, concerns: (router: Router) => boolean, consequence: string,
): Violation[] | undefined {
  const { serving } = workload;
  const seconds = hookTimeOf(workload);
  if (!serving || seconds === undefined || !servesRequests(workload) || !hasSuccessor(workload, manifests)) { return undefined; }
  const router = routerOf(workload, profile, manifests);
  if (!concerns(router)) { return undefined; }
  if (seconds >= neededDelayOf(router)) { return []; }
  const path = hookPath(serving);
  const delay = router.deregistrationDelay;
  return [{
    severity: seconds >= router.minimum ? 'warning' : undefined,
    path,
    message: `The preStop hook of ${containerLabel(serving)} takes ${seconds} s, but ${router.called} goes on sending for up to ${delay} s: ${consequence}`,
    ...serving.preStop?.kind === 'sleep'
      ? withGracePeriod({ path, value: delay }, delay, seconds, workload, profile)
      : { fix: `Let ${showPath(path)} sleep ${delay} s${raisedGracePeriodClause(delay, seconds, workload, profile, ', and set')}.` },
  }];
}
