import { Stream } from './attempt';
import { LoadPlan, RequestLine } from './load-plan';

/** Of three pods, one without any of them is as unlikely as 3 * (2/3)^20 = 0.1 %. */
const MOST_CONNECTIONS = 20;

/** Requests of each stream in a second: `slow` has a rate of its own, the others share the rest. */
export function rateOf(stream: Stream, { rate, slowRate, streams }: LoadPlan): number {
  if (stream === 'slow') { return slowRate; }
  const others = streams.filter(other => other !== 'slow').length;
  return Math.max(0, rate - (streams.includes('slow') ? slowRate : 0)) / others;
}

/** What a stream sends in turn. */
export function requestsOf(stream: Stream, plan: LoadPlan): readonly RequestLine[] {
  return stream === 'slow' ? plan.slowRequests : plan.requests;
}

/**
 * How many kept-alive connections are used in turn. Several, since a Service picks a pod for each connection, not for each request;
 * and so few that each is used about once a second, since servers close connections that are idle for longer.
 */
export function connectionsFor(rate: number): number {
  return Math.max(1, Math.min(MOST_CONNECTIONS, Math.floor(rate)));
}
