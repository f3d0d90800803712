import { Metric, ScalingRules } from 'cdk8s-plus-27';

/**
 * How a HorizontalPodAutoscaler chooses the number of pods. The Deployment then has no `replicas`, so that an apply
 * does not override the autoscaler.
 *
 * When a running service moves from `replicas` to an autoscaler, `kubectl apply` treats the missing field as 1: all pods
 * but one stop until the autoscaler scales up again. Before that release, remove the field from the last applied configuration, with
 * `kubectl apply edit-last-applied deployment/<name>`, or use server-side apply.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export interface Autoscaling {
  /**
   * The fewest pods. 1 is refused behind a router that does not send to a pod that is stopping, since each drain is
   * then an outage (acknowledge `autoscaler-minimum-too-low`).
   *
   * @default 2
   */
  readonly minReplicas?: number;

  /** The most pods, not counting those of a rollout. */
  readonly maxReplicas: number;

  /**
   * The CPU usage that the autoscaler aims at, in percent of the pods' requests. At least 1; above 100 if they
   * may use more than they request. Without `resources` the request is a guess of 100m, so that 70 % are 70m a pod: an
   * application that uses more than that when idle always runs `maxReplicas`.
   *
   * @default - 70 if no other target is given, else none
   */
  readonly targetCpuUtilization?: number;

  /**
   * The memory usage that the autoscaler aims at, in percent of the pods' requests. At least 1; above 100 if they
   * may use more than they request.
   *
   * @default - none
   */
  readonly targetMemoryUtilization?: number;

  /**
   * More metrics.
   *
   * @default - none
   */
  readonly metrics?: Metric[];

  /**
   * How fast to add pods.
   *
   * @default - cdk8s-plus': at most the larger of 4 pods and 200 % a minute, at once
   */
  readonly scaleUp?: ScalingRules;

  /**
   * How fast to remove pods.
   *
   * @default - at most 25 % a minute, after 5 minutes of lower load
   */
  readonly scaleDown?: ScalingRules;
}
