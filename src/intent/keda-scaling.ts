import { Duration } from 'cdk8s';

/**
 * A metric from which KEDA derives the number of pods.
 *
 * @see https://keda.sh/docs/latest/scalers/
 */
export interface KedaTrigger {
  /** The scaler, such as `rabbitmq` or `aws-sqs-queue`. */
  readonly type: string;

  /** The settings of the scaler, such as `{ queueName: 'jobs', mode: 'QueueLength', value: '5' }`. All values are strings. */
  readonly metadata: { [key: string]: string };

  /**
   * The TriggerAuthentication with the credentials of the queue.
   *
   * @default - none
   */
  readonly authentication?: string;
}

/**
 * How KEDA chooses the number of pods. The Deployment then has no `replicas`, so that an apply does not override KEDA.
 *
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/
 */
export interface KedaScaling {
  /**
   * The fewest pods. With 0, the first job waits for a start.
   *
   * @default 0
   */
  readonly minReplicas?: number;

  /** The most pods, not counting those of a rollout. */
  readonly maxReplicas: number;

  /** The metrics; the trigger that demands the most pods decides. Pods that KEDA removes end their jobs first. */
  readonly triggers: KedaTrigger[];

  /**
   * Time between two checks of the queue while there are no pods, in whole seconds.
   *
   * @default - KEDA's: 30 seconds
   */
  readonly pollingInterval?: Duration;

  /**
   * How long the queue must be empty until the last pod is removed, in whole seconds.
   *
   * @default - KEDA's: 5 minutes
   */
  readonly cooldownPeriod?: Duration;
}
