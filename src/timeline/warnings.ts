import { Figures, TimelineInput } from './model';
import { fewestPods, isLeftByDrains, successorDelay } from './scenes';
import { inWords, seconds } from './words';
import { isLeastLoss, LimitsAt, limitsAtEach, unsparedLoss } from '../analysis/scaling/rollout-limits';
import {
  addSpans, MINIMUM_SIGTERM_WINDOW, missesDeadline, Span, span, stopTimes, survivesStart, timeToReady, uncoveredHandover,
} from '../lifecycle';

/** What users will notice, as far as it is known: a guess is not a warning. Each has a finding of `check`. */
export function warningsOf(numbers: TimelineInput, figures: Figures): string[] {
  const { start, replacement, users } = numbers;
  return [
    ...users.sendRequests && replacement.kind === 'allAtOnce'
      ? [`Every update is an outage of ${inWords(outageOfRecreate(numbers))}: all old pods stop before a new one starts.`] : [],
    ...refusals(numbers),
    ...users.areCut ? [cut(numbers)] : [],
    ...users.reachUnready ? ['Pods get requests before they can answer: there is no readiness probe.'] : [],
    ...survivesStart(start) ? [] : [`A start of ${seconds(start.application.worst)} is interrupted by a restart: the probe does not wait that long.`],
    ...users.mayFindNoPod ? ['Without load, no pod runs: the first request waits for a start, or fails.'] : [],
    ...losses(numbers),
    ...lateStarts(numbers, figures),
    ...drains(numbers, figures),
  ];
}

// A router that sends to stopping pods does so until their SIGTERM.
function outageOfRecreate({ start, stop, usesTerminatingEndpoints }: TimelineInput): Span {
  const { gone, sigterm } = stopTimes(stop);
  const covered = usesTerminatingEndpoints ? sigterm : 0;
  return addSpans(span(gone.best - covered, gone.worst - covered), timeToReady(start));
}

function refusals({ stop, stopSignal, users }: TimelineInput): string[] {
  const { refused } = stopTimes(stop);
  if (!users.sendRequests || !users.haveOthers || refused === 0) { return []; }
  return [`For ${seconds(refused)} after ${stopSignal}, routers still send to each stopping pod: those requests fail.`];
}

function cut({ stop, stopSignal, users: { work } }: TimelineInput): string {
  const { sigterm, sigkill, cut: missing } = stopTimes(stop);
  return sigkill - sigterm <= MINIMUM_SIGTERM_WINDOW
    ? `SIGKILL follows ${stopSignal} after ${seconds(sigkill - sigterm)}, and cuts off ${work} that take longer.`
    : `SIGKILL cuts off ${work} that need ${seconds(stop.longestWork)}, and 5 s to exit: ${seconds(missing)} are missing.`;
}

function losses(numbers: TimelineInput): string[] {
  if (!numbers.users.sendRequests) { return []; }
  const limits = limitsAtEach(numbers.replacement, numbers.replicas);
  const loss = limits.find(({ forced }) => forced)
    ?? unsparedLoss(limits.filter(at => !isLeastLoss(numbers.replacement, at)), numbers.users.havePodsBeside);
  return loss ? [lost(loss, numbers)] : [];
}

function lost({ pods, unavailable }: LimitsAt, { replacement }: TimelineInput): string {
  if (replacement.kind === 'inOrder' && pods === 1) { return 'Every update is an outage: the only pod stops before its successor starts.'; }
  return unavailable >= pods
    ? 'An update may remove all pods at once.'
    : `An update removes ${unavailable} of ${pods} pods before their replacements are ready: the others must carry all requests.`;
}

function lateStarts({ kind, isStartStated, progressDeadline, start }: TimelineInput, { timeToAvailable }: Figures): string[] {
  if (progressDeadline === undefined) { return []; }
  if (progressDeadline <= start.minReady) {
    return [`${kind === 'Deployment' ? 'The API server rejects the Deployment' : `Argo Rollouts rejects the ${kind}`}: its progressDeadlineSeconds does not exceed minReadySeconds.`];
  }
  const where = isStartStated ? missesDeadline(progressDeadline, timeToAvailable.worst) : undefined;
  return where ? [`A healthy slow start${where === 'everywhere' ? '' : ` ${where}`} is reported as a failed rollout.`] : [];
}

function drains(numbers: TimelineInput, figures: Figures): string[] {
  const { users, replicas, start, stop, handover, usesTerminatingEndpoints } = numbers;
  const isCovered = replicas.max <= 1 && users.havePodsBeside;
  if (!users.sendRequests || isLeftByDrains(numbers) || replicas.min === 0 || isCovered) { return []; }
  if (figures.evictionsAtOnce < fewestPods(numbers)) { return []; }
  // A replacement may need a new node and the image: only the owner knows that the terminating pod serves for longer.
  const { worst } = handover === undefined
    ? addSpans(successorDelay(numbers), timeToReady(start))
    : uncoveredHandover(stop.stopDelay, span(handover), usesTerminatingEndpoints);
  return worst === 0 ? [] : [`A drain may evict all pods at once: no pod serves for up to ${seconds(worst)}.`];
}
