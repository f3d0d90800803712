import { Duration } from 'cdk8s';
import { DisruptionPolicy, HealthCheck, KedaScaling, StopSignal } from '../intent';
import { ZeroDowntimeWorkloadProps } from './workload-props';

/** What the owner of a worker states about it; all other settings have defaults or are derived. */
export interface ZeroDowntimeWorkerProps extends ZeroDowntimeWorkloadProps {

  // ---- what the owner knows

  /**
   * The longest job that an update, a drain or a scale-down must not cut off, in whole seconds. The grace period covers it
   * after the worker was told to stop. Node drains wait just as long; managed clusters kill pods that take longer than their own limit,
   * such as an hour on GKE.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
   */
  readonly longestJob: Duration;

  /**
   * The signal at which the worker takes no new job, and exits when its last one has ended. A signal other than SIGTERM is sent by a
   * `preStop` hook to the first process of the container, with `/bin/sh` and `kill` of the image; SIGTERM follows only once the
   * grace period is over.
   *
   * @see https://github.com/kubernetes/enhancements/issues/4960
   * @default StopSignal.SIGTERM
   */
  readonly stopSignal?: StopSignal;

  /**
   * How the kubelet learns that a worker has started: its readiness and startup probe. Without one, a worker counts as started
   * as soon as its container runs, and an update may replace working pods with pods that never reach their queue.
   *
   * @throws if it uses a port that no container has
   * @default - none
   */
  readonly healthCheck?: HealthCheck;

  /**
   * The number of pods. Not together with `autoscaling` or `keda`.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * Lets KEDA choose the number of pods by what waits in a queue. Not together with `replicas` or `autoscaling`.
   *
   * @default - none
   */
  readonly keda?: KedaScaling;

  /**
   * How many pods may be evicted at once when nodes are drained. An evicted worker ends its job first, so jobs are kept without a
   * budget: state one if a drain would leave too few workers.
   *
   * @default - no PodDisruptionBudget
   */
  readonly disruption?: DisruptionPolicy;

  // ---- numbers that are derived when absent

  /**
   * Time from a pod being asked to stop until SIGKILL, in whole seconds.
   *
   * @throws below `longestJob + 5 s` (acknowledged by `worker-grace-period-too-short`)
   * @default - longestJob + 5 seconds
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * How long a new pod must stay ready before the rollout continues, in whole seconds. A pod that crashes at once then stops the
   * rollout instead of replacing a good one.
   *
   * @default Duration.seconds(10)
   */
  readonly minReady?: Duration;

  /**
   * How long a rollout may make no progress before it is reported as failed, in whole seconds. Nothing is rolled back.
   *
   * @throws if a slow but healthy start would already exceed it
   * @default - 240 seconds for scheduling and image pull, the slowest healthy start, `minReady`, and 60 seconds
   */
  readonly progressDeadline?: Duration;

  // ---- identity

  /**
   * The name of the Deployment, the container and the autoscaler; a budget is `<name>-pdb`. Any name that a Deployment
   * may have. Changing it in a later release deletes the running worker.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}
