import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct, Dependable } from 'constructs';
import { ChartCheck } from './chart-check';
import { checkedId } from './checks/construct-id';
import { Plan } from './plan';
import { WorkloadTimeline } from './workload-timeline';

/** The objects of a service or a worker besides its Deployment. */
interface OwnObjects {
  readonly kubeService?: kplus.Service;
  readonly disruptionBudget?: ApiObject;
  readonly scaledObject?: ApiObject;
  readonly contract?: ApiObject;
}

/** The pods of one Deployment: the common base of `ZeroDowntimeService` and `ZeroDowntimeWorker`. */
export abstract class ZeroDowntimeWorkload extends Construct implements kplus.IScalable {
  /** The Deployment. Use JSON patches on it for fields that are newer than cdk8s-plus-27. */
  public abstract readonly deployment: kplus.Deployment;

  /** The container of the application. */
  public abstract readonly container: kplus.Container;

  /** The autoscaler, if `autoscaling` was given. */
  public abstract readonly autoscaler?: kplus.HorizontalPodAutoscaler;

  /** A prediction of updates and node drains. */
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

  /** Leaves out `replicas`. Autoscalers that target these pods call this. */
  public markHasAutoscaler(): void {
    this.deployment.markHasAutoscaler();
  }

  /** The target for an autoscaler. */
  public toScalingTarget(): kplus.ScalingTarget {
    return this.deployment.toScalingTarget();
  }

  /**
   * Registers the complete construct with its chart.
   *
   * @internal
   */
  protected _complete(plan: Plan, own: OwnObjects): void {
    // Dependents of this construct wait for its Deployment. Without a root, cdk8s pairs every object of one with every
    // object of the other, and each link of a chain of services triples the time.
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
