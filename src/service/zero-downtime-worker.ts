import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { WORKER } from './kinds';
import { planOf } from './plan';
import { renderAutoscaler } from './rendering/autoscaler';
import { renderDeployment } from './rendering/deployment';
import { renderDisruptionBudget } from './rendering/disruption-budget';
import { renderScaledObject } from './rendering/scaled-object';
import { ZeroDowntimeWorkerProps } from './worker-props';
import { WorkloadTimeline } from './workload-timeline';
import { ZeroDowntimeWorkload } from './zero-downtime-workload';

/**
 * A worker that takes jobs from a queue and whose jobs are not cut off by updates, drains or scale-downs: a Deployment whose grace period covers
 * the longest job and, if requested, a PodDisruptionBudget, a HorizontalPodAutoscaler or a ScaledObject of KEDA.
 *
 * There is no Service, and the worker is told to stop at once: no router has to stop sending requests first. The
 * application must take no new job after that signal, and must exit when its last one has ended.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 * @example
 * new ZeroDowntimeWorker(chart, 'mailer', { image, longestJob: Duration.minutes(10) });
 */
export class ZeroDowntimeWorker extends ZeroDowntimeWorkload {
  public readonly deployment: kplus.Deployment;
  public readonly container: kplus.Container;
  public readonly autoscaler?: kplus.HorizontalPodAutoscaler;
  public readonly timeline: WorkloadTimeline;

  /** The PodDisruptionBudget, if `disruption` was given. */
  public readonly disruptionBudget?: ApiObject;

  /** KEDA's ScaledObject, if `keda` was given. Use JSON patches on it for fields without a prop. */
  public readonly scaledObject?: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name of the worker, unless `name` is given
   * @throws if a prop has a value that cannot work, with the construct path, what is allowed and what users would notice
   */
  constructor(scope: Construct, id: string, props: ZeroDowntimeWorkerProps) {
    super(scope, id);
    // Subclasses pass on their own props with the rest.
    const plan = planOf(WORKER, this, id, props, new.target !== ZeroDowntimeWorker);
    this.deployment = renderDeployment(this, plan, props);
    this.container = this.deployment.containers[0];
    this.disruptionBudget = plan.drain.limit && renderDisruptionBudget(this, plan, plan.drain.limit);
    this.autoscaler = renderAutoscaler(this, plan, this.deployment);
    this.scaledObject = renderScaledObject(this, plan, this.deployment);
    this.timeline = WorkloadTimeline._of(this.deployment, plan.minor);
    this._complete(plan, { disruptionBudget: this.disruptionBudget, scaledObject: this.scaledObject });
  }
}
