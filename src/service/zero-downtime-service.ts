import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { describe } from './checks/prop-errors';
import { SERVICE, ServicePorts } from './kinds';
import { Plan, planOf } from './plan';
import { ZeroDowntimeServiceProps } from './props';
import { AlbIngressOptions, renderAlbIngress } from './rendering/alb-ingress';
import { renderAutoscaler } from './rendering/autoscaler';
import { renderContract } from './rendering/contract';
import { renderDeployment } from './rendering/deployment';
import { renderDisruptionBudget } from './rendering/disruption-budget';
import { renderIngressPath } from './rendering/ingress';
import { renderService } from './rendering/service';
import { WorkloadTimeline } from './workload-timeline';
import { ZeroDowntimeWorkload } from './zero-downtime-workload';

/**
 * A service that updates with zero downtime: a Deployment, a Service, a PodDisruptionBudget and, if `autoscaling` is given, a
 * HorizontalPodAutoscaler, whose numbers match.
 *
 * State what you know: how long a start and a request take, and which router sends to the pods. Every other number is derived
 * from that, can be set directly, and is refused if it would cost requests.
 *
 * @example
 * new ZeroDowntimeService(chart, 'shop', {
 *   image,
 *   healthCheck,
 *   exposure: Exposure.ingressNginx(),
 *   longestRequest: Duration.seconds(30),
 *   startupTime: Duration.seconds(20),
 * });
 */
export class ZeroDowntimeService extends ZeroDowntimeWorkload {
  public readonly deployment: kplus.Deployment;
  public readonly container: kplus.Container;
  public readonly autoscaler?: kplus.HorizontalPodAutoscaler;
  public readonly timeline: WorkloadTimeline;

  /** The Service that routes to the pods. */
  public readonly service: kplus.Service;

  /** The PodDisruptionBudget. */
  public readonly disruptionBudget: ApiObject;

  /** The ConfigMap that records the contract, if `contract` was given. Pods do not read it. */
  public readonly contract?: ApiObject;

  /** @internal */
  public readonly _plan: Plan<ServicePorts>;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name of the service, unless `name` is given
   * @throws if a prop has a value that cannot work, with the construct path, what is allowed and what users would notice
   */
  constructor(scope: Construct, id: string, props: ZeroDowntimeServiceProps) {
    super(scope, id);
    // Subclasses pass on their own props with the rest.
    const plan = planOf(SERVICE, this, id, props, new.target !== ZeroDowntimeService);
    this._plan = plan;
    this.deployment = renderDeployment(this, plan, props);
    this.container = this.deployment.containers[0];
    this.service = renderService(this, plan, plan.ports.main, props.serviceType);
    this.disruptionBudget = renderDisruptionBudget(this, plan, plan.drain.limit!);
    this.autoscaler = renderAutoscaler(this, plan, this.deployment);
    const { name: api, serviceName } = plan.identity;
    this.contract = plan.contract && renderContract(this, 'Contract', { api, of: `Service/${serviceName}` }, plan.contract, plan.identity);
    this.timeline = WorkloadTimeline._of(this.deployment, plan.minor);
    this._complete(plan, { kubeService: this.service, disruptionBudget: this.disruptionBudget, contract: this.contract });
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
   * Puts an Application Load Balancer in front of this service: an Ingress for the AWS Load Balancer Controller with the pods
   * as targets, and with the health check, the deregistration delay and the names of this service.
   *
   * @throws unless `exposure` is `Exposure.awsAlb()` or a custom one, and if it is called twice
   */
  public exposeViaAlb(options: AlbIngressOptions = {}): kplus.Ingress {
    const { router: { name } } = this._plan.stop;
    if (name === 'awsAlb' || name === 'custom') { return renderAlbIngress(this, this._plan, this.service, options); }
    throw new Error(describe(this.node.path, {
      prop: 'exposure',
      given: name,
      shown: `Exposure.${name}()`,
      allowed: 'Exposure.awsAlb(), or Exposure.custom(…) with times that were measured',
      because: 'Its pods are planned for a different router from an Application Load Balancer, which needs up to 45 s until it stops sending, and 60 s until it begins.',
      remedy: 'write exposure: Exposure.awsAlb()',
    }));
  }
}
