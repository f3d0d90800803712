import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Autoscaling, HealthCheck, TopologySpread } from '../intent';

/** An API that a workload calls. */
export interface ConsumedApi {
  /** The name of the API: that of its `VersionedApi` (its route), or of its Service. */
  readonly api: string;

  /**
   * The version that the workload calls.
   *
   * @default - any: the API has one version, or the requests name no version
   */
  readonly version?: string;

  /**
   * The namespace of the API.
   *
   * @default - that of the workload
   */
  readonly namespace?: string;
}

/** The props that services and workers share: the pods of one Deployment, and how an update replaces them. */
export interface ZeroDowntimeWorkloadProps {

  // ---- what the owner knows

  /**
   * The image, with a tag or a digest. Refused without either, or with `latest`: pods of one version would differ
   * after a restart (acknowledge `mutable-image-tag`). For a variable that Flux or envsubst replaces later, such as
   * `web:${TAG}`, acknowledge `image-has-variable`. Containers do not run as root: instead of `nginx`, whose image does,
   * use `nginxinc/nginx-unprivileged` with `port: 8080` and a volume at `/tmp` (acknowledge `run-as-non-root-conflict`).
   */
  readonly image: string;

  /**
   * Lets an autoscaler choose the number of pods. Not together with `replicas`.
   *
   * @default - none
   */
  readonly autoscaling?: Autoscaling;

  /**
   * The longest time that a healthy start takes, in whole seconds. A pod is not restarted before that, so a slow day does not turn
   * into a restart loop. With a `healthCheck`, the startup probe runs every `ceil(startupTime / 30)` seconds, at most every 10, and may
   * fail `ceil(startupTime / period) + 1` times: the kubelet can restart the container up to one period before failureThreshold × period.
   *
   * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
   * @default Duration.seconds(60)
   */
  readonly startupTime?: Duration;

  /**
   * When the kubelet restarts a container that hangs. The check should only find out whether this process is stuck:
   * the same check as `healthCheck` is refused, since a failing dependency would restart every pod at once
   * (acknowledge `liveness-checks-dependencies`). It must fail for twice as long as the readiness check, and for
   * 30 seconds, before the container is restarted (acknowledge `liveness-too-aggressive`).
   *
   * @default - none
   */
  readonly livenessCheck?: HealthCheck;

  /**
   * The oldest control plane or kubelet that will run this, such as `'1.33'`, at least 1.27. A string: YAML and
   * JavaScript read 1.30 as 1.3. Fields that this version does not know are refused rather than lost. A whole app can set it
   * once: `app.node.setContext('cdk8s-zero-downtime/kubernetes-version', '1.33')`.
   *
   * @default - the context `cdk8s-zero-downtime/kubernetes-version`, else '1.33'
   */
  readonly kubernetesVersion?: string;

  /**
   * Rules that this service breaks on purpose, each with the reason. They are written as annotations
   * `cdk8s-zero-downtime/acknowledge.<rule>`, where the checks find them. Unknown rules and empty reasons are refused.
   *
   * @default - none
   */
  readonly acknowledge?: { [rule: string]: string };

  // ---- numbers that are derived when absent

  /**
   * How many pods a rollout may add. Percentages round up.
   *
   * @default PercentOrAbsolute.percent(25)
   */
  readonly maxSurge?: kplus.PercentOrAbsolute;

  /**
   * How many pods a rollout may remove before their replacements are available. Percentages round down. Refused
   * if it and `maxSurge` both round to 0, and behind a router if it is more than a quarter of the pods
   * (acknowledge `max-unavailable-too-high`).
   *
   * @default PercentOrAbsolute.absolute(0)
   */
  readonly maxUnavailable?: kplus.PercentOrAbsolute;

  /**
   * How many old revisions are kept for a rollback, at least 1.
   *
   * @default 5
   */
  readonly revisionHistoryLimit?: number;

  // ---- identity

  /**
   * The name of the container, if it differs: keep that of a running one, by which logs and alerts find it.
   *
   * @default - `name`, with dashes for dots
   */
  readonly containerName?: string;

  /**
   * The namespace of all objects.
   *
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of all objects, but not of the pods. They may change in any release.
   *
   * @default - `app.kubernetes.io/name: <name>` and the selector labels
   */
  readonly labels?: { [key: string]: string };

  /**
   * The labels by which the Deployment, the Service and the budget select the pods. The selector of a Deployment can
   * never change, so a label that changes between releases is refused (acknowledge `version-label-in-selector`).
   *
   * @default - `service-name: <name>`
   */
  readonly selectorLabels?: { [key: string]: string };

  /**
   * Annotations of all objects, but not of the pods.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Labels of the pods besides the selector labels. A change restarts all pods.
   *
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };

  /**
   * Annotations of the pods. A change restarts all pods.
   *
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };

  /**
   * The APIs that this workload calls, so that `diff` names it if a change of their contracts breaks it. They are written to the
   * annotation `cdk8s-zero-downtime/consumes` of the Deployment, not to the pods: a change restarts no pods.
   *
   * @throws if an API is named twice, or is this service itself
   * @default - none
   */
  readonly consumes?: ConsumedApi[];

