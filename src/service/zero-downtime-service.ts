import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct, Dependable } from 'constructs';
import { ChartCheck } from './chart-check';
import { checkedId } from './checks/construct-id';
import { describe } from './checks/prop-errors';
import { Plan, planOf } from './plan';
import { ZeroDowntimeServiceProps } from './props';
import { AlbIngressOptions, renderAlbIngress } from './rendering/alb-ingress';
import { renderAutoscaler } from './rendering/autoscaler';
import { renderDeployment } from './rendering/deployment';
import { renderDisruptionBudget } from './rendering/disruption-budget';
import { renderIngressPath } from './rendering/ingress';
import { renderService } from './rendering/service';
import { ServiceTimeline } from './service-timeline';

/**
 * A service whose updates no user notices: a Deployment, a Service, a PodDisruptionBudget and, where asked, a
 * HorizontalPodAutoscaler, whose numbers add up.
 *
 * State what you know: how long a start and a request take, and who routes to the pods. Every other number is derived
 * from that, can be set directly, and is refused where it would cost users requests.
 */
export class ZeroDowntimeService extends Construct implements kplus.IScalable {
  /** The Deployment. JSON patches on it may add fields that are newer than cdk8s-plus-27. */
  public readonly deployment: kplus.Deployment;

  /** The container of the application. */
  public readonly container: kplus.Container;

  /** The PodDisruptionBudget. */
  public readonly disruptionBudget: ApiObject;

  /** The autoscaler, if `autoscaling` was given. */
  public readonly autoscaler?: kplus.HorizontalPodAutoscaler;

  /** What updates and node drains of this service will be like. */
  public readonly timeline: ServiceTimeline;

  private readonly plan: Plan;
  private readonly kubeService?: kplus.Service;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name of the service, unless `name` is given
   */
  constructor(scope: Construct, id: string, props: ZeroDowntimeServiceProps) {
    super(scope, checkedId(scope, id));
    // Subclasses hand on their own props with the rest.
    const plan = planOf(this, id, props, new.target !== ZeroDowntimeService);
    this.plan = plan;
    this.deployment = renderDeployment(this, plan, props);
    this.container = this.deployment.containers[0];
    this.kubeService = renderService(this, plan, props.serviceType);
    this.disruptionBudget = renderDisruptionBudget(this, plan);
    this.autoscaler = renderAutoscaler(this, plan, this.deployment);
    this.timeline = ServiceTimeline._of(this.deployment, plan.minor);

    // Whoever depends on this service waits for its Deployment. Without a root, cdk8s pairs every object of one with
    // every object of the other, and a chain of services takes three times as long with each link.
    Dependable.implement(this, { dependencyRoots: [this.deployment] });
    ChartCheck.of(this).add({
      service: this,
      identity: plan.identity,
      plan,
      kubeService: this.kubeService,
      sidecars: new Set(plan.helpers.sidecars.map(sidecar => sidecar.name!)),
    });
  }

  /**
   * The Service that routes to the pods.
   *
   * @throws with `Exposure.none()`, which makes none
   */
  public get service(): kplus.Service {
    if (this.kubeService) { return this.kubeService; }
    throw new Error(`[${this.node.path}] there is no Service, since 'exposure' is Exposure.none(). Remedy: state another exposure.`);
  }

  /** Whether an autoscaler chooses the number of pods. */
  public get hasAutoscaler(): boolean {
    return this.deployment.hasAutoscaler;
  }

  public set hasAutoscaler(value: boolean) {
    this.deployment.hasAutoscaler = value;
  }

  /** Called by an autoscaler that takes this service as its target. */
  public markHasAutoscaler(): void {
    this.deployment.markHasAutoscaler();
  }

  /** What an autoscaler scales. */
  public toScalingTarget(): kplus.ScalingTarget {
    return this.deployment.toScalingTarget();
  }

  /**
   * Routes a path of an Ingress to this service.
   *
   * @param path starts with `/`
   * @param options an existing Ingress, or the type of the path
   * @returns the Ingress, by default one with the name of this service, the same for all its paths
   */
  public exposeViaIngress(path: string, options: kplus.ExposeServiceViaIngressOptions = {}): kplus.Ingress {
    return renderIngressPath(this, this.service, path, options ?? {});
  }

  /**
   * Puts an Application Load Balancer before this service: an Ingress for the AWS load balancer controller with the pods
   * as targets, and with the health check, the deregistration delay and the names of this service.
   *
   * @throws unless `exposure` is `Exposure.awsAlb()`, or a custom one
   */
  public exposeViaAlb(options: AlbIngressOptions = {}): kplus.Ingress {
    const { router: { name } } = this.plan.stop;
    if (name === 'awsAlb' || name === 'custom') { return renderAlbIngress(this, this.plan, this.service, options); }
    throw new Error(describe(this.node.path, {
      prop: 'exposure',
      given: name,
      shown: `Exposure.${name}()`,
      allowed: 'Exposure.awsAlb(), or Exposure.custom(…) with times that were measured',
      because: 'Its pods are planned for another router than an Application Load Balancer, which needs up to 45 s until it stops sending, and 60 s until it begins.',
      remedy: 'write exposure: Exposure.awsAlb()',
    }));
  }
}
