import { ApiObject, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { manifestsOf } from './chart-manifests';
import { ROUTERS } from '../lifecycle';
import { timelinesAsHtml } from '../report/timeline/html';
import { timelinesAsJson } from '../report/timeline/json';
import { timelinesAsSvg } from '../report/timeline/svg';
import { timelinesAsText } from '../report/timeline/text';
import { Timeline } from '../timeline/model';
import { timelineInputOf } from '../timeline/timeline-input';
import { timelineOf } from '../timeline/timeline-of';

/**
 * What an update and a node drain of a service will be like: how long they take, what capacity is left meanwhile, when
 * SIGTERM and SIGKILL come. Computed from its manifests as they would be synthesized now, patches included, before anything is deployed.
 */
export class ServiceTimeline {
  /** @internal */
  public static _of(deployment: Deployment, minor: number): ServiceTimeline {
    return new ServiceTimeline(deployment, minor);
  }

  private constructor(private readonly deployment: Deployment, private readonly minor: number) {}

  /** Plain characters, at most 100 columns. */
  public toText(): string {
    return timelinesAsText([this.timeline()]);
  }

  /** A picture for light, dark and print. */
  public toSvg(): string {
    return timelinesAsSvg([this.timeline()]);
  }

  /** A page with the picture in it. */
  public toHtml(): string {
    return timelinesAsHtml([this.timeline()]);
  }

  /** For tools; times are seconds. */
  public toJson(): string {
    return timelinesAsJson([this.timeline()]);
  }

  // What is synthesized, patches and neighbours included, is what `timeline` and `check` read.
  private timeline(): Timeline {
    const objects = Chart.of(this.deployment).node.findAll().filter(ApiObject.isApiObject);
    const manifests = manifestsOf(objects)!;
    const workload = manifests.workloads.find(({ name, namespace }) =>
      name === this.deployment.name && namespace === this.deployment.metadata.namespace)!;
    return timelineOf(timelineInputOf(workload, manifests, { kubernetesMinor: this.minor, router: ROUTERS.cluster }));
  }
}
