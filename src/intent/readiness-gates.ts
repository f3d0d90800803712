/**
 * Conditions beyond the health check that must be true before a pod counts as ready: a load balancer's controller
 * sets them once it sends requests to the pod. With them, a rollout waits for the load balancer itself, and
 * `minReady` need not.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate
 */
export class ReadinessGates {
  /**
   * Gates written into the pod. A controller must set each condition, or pods never become ready.
   *
   * @param conditionTypes such as `cloud.google.com/load-balancer-neg-ready`
   */
  public static conditions(...conditionTypes: string[]): ReadinessGates {
    return new ReadinessGates(conditionTypes);
  }

  /**
   * Gates that a webhook adds to the pod in the cluster: the AWS Load Balancer Controller in a namespace labelled
   * `elbv2.k8s.aws/pod-readiness-gate-inject: enabled`, or GKE for pods behind network endpoint groups.
   *
   * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/
   */
  public static injected(): ReadinessGates {
    return new ReadinessGates([], true);
  }

  private constructor(
    /** @internal */
    public readonly _conditionTypes: string[],
    /** @internal */
    public readonly _injected: boolean = false,
  ) {}
}
