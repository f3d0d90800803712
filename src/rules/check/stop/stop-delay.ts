import { Target } from '../../../analysis/cluster-profile';
import { Router, routerOf, servesRequests } from '../../../analysis/traffic/router';
import { hookSeconds, ManifestSet, showPath, Workload } from '../../../manifests';
import { withRoom } from '../../fixes/prestop';
import { Violation } from '../../rule';
import { hookPath, nameWithin } from '../../wording/containers';

/** Judges whether the hook outlasts the router, of those that `concerns` lets through; about hooks of unknown length it says nothing. */
export function shorterThanRouter(
  workload: Workload, target: Target, manifests: ManifestSet, concerns: (router: Router) => boolean, consequence: string,
): Violation[] | undefined {
  const { serving } = workload;
  const seconds = hookSeconds(serving?.preStop);
  if (!serving || seconds === undefined || !servesRequests(workload)) { return undefined; }
  const router = routerOf(workload, target, manifests);
  if (!concerns(router)) { return undefined; }
  const isMargin = seconds >= router.minimum;
  if (seconds >= router.deregistrationDelay || (isMargin && workload.intent.deregistrationDelay === undefined)) { return []; }
  const path = hookPath(serving);
  const delay = router.deregistrationDelay;
  return [{
    severity: isMargin ? 'warning' : undefined,
    path,
    message: `The preStop hook of ${nameWithin(serving)} takes ${seconds} s, but ${router.called} goes on sending for up to ${delay} s: ${consequence}`,
    fix: withRoom(serving.preStop?.kind === 'sleep' ? `Set ${showPath(path)} to ${delay}` : `Let ${showPath(path)} sleep ${delay} s`, delay, seconds, workload, target),
  }];
}
