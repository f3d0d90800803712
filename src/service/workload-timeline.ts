import { Deployment } from 'cdk8s-plus-27';

/**
 * What an update and a node drain of a service will be like: how long they take, what capacity is left meanwhile, when
 * SIGTERM and SIGKILL come. Computed from its manifests as they would be synthesized now, patches included, before anything is deployed.
 */
export class WorkloadTimeline {
  /** @internal */
  public static _of(deployment: Deployment, minor: number): WorkloadTimeline {
    return new WorkloadTimeline(deployment, minor);
  }

  private constructor(private readonly deployment: Deployment, private readonly minor: number) {}

  /** Plain characters, at most 100 columns. */
  public toText(): string {
    return this.drawn('text');
  }

  /** A picture for light, dark and print. */
  public toSvg(): string {
    return this.drawn('svg');
  }

  /** A page with the picture in it. */
  public toHtml(): string {
    return this.drawn('html');
  }

  /** For tools; times are seconds. */
  public toJson(): string {
    return this.drawn('json');
  }

  private drawn(format: 'text' | 'svg' | 'html' | 'json'): string {
    const { DRAWINGS, timelineIn } = drawing();
    return DRAWINGS[format]([timelineIn(this.deployment, this.minor)]);
  }
}

/** A synth that draws nothing shall not wait for the drawing to load. */
function drawing(): typeof import('./drawn-timeline') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./drawn-timeline');
}