  // ---- passed through to cdk8s-plus

  /**
   * Environment variables.
   *
   * @default - none
   */
  readonly envVariables?: { [name: string]: kplus.EnvValue };

  /**
   * Config maps and secrets that become environment variables.
   *
   * @default - none
   */
  readonly envFrom?: kplus.EnvFrom[];

  /**
   * Volumes mounted into the container. The root filesystem is read-only, so an application that writes needs one.
   *
   * @default - none
   */
  readonly volumeMounts?: kplus.VolumeMount[];

  /**
   * Volumes of the pod, for other containers.
   *
   * @default - those that are mounted
   */
  readonly volumes?: kplus.Volume[];

  /**
   * CPU and memory. A request that is not stated equals the stated limit, else it is 100m and 128Mi. Nothing is limited
   * unless stated: a CPU limit slows starts, and a guessed memory limit kills pods. Refused if a request is above its
   * limit, or a limit is 0. With `autoscaling`, state the requests: a utilization is a share of them.
   *
   * @default - requests 100m CPU and 128Mi memory, no limits
   */
  readonly resources?: kplus.ContainerResources;

  /**
   * Security settings of the container. All capabilities are dropped unless `capabilities` adds some. `user: 0`
   * needs `ensureNonRoot: false`, and `privileged` needs `allowPrivilegeEscalation: true`.
   *
   * @default - not root, read-only root filesystem, no privilege escalation, no capabilities
   */
  readonly securityContext?: kplus.ContainerSecurityContextProps;

  /**
   * Security settings of the pod. The seccomp profile is RuntimeDefault.
   *
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
   * @default - not root
   */
  readonly podSecurityContext?: kplus.PodSecurityContextProps;

  /**
   * The service account of the pods. Refused if it is known to be in another namespace.
   *
   * @default - the namespace's default one
   */
  readonly serviceAccount?: kplus.IServiceAccount;

  /**
   * Whether the pods get the service account's token.
   *
   * @default false
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * More ports of the container, such as one for metrics. Add them to the Service of a `ZeroDowntimeService` with
   * `service.service.bind(…)`.
   *
   * @default - none
   */
  readonly ports?: kplus.ContainerPort[];

  /**
   * The PriorityClass of the pods. Without one, pods of any class above the default preempt them when nodes are full.
   *
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;

  /**
   * Labels that a node must have. More rules (tolerations, affinity) are added through `deployment.scheduling`.
   *
   * @default - any node
   */
  readonly nodeSelector?: { [key: string]: string };

  /**
   * How the pods are spread over nodes and zones. Only pods of this service with the same revision count.
   * For a cluster with one node, or without zones, see `TopologySpread.none` and `TopologySpread.across`.
   *
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
   * @throws if it has no topology, one topology twice, or no zone (acknowledge `pods-not-spread`), or no reason for `none`
   * @default - over zones and over nodes, each with `maxSkew: 1` and `ScheduleAnyway`
   */
  readonly topologySpread?: TopologySpread;

  /**
   * Containers that run to completion before the application starts. They lengthen every start.
   *
   * @default - none
   */
  readonly initContainers?: kplus.ContainerProps[];

  /**
   * Helper containers, such as a log shipper or a database proxy. They start before the init containers and stop
   * after the application, so that it can use them until its last request. Needs Kubernetes 1.29; each needs a name.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   * @default - none
   */
  readonly sidecars?: kplus.ContainerProps[];

  /**
   * The entrypoint.
   *
   * @default - the image's
   */
  readonly command?: string[];

  /**
   * The arguments of the entrypoint.
   *
   * @default - the image's
   */
  readonly args?: string[];

  /**
   * The working directory.
   *
   * @default - the image's
   */
  readonly workingDir?: string;

  /**
   * When to pull the image. `ALWAYS` makes every restart depend on the registry.
   *
   * @default ImagePullPolicy.IF_NOT_PRESENT
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;

  /**
   * A hook that runs right after the container has started. The pod is not ready before it ends, so `startupTime` includes it; a hook
   * that sleeps for longer is refused. If it fails, the container is killed.
   *
   * @default - none
   */
  readonly postStart?: kplus.Handler;

  /**
   * The secrets with which images are pulled, one for each registry that needs one. Refused if one is known to be in
   * another namespace: nodes could not pull the images.
   *
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
   * @default - only those of the service account
   */
  readonly imagePullSecrets?: kplus.ISecret[];

  /**
   * DNS settings of the pods.
   *
   * @default - the cluster's
   */
  readonly dns?: kplus.PodDnsProps;

  /**
   * Entries of the pods' hosts file.
   *
   * @default - none
   */
  readonly hostAliases?: kplus.HostAlias[];
}
