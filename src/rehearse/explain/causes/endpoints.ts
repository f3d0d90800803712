import { once } from '../../../analysis/memoize';
import { Matcher } from '../cause';
import { agoOf, fallsInto, instantOf, isOfConnection, secondsOf } from '../failure';
import { outagesOf, readyTimes } from '../readiness';
import { REPORTING, ROUTER } from '../windows';

const outages = once(outagesOf);

/** No pod of a controller was ready, so no pod could get requests. */
export const noReadyEndpoint: Matcher = (failure, { pods }) => {
  if (!isOfConnection(failure)) { return undefined; }
  const outage = outages(pods).find(({ from, to }) => fallsInto(failure, from, to + REPORTING));
  return outage && {
    cause: 'no-ready-endpoint',
    pods: pods.filter(({ controller }) => controller === outage.controller),
    // A request may time out long after a pod was ready again.
    words: since => instantOf(failure) > outage.to
      ? `${outage.controller} had no ready pod for ${secondsOf(outage.to - outage.from)}, until ${agoOf(failure, outage.to, since)}`
      : `${outage.controller} had had no ready pod for ${agoOf(failure, outage.from, since)}`,
  };
};

/** A ready pod that was not deleted was removed from the EndpointSlices: its Service no longer selects it. */
export const removedFromService: Matcher = (failure, { pods }) => {
  if (!isOfConnection(failure)) { return undefined; }
  const pod = pods.find(one => {
    const { endpointRemoved: removed, deleted = Infinity } = one;
    if (removed === undefined || removed + REPORTING >= deleted || removed - REPORTING > failure.failed) { return false; }
    const unready = one.readiness.some(({ at, ready }) => !ready && Math.abs(at - removed) <= REPORTING);
    return !unready && fallsInto(failure, removed - REPORTING, removed + ROUTER) && readyTimes(one).length > 0;
  });
  return pod && {
    cause: 'removed-from-service',
    pods: [pod],
    words: since => `${pod.name} was ready, and was removed from the endpoints of its Service ${agoOf(failure, pod.endpointRemoved!, since)}`,
  };
};
