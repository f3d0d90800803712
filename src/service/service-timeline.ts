import { timelinesAsHtml } from '../report/timeline/html';
import { timelinesAsJson } from '../report/timeline/json';
import { timelinesAsSvg } from '../report/timeline/svg';
import { timelinesAsText } from '../report/timeline/text';
import { TimelineInput } from '../timeline/model';
import { timelineOf } from '../timeline/timeline-of';

/**
 * What an update and a node drain of a service will be like: how long they take, what capacity is left meanwhile, when
 * SIGTERM and SIGKILL come. Computed from the numbers of its manifests, before anything is deployed.
 */
export class ServiceTimeline {
  /** @internal */
  public static _of(numbers: TimelineInput): ServiceTimeline {
    return new ServiceTimeline(numbers);
  }

  private constructor(private readonly numbers: TimelineInput) {}

  /** Plain characters, at most 100 columns. */
  public toText(): string {
    return timelinesAsText([timelineOf(this.numbers)]);
  }

  /** A picture for light, dark and print. */
  public toSvg(): string {
    return timelinesAsSvg([timelineOf(this.numbers)]);
  }

  /** A page with the picture in it. */
  public toHtml(): string {
    return timelinesAsHtml([timelineOf(this.numbers)]);
  }

  /** For tools; times are seconds. */
  public toJson(): string {
    return timelinesAsJson([timelineOf(this.numbers)]);
  }
}
