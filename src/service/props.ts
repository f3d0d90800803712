import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ApiContract, DisruptionPolicy, Exposure, HealthCheck, PreStop, ReadinessGates } from '../intent';
import { ZeroDowntimeWorkloadProps } from './workload-props';

/** What the owner of a service states about it; all other settings have defaults or are derived. */
export interface ZeroDowntimeServiceProps extends ZeroDowntimeWorkloadProps {

  // ---- what the owner knows

  /** How the kubelet learns that a pod can serve: its readiness and startup probe. */
  readonly healthCheck: HealthCheck;

  /**
   * The port the application listens on. The Service refers to it by name, so that it can change between revisions.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * The name of the port, on the container and the Service. Service meshes read the protocol from it.
   *
   * @default 'http'
   */
  readonly portName?: string;

  /**
   * The port of the Service.
   *
   * @throws with `Exposure.headless()` if it differs from `port`: clients connect to the pods themselves
   * @default - 80; that of `port` with `Exposure.headless()`
   */
  readonly servicePort?: number;

  /**
   * The number of pods. A single pod covers for its replacement behind a router that uses terminating endpoints (see
   * `handover`); behind any other, each drain is an outage, so it is refused (acknowledge `single-replica`). Not
   * together with `autoscaling`.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * The longest request that an update must not cut off, in whole seconds. The termination grace period is extended to cover it.
   *
   * @default Duration.seconds(30)
   */
  readonly longestRequest?: Duration;

  /**
   * The kind of router in front of the pods, hence how long it keeps sending to a terminating pod, and how long until
   * it sends to a new one.
   *
   * @default Exposure.cluster()
   */
  readonly exposure?: Exposure;

  /**
   * How long a replacement needs, from being created until it serves, in whole seconds. A terminating pod then
   * keeps serving for at least that long, so that in a drain it covers for its replacement. This keeps even a single pod
   * reachable during a drain, if there is room for the second pod; it does not help when a node fails.
   *
   * At least the slowest healthy start:
   * `5 + startupTime + startup period + timeout (+ successThreshold and initialDelay of healthCheck)`.
   *
   * @throws if it is shorter than that, or the router does not use terminating endpoints
   * @default - the slowest healthy start if there may be a single pod (69 seconds with the other defaults); else
   *   none: SIGTERM is sent after the exposure's deregistration delay
   */
  readonly handover?: Duration;

  /**
   * The hook that fills the stop delay between a pod being asked to stop and SIGTERM. The delay is
   * `max(deregistration delay of the exposure, handover)`. A duration given here overrides it, and is refused
   * below the exposure's minimum or the handover.
   *
   * @default PreStop.sleep()
   */
  readonly preStop?: PreStop;

  /**
   * How many pods may be evicted at once when nodes are drained. Broken pods do not count: they may always be evicted.
   *
   * @default DisruptionPolicy.oneAtATime()
   */
  readonly disruption?: DisruptionPolicy;

  // ---- numbers that are derived when absent

  /**
   * Time from a pod being asked to stop until SIGKILL, in whole seconds. It includes the stop delay. Refused below
   * `stop delay + longestRequest + 5 s`.
   *
   * @default - stop delay + longestRequest + 5 seconds: 45 seconds with the other defaults
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * How long a new pod must stay ready before the rollout continues, in whole seconds. A pod that crashes at once then
   * stops the rollout instead of replacing a healthy one.
   *
   * @default - the larger of 10 seconds and, without readiness gates, the exposure's registration time
   */
  readonly minReady?: Duration;

  /**
   * How long a rollout may make no progress before it is reported as failed, in whole seconds. Nothing is rolled back. Refused if a
   * slow but healthy start would already exceed it.
   *
   * @default - 240 seconds for scheduling and image pull, the slowest healthy start, readiness, `minReady`, and 60
   *   seconds: 381 seconds with the other defaults
   */
  readonly progressDeadline?: Duration;

  /**
   * Conditions that a load balancer's controller sets once it sends requests to a new pod. With them, `minReady` is
   * not raised to the exposure's registration time.
   *
   * @default - none
   */
  readonly readinessGates?: ReadinessGates;

  /**
   * What clients of this service may rely on, if it is an API with one version; for several, see `addVersion` of `VersionedApi`. It is
   * recorded as the ConfigMap `<service>-contract`, which pods do not read, so a change restarts no pods. `diff` compares it with that of
   * the release before.
   *
   * @throws if the file cannot be read, is not such a document, refers to a URL, or has more than 200 KiB in its canonical form
   * @default - no contract is recorded, and none is compared
   */
  readonly contract?: ApiContract;

  // ---- identity

  /**
   * The name of the Deployment, the container, the Service and the autoscaler; the budget is `<name>-pdb`. A lowercase
   * DNS label that begins with a letter; with a separate `serviceName`, also a name that only a Deployment may have, such
   * as `web.v1`. Changing it in a later release deletes the running service.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The name of the Service, if it differs.
   *
   * @default - `name`
   */
  readonly serviceName?: string;

  // ---- passed through to cdk8s-plus

  /**
   * The type of the Service.
   *
   * @throws with `Exposure.headless()` if it is not ClusterIP
   * @default ServiceType.CLUSTER_IP
   */
  readonly serviceType?: kplus.ServiceType;

  /**
   * Annotations of the Service, such as those that a load balancer's controller reads.
   *
   * @default - those of all objects
   */
  readonly serviceAnnotations?: { [key: string]: string };

  /**
   * Whether a NetworkPolicy blocks all traffic of the pods that `deployment.connections` does not allow. Without
   * `deployment.connections.allowFrom(…)` every request fails, which `check` finds (`networkpolicy-denies-all`).
   *
   * @default false
   */
  readonly isolate?: boolean;
}
