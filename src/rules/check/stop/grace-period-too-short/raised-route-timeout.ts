import { gracePeriodOf, longestRequestOf } from '../../../../analysis/pod/grace-period';
import { usedByDelayOf } from '../../../../analysis/pod/stop-delay';
import { placesOf } from '../../../../analysis/traffic/router-places';
import { INTENT_KEYS } from '../../../../intent/annotations';
import { gracePeriod, MINIMUM_SIGTERM_WINDOW, sigtermWindow } from '../../../../lifecycle';
import { intentPath, ManifestSet, Route, showPath, Workload, WORKLOAD_PATHS } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { graceEdit } from '../../../fixes/prestop';
import { displayName } from '../../../wording/objects';
import { workloadPart } from '../../workload-rule';

const READ_TIMEOUT = 'nginx.ingress.kubernetes.io/proxy-read-timeout';
const DEFAULT_TIMEOUT = 60;
/** Longer ones need more than the 600 s that platforms wait for a pod: they are for connections that stay open, and clients connect again. */
const LONGEST_ANSWER = 500;
/** Without it, bodies are passed on while they arrive: owners turn it off for large uploads, which end. */
const BUFFERING = 'nginx.ingress.kubernetes.io/proxy-request-buffering';
const LONGEST_UPLOAD = 900;
/** A grace period above it is itself a finding on some platforms. */
const SHORTEST_PLATFORM_LIMIT = 600;

/** An owner raises the time-out of ingress-nginx because answers take longer than its default. */
export const belowRouteTimeout = workloadPart((workload, profile, manifests) => {
  const raised = raisedTimeout(workload, manifests);
  const grace = gracePeriodOf(workload);
  if (!raised || grace === undefined || longestRequestOf(workload, profile) !== undefined) { return undefined; }
  const delay = usedByDelayOf(workload, manifests);
  const left = sigtermWindow(grace, delay);
  const needed = gracePeriod(Math.ceil(delay), raised.seconds);
  if (needed > SHORTEST_PLATFORM_LIMIT && profile.platform !== undefined) { return undefined; }
  // hook-fills-it.ts reports a hook that leaves no time.
  if (grace >= needed || (delay > 0 && left <= MINIMUM_SIGTERM_WINDOW)) { return []; }
  return [{
    severity: 'warning',
    path: WORKLOAD_PATHS.gracePeriod,
    message: `${displayName(raised.route.object)} raises the time-out for answers from ${DEFAULT_TIMEOUT} s to ${raised.seconds} s, but the pods have only ${left} s after SIGTERM: `
      + 'SIGKILL cuts answers that take longer.',
    ...edited([graceEdit(needed)], {
      or: `${showPath(intentPath(INTENT_KEYS.longestRequest))} to how long answers take`,
      byHand: 'how long answers take, and whether drains may wait that long',
    }),
  }];
});

interface RaisedTimeout {
  readonly route: Route;
  readonly seconds: number;
}

function raisedTimeout(workload: Workload, manifests: ManifestSet): RaisedTimeout | undefined {
  return workload.routes
    .filter(({ object }) => Object.hasOwn(object.annotations, READ_TIMEOUT))
    .map(route => ({ route, seconds: Number(route.object.annotations[READ_TIMEOUT]) }))
    .filter(({ route, seconds }) => seconds > DEFAULT_TIMEOUT
      && seconds <= (isForUploads(route) ? LONGEST_UPLOAD : LONGEST_ANSWER))
    .filter(({ route }) => placesOf(route, manifests).includes('nginx'))
    .sort((a, b) => b.seconds - a.seconds)[0];
}

function isForUploads({ object: { annotations } }: Route): boolean {
  return Object.hasOwn(annotations, BUFFERING) && annotations[BUFFERING] === 'off';
}
