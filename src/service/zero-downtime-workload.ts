import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct, Dependable } from 'constructs';
import { ChartCheck } from './chart-check';
import { checkedId } from './checks/construct-id';
import { Plan } from './plan';
import { WorkloadTimeline } from './workload-timeline';

/** What a service or a worker has made beside its Deployment. */
interface OwnObjects {
  readonly kubeService?: kplus.Service;
  readonly disruptionBudget?: ApiObject;
  readonly scaledObject?: ApiObject;
  readonly contract?: ApiObject;
}

/** Pods of one Deployment: what `ZeroDowntimeService` and `ZeroDowntimeWorker` have in common. */
export abstract class ZeroDowntimeWorkload extends Construct implements kplus.IScalable {
  /** The Deployment. JSON patches on it may add fields that are newer than cdk8s-plus-27. */
  public abstract readonly deployment: kplus.Deployment;

  /** The container of the application. */
  public abstract readonly container: kplus.Container;

  /** The autoscaler, if `autoscaling` was given. */
  public abstract readonly autoscaler?: kplus.HorizontalPodAutoscaler;

  /** What updates and node drains will be like. */
  public abstract readonly timeline: WorkloadTimeline;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` is given
   */
  constructor(scope: Construct, id: string) {
    super(scope, checkedId(scope, id));
  }

  /** Whether an autoscaler chooses the number of pods. */
  public get hasAutoscaler(): boolean {
    return this.deployment.hasAutoscaler;
  }

  public set hasAutoscaler(value: boolean) {
    this.deployment.hasAutoscaler = value;
  }

  /** Called by an autoscaler that takes these pods as its target. */
  public markHasAutoscaler(): void {
    this.deployment.markHasAutoscaler();
  }

  /** What an autoscaler scales. */
  public toScalingTarget(): kplus.ScalingTarget {
    return this.deployment.toScalingTarget();
  }

  /**
   * Enters its chart once it is complete.
   *
   * @internal
   */
  protected _complete(plan: Plan, own: OwnObjects): void {
    // What depends on this construct waits for its Deployment. Without a root, cdk8s pairs every object of one with every
    // object of the other, and a chain of services takes three times as long with each link.
    Dependable.implement(this, { dependencyRoots: [this.deployment] });
    ChartCheck.of(this).add({
      ...own,
      service: this,
      identity: plan.identity,
      plan,
      sidecars: new Set(plan.helpers.sidecars.map(sidecar => sidecar.name!)),
    });
  }
}
