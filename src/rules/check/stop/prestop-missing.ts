import { hasSuccessor } from '../../../analysis/disruption/handover';
import { isCoreDns } from '../../../analysis/pod/lameduck';
import { mayDelayShutdown, shutdownDelayOf } from '../../../analysis/pod/shutdown-delay';
import { isStore } from '../../../analysis/pod/store-images';
import { neededDelayOf, Router, servesRequests, routerOf } from '../../../analysis/traffic/router';
import { Workload } from '../../../manifests';
import { addedSleepingHook, hasSleepAction, raisedGracePeriodClause, withGracePeriod } from '../../fixes/prestop';
import { workloadRule } from '../workload-rule';

export const prestopMissing = workloadRule({
  id: 'prestop-missing',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'No preStop hook',
  impact: 'Requests fail with refused connections or 502 in every update, scale-down and node drain.',
  why: 'Kubernetes sends SIGTERM and informs the routers at the same time. The slowest router keeps sending to a process that no longer listens.',
  fix: 'Delay SIGTERM with the preStop sleep action for as long as routers keep sending.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          lifecycle: null
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          lifecycle: { preStop: { sleep: { seconds: 10 } } }
`,
  },
  judge: (workload, profile, manifests) => {
    const { serving } = workload;
    if (!serving || !servesRequests(workload) || !hasSuccessor(workload, manifests)) { return undefined; }
    if (serving.preStop) { return []; }
    if (mayDelayShutdown(workload, serving, manifests)) { return undefined; }
    const router = routerOf(workload, profile, manifests);
    const { deregistrationDelay, called } = router;
    const own = shutdownDelayOf(workload, serving, manifests);
    if (own > 0 && own >= neededDelayOf(router)) { return []; }
    const path = [...serving.path, 'lifecycle', 'preStop'];
    const hook = addedSleepingHook(path, deregistrationDelay, profile);
    return [{
      path,
      message: `Container ${serving.name} has no preStop hook: SIGTERM is sent at once, ${own > 0 ? `the server accepts requests for ${own} s after it, but ` : ''}${called} keeps sending for up to ${deregistrationDelay} s, and these requests fail.`,
      severity: isLesser(own, router) || isStoreOf(workload) ? 'warning' : undefined,
      // The image of CoreDNS has no shell.
      ...isCoreDns(serving) && !hasSleepAction(profile)
        ? { fix: `Set lameduck in the health block of the Corefile to ${deregistrationDelay}s${raisedGracePeriodClause(deregistrationDelay, own, workload, profile, ', and')}.` }
        : withGracePeriod(hook, deregistrationDelay, 0, workload, profile),
    }];
  },
});

/** Its own delay may be long enough for a router that the manifests do not show. */
function isLesser(own: number, { source }: Router): boolean {
  return own > 0 && source === 'assumed';
}

/** Clients of a store hold connections, and reconnect by its protocol. */
function isStoreOf({ kind, serving }: Workload): boolean {
  return kind === 'StatefulSet' && serving !== undefined && isStore(serving);
}
