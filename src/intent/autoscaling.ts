import { Metric, ScalingRules } from 'cdk8s-plus-27';

/**
 * How a HorizontalPodAutoscaler chooses the number of pods. No manifest then contains `replicas`, so that an apply
 * never undoes what the autoscaler did.
 *
 * When a running service moves from `replicas` to an autoscaler, `kubectl apply` takes the missing field for 1: all pods
 * but one stop until the autoscaler has looked. Before that release, take the field out of what kubectl remembers, with
 * `kubectl apply edit-last-applied deployment/<name>`, or apply on the server's side.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export interface Autoscaling {
  /**
   * The fewest pods. One is refused behind a router that does not send to a pod that is stopping, since each drain is
   * then an outage (acknowledged by `autoscaler-minimum-too-low`).
   *
   * @default 2
   */
  readonly minReplicas?: number;

  /** The most pods, not counting those of a rollout. */
  readonly maxReplicas: number;

  /**
   * CPU in use, in percent of what the pods request, that the autoscaler aims at. At least 1; above 100 where they
   * may use more than they request. Without `resources` the request is a guess of 100m, so that 70 % are 70m a pod: an
   * application that uses more than that at rest always runs `maxReplicas`.
   *
   * @default - 70 if no other target is given, else none
   */
  readonly targetCpuUtilization?: number;

  /**
   * Memory in use, in percent of what the pods request, that the autoscaler aims at. At least 1; above 100 where they
   * may use more than they request.
   *
   * @default - none
   */
  readonly targetMemoryUtilization?: number;

  /**
   * Further metrics.
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
