import { Deployment } from 'cdk8s-plus-27';

/**
 * A prediction of an update and a node drain of a service: how long they take, how much capacity remains meanwhile, and when
 * SIGTERM and SIGKILL are sent. It is computed from the manifests as they would be synthesized now, patches included, before a deployment.
 */
export class WorkloadTimeline {
  /** @internal */
  public static _of(deployment: Deployment, minor: number): WorkloadTimeline {
    return new WorkloadTimeline(deployment, minor);
  }

  private constructor(private readonly deployment: Deployment, private readonly minor: number) {}

  /** Plain text, at most 100 columns wide. */
  public toText(): string {
    return this.drawn('text');
  }

  /** An SVG image for light mode, dark mode and print. */
  public toSvg(): string {
    return this.drawn('svg');
  }

  /** An HTML page with the image. */
  public toHtml(): string {
    return this.drawn('html');
  }

  /** JSON for tools; times are seconds. */
  public toJson(): string {
    return this.drawn('json');
  }

  private drawn(format: 'text' | 'svg' | 'html' | 'json'): string {
    const { DRAWINGS, timelineIn } = drawing();
    return DRAWINGS[format]([timelineIn(this.deployment, this.minor)]);
  }
}

/** Lazy: a synth without a drawing does not load it. */
function drawing(): typeof import('./drawn-timeline') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./drawn-timeline');
}
