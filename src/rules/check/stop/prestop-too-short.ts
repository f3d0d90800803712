import { ClusterProfile } from '../../../analysis/cluster-profile';
import { hasSuccessor } from '../../../analysis/disruption/handover';
import { earlyStopOf } from '../../../analysis/pod/early-stop';
import { hookTimeOf, usedByDelayOf } from '../../../analysis/pod/stop-delay';
import { neededDelayOf, Router, routerOf, servesRequests } from '../../../analysis/traffic/router';
import { selfResolvedService } from '../../../analysis/traffic/self-resolved-services';
import { INTENT_KEYS } from '../../../intent/annotations';
import { backgroundSeconds, Container, CONTAINER_PATHS, hookSeconds, intentPath, ManifestSet, refusedScriptOf, refusesGet, showPath, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { raisedGracePeriodClause, sleepingHook, withGracePeriod } from '../../fixes/prestop';
import { Violation } from '../../rule';
import { hookPath, containerLabel } from '../../wording/containers';
import { displayName } from '../../wording/objects';
import { workloadRule } from '../workload-rule';

export const prestopTooShort = workloadRule({
  id: 'prestop-too-short',
  severity: 'error',
  otherSeverities: ['warning', 'info'],
  title: 'preStop hook shorter than the deregistration delay',
  impact: 'Some requests fail with refused connections, 502 or 504 in every update, scale-down and node drain.',
  why: 'The hook and the removal from the endpoints begin together. SIGTERM follows the hook, and requests that routers send afterwards reach a closed port. A load balancer outside the cluster learns of a stopping pod through its controller and the cloud API, which takes tens of seconds. A hook that does not wait, such as `timeout 90` without a command or a request to `/healthcheck/fail` of Envoy, delays nothing; `sleep 15 &` delays only where the container runtime waits until the output of the hook is closed. A hook that stops the server before it sleeps closes the port even sooner.',
  fix: 'Make the hook take as long as the slowest router keeps sending: 10 s for kube-proxy, 15 s for most proxies in the cluster, 30 s to 120 s for cloud load balancers. Extend the grace period by the same time.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 2 } } } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 10 } } } }] } } }
`,
  },
  judge: (workload, profile, manifests) => {
    const early = stoppedEarly(workload, profile, manifests);
    if (early) { return [early]; }
    return shorterThanRouter(workload, profile, manifests) ?? ofUnknownLength(workload, profile, manifests);
  },
});

/** What happens to requests that routers in the cluster send after SIGTERM. */
const LATE = 'these requests reach a process that no longer listens, and fail.';

function stoppedEarly(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): Violation | undefined {
  const { serving } = workload;
  const order = serving && earlyStopOf(serving);
  if (!serving || order === undefined || !servesRequests(workload) || !hasSuccessor(workload, manifests)) { return undefined; }
  const { called, deregistrationDelay } = routerOf(workload, profile, manifests);
  const path = hookPath(serving);
  return {
    path,
    message: `The preStop hook of ${containerLabel(serving)} runs ${shorten(order)} ${hookSeconds(serving.preStop) ? 'before it sleeps' : 'without waiting first'}, but ${called} keeps sending for up to ${deregistrationDelay} s: ${LATE}`,
    fix: `Make ${showPath(path)} sleep ${deregistrationDelay} s before ${shorten(order)}${raisedGracePeriodClause(deregistrationDelay, 0, workload, profile, ', and set')}.`,
  };
}

/** Whether the hook outlasts the router; undefined if its duration is unknown. */
function shorterThanRouter(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): Violation[] | undefined {
  const { serving } = workload;
  if (!serving || hookTimeOf(workload) === undefined) { return undefined; }
  if (!servesRequests(workload) || !hasSuccessor(workload, manifests)) { return undefined; }
  const router = routerOf(workload, profile, manifests);
  const seconds = usedByDelayOf(workload, manifests);
  if (seconds >= neededDelayOf(router)) { return remembered(serving, seconds, router, workload, profile, manifests); }
  if (serving.preStop && serving.preStop.kind !== 'sleep' && hookTimeOf(workload) === 0) { return [withoutWait(serving, router, workload, profile)]; }
  const path = hookPath(serving);
  const delay = router.deregistrationDelay;
  const consequence = router.registrationTime > 0 ? 'these requests are answered with 502 or 504.' : LATE;
  return [{
    severity: seconds >= router.minimum ? 'warning' : undefined,
    path,
    message: `The preStop hook of ${containerLabel(serving)} takes ${seconds} s, but ${router.called} keeps sending for up to ${delay} s: ${consequence}`,
    ...serving.preStop?.kind === 'sleep'
      ? withGracePeriod({ path, value: delay }, delay, seconds, workload, profile)
      : { fix: `Make ${showPath(path)} sleep ${delay} s${raisedGracePeriodClause(delay, seconds, workload, profile, ', and set')}.` },
  }];
}

/** A client that resolves a headless Service gets addresses that DNS caches; it is unknown whether clients already have a connection. */
function remembered(
  serving: Container, seconds: number, router: Router, workload: Workload, profile: ClusterProfile, manifests: ManifestSet,
): Violation[] {
  const longest = router.remembered ?? 0;
  if (seconds >= longest) { return []; }
  const path = hookPath(serving);
  const service = selfResolvedService(workload, manifests);
  return [{
    severity: service ? 'warning' : 'info',
    path,
    message: `The preStop hook of ${containerLabel(serving)} takes ${seconds} s, but ${service
      ? `gRPC clients ask DNS for the pods of ${displayName(service.object)} at most once in ${longest} s, and connect to stopped pods meanwhile: calls fail with Unavailable.`
      : `DNS may return a stopping pod of the headless Service for up to ${longest} s, and clients may cache its address for longer: new connections to it fail.`}`,
    ...serving.preStop?.kind === 'sleep' ? withGracePeriod({ path, value: longest }, longest, seconds, workload, profile)
      : { fix: `Make ${showPath(path)} sleep ${longest} s${raisedGracePeriodClause(longest, seconds, workload, profile, ', and set')}.` },
  }];
}

function withoutWait(
  serving: Container, { called, deregistrationDelay }: Router, workload: Workload, profile: ClusterProfile,
): Violation {
  const hook = [...serving.path, ...CONTAINER_PATHS.preStop];
  const isRefused = serving.preStop?.kind === 'httpGet' && refusesGet(serving.preStop.path);
  const runs = `The preStop hook of ${containerLabel(serving)} ${serving.preStop?.kind === 'httpGet' ? 'requests' : 'runs'} ${shorten(commandOf(serving))}`;
  const lost = `${called} keeps sending for up to ${deregistrationDelay} s, and these requests fail.`;
  const background = serving.preStop?.kind === 'exec' ? backgroundSeconds(serving.preStop.command) : undefined;
  // containerd waits for the output unless it is given a time-out for that; Kubernetes defines nothing.
  const mayWait = background !== undefined && background >= deregistrationDelay;
  return {
    severity: mayWait ? 'warning' : undefined,
    path: hookPath(serving),
    message: mayWait
      ? `${runs}, which waits in the background: it delays SIGTERM only while the container runtime waits for its output, as containerd does by default. Without that, ${lost}`
      : `${runs}, which ${isRefused ? 'accepts only POST, but the kubelet sends GET: the hook fails,' : 'does not wait:'} SIGTERM is sent at once, ${lost}`,
    ...withGracePeriod(sleepingHook(hook, deregistrationDelay, profile), deregistrationDelay, 0, workload, profile, {
      ...!isRefused && { byHand: 'that the application does not need the command of the hook' },
    }),
  };
}

function commandOf({ preStop: hook }: Container): string {
  if (hook?.kind === 'exec') { return hook.command.join(' '); }
  return hook?.kind === 'httpGet' ? hook.path : '';
}

/** No manifest says how long a program or an HTTP answer takes, so the message says so, and how to state it. */
function ofUnknownLength(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): Violation[] | undefined {
  const { serving } = workload;
  if (serving?.preStop?.kind !== 'exec' && serving?.preStop?.kind !== 'httpGet') { return undefined; }
  // prestop-cannot-run reports it.
  if (serving.preStop.kind === 'exec' && refusedScriptOf(serving.preStop.command)) { return undefined; }
  // One that never ends fills the grace period: hook-fills-it.ts.
  if (serving.preStop.kind === 'exec' && serving.preStop.isEndless) { return undefined; }
  if (hookTimeOf(workload) !== undefined || !servesRequests(workload) || !hasSuccessor(workload, manifests)) { return undefined; }
  const { called, deregistrationDelay } = routerOf(workload, profile, manifests);
  return [{
    severity: 'info',
    path: hookPath(serving),
    message: `It is unknown how long the preStop hook of ${containerLabel(serving)} takes (${shorten(commandOf(serving))}): if it ends within ${deregistrationDelay} s, ${called} still sends, and these requests fail.`,
    fix: `Measure it, and set ${showPath(intentPath(INTENT_KEYS.stopDelay))} to the least that it takes, such as "${deregistrationDelay}s".`,
  }];
}
