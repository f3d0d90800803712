import { stringify } from 'yaml';
import { drainDuration, Span, span, stopTimes, timeToReady } from '../../src/lifecycle';
import { clustersOf, parseManifests } from '../../src/manifests';
import { clusterProfileOf } from '../../src/settings';
import { TimelineInput } from '../../src/timeline/model';
import { timelineInputOf } from '../../src/timeline/timeline-input';
import { timelineOf } from '../../src/timeline/timeline-of';
import { Case } from './cases';

/**
 * What the timeline says about a case, with what is known here besides: how long the application takes to start, that
 * it answers a check at once, that no request is in flight, and if given, how long the cluster takes to start a pod.
 */
export class Prediction {
  private readonly numbers: TimelineInput;

  constructor({ name, manifests, applicationStart }: Case, podStart?: number) {
    const yaml = manifests.map(manifest => stringify(manifest)).join('---\n');
    const [cluster] = clustersOf(parseManifests(name, yaml).objects).clusters;
    const { start, stop, ...rest } = timelineInputOf(cluster.workloads[0], cluster, clusterProfileOf({}));
    this.numbers = {
      ...rest,
      start: {
        ...start,
        allowance: podStart === undefined ? start.allowance : span(podStart),
        application: span(applicationStart),
        startup: start.startup && { ...start.startup, timeout: 0 },
        readiness: start.readiness && { ...start.readiness, timeout: 0 },
      },
      stop: { ...stop, longestWork: 0 },
    };
  }

  public get update(): Span {
    return timelineOf(this.numbers).figures.update;
  }

  /** Undefined where the budget blocks it. */
  public drain(podsOnNode: number): Span | undefined {
    const { start, stop } = this.numbers;
    const { evictionsAtOnce: allowed } = timelineOf(this.numbers).figures;
    return drainDuration({ pods: podsOnNode, allowed, timeToReady: timeToReady(start), timeToGone: stopTimes(stop).gone });
  }
}

export function middle({ best, worst }: Span): number {
  return (best + worst) / 2;
}
