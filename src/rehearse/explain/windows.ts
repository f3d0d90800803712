/*
 * How far from an event, in milliseconds, failures count as its consequence. Each is as short as the usual delay
 * that it covers: a failure without a cause is better than one with a wrong cause.
 */

/** The kubelet reports an exit or a readiness turn, and the watch delivers it, within a second or two: requests fail before. */
export const REPORTING = 2_000;

/** A preStop hook may end a little before its time, since the pod is deleted before its watch event arrives. */
export const CLOCK = 1_000;

/** A pod is deleted so long before its watch event arrives, at most. */
export const DELIVERY = 250;

/** Kube-proxies and routers of a cluster learn of a removed endpoint in seconds, load balancers in front of it in some more. */
export const ROUTER = 10_000;

/** A crash removes the pod from its Services as soon as it is reported, so few requests are sent there afterwards. */
export const CRASH = 5_000;

/** SIGKILL comes at the end of the grace period, give or take what the kubelet needs to notice. */
export const KILL = 3_000;

/** A new pod that became ready too early fails its first requests. */
export const FIRST_REQUESTS = 5_000;

/** Failures that are closer than this are one burst, whose first failure counts. */
export const WITHIN_BURST = 2_000;

/** Some requests fail before a readiness probe has failed as often as it may: three times in ten seconds each is usual. */
export const UNTIL_NOT_READY = 30_000;

/** A shorter outage may only be two pods' changes, reported one after the other. */
export const SHORTEST_OUTAGE = 250;

/** More distant events are not mentioned for a failure without a cause. */
export const NEARBY = 10_000;
