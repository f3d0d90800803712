import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Autoscaling, HealthCheck, TopologySpread } from '../intent';

/** An API that a workload calls. */
export interface ConsumedApi {
  /** The name of what it calls: of the `VersionedApi` (its route), or of the Service. */
  readonly api: string;

  /**
   * The version that it calls.
   *
   * @default - any: an API with one version, or requests that name none
   */
  readonly version?: string;

  /**
   * The namespace of the API.
   *
   * @default - that of the workload
   */
  readonly namespace?: string;
}

/** What services and workers have in common: the pods of one Deployment, and how an update replaces them. */
export interface ZeroDowntimeWorkloadProps {

  // ---- what the owner knows

  /**
   * The image, with a tag or a digest. Refused without either, or with `latest`: pods of one version would differ
   * after a restart. Acknowledged by `mutable-image-tag`. A variable that Flux or envsubst replaces later, such as
   * `web:${TAG}`, is acknowledged by `image-has-variable`. Containers do not run as root: instead of `nginx`, whose image does,
   * take `nginxinc/nginx-unprivileged` with `port: 8080` and a volume at `/tmp` (acknowledged by `run-as-non-root-conflict`).
   */
  readonly image: string;

  /**
   * Lets an autoscaler choose the number of pods. Not together with `replicas`.
   *
   * @default - none
   */
  readonly autoscaling?: Autoscaling;

  /**
   * The longest a healthy start takes, in whole seconds. A pod is not restarted before, so a slow day does not turn
   * into a restart loop. With a `healthCheck`, the startup probe looks every `ceil(startupTime / 30)` seconds, at most every 10, and may
   * fail `ceil(startupTime / period) + 1` times: the kubelet kills as early as one period before the product.
   *
   * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
   * @default Duration.seconds(60)
   */
  readonly startupTime?: Duration;

  /**
   * When the kubelet restarts a container that hangs. It should ask whether this process is stuck and nothing else:
   * the same check as `healthCheck` is refused, since trouble in a dependency would restart every pod at once
   * (acknowledged by `liveness-checks-dependencies`). It must wait twice as long as the readiness check before it acts
   * (acknowledged by `liveness-too-aggressive`), and 30 seconds (acknowledged by `liveness-too-aggressive`).
   *
   * @default - none
   */
  readonly livenessCheck?: HealthCheck;

  /**
   * The oldest control plane or kubelet that will run this, such as `'1.33'`, at least 1.27. A string: YAML and
   * JavaScript read 1.30 as 1.3. Fields that it does not know are refused rather than lost. A whole app can say it
   * once: `app.node.setContext('cdk8s-zero-downtime/kubernetes-version', '1.33')`.
   *
   * @default - the context `cdk8s-zero-downtime/kubernetes-version`, else '1.33'
   */
  readonly kubernetesVersion?: string;

  /**
   * Rules that this service breaks on purpose, each with the reason. Written as annotations
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
   * How many pods a rollout may take away before their replacements are available. Percentages round down. Refused
   * where it and `maxSurge` both come out as 0, and behind a router where it comes out as more than a quarter of the pods
   * (acknowledged by `max-unavailable-too-high`).
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
   * The name of the container, if it differs: that of a running one, which logs and alerts go by.
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
   * Labels of all objects, not of the pods. Any may change in any release.
   *
   * @default - `app.kubernetes.io/name: <name>` and the selector labels
   */
  readonly labels?: { [key: string]: string };

  /**
   * The labels by which the Deployment, the Service and the budget find the pods. The selector of a Deployment can
   * never change, so a label that changes between releases is refused (acknowledged by `version-label-in-selector`).
   *
   * @default - `service-name: <name>`
   */
  readonly selectorLabels?: { [key: string]: string };

  /**
   * Annotations of all objects, not of the pods.
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
   * The APIs that this workload calls, so that `diff` says which of its clients a change of a contract breaks. It is written to the
   * annotation `cdk8s-zero-downtime/consumes` of the Deployment, never to the pods: a change restarts none.
   *
   * @throws where an API is named twice, or is this service itself
   * @default - none is stated
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
   * CPU and memory. A request that is not stated follows the stated limit, else is 100m and 128Mi. Nothing is limited
   * unless stated: a CPU limit slows starts, a guessed memory limit kills pods. Refused where a request is above its
   * limit, or a limit is 0. With `autoscaling`, state the requests: a utilization is a share of them.
   *
   * @default - requests 100m CPU and 128Mi memory, no limits
   */
  readonly resources?: kplus.ContainerResources;

  /**
   * Security settings of the container. All capabilities are dropped unless `capabilities` says otherwise. `user: 0`
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
   * The service account of the pods. Refused where it is known to be in another namespace.
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
   * Further ports of the container, such as one for metrics. The Service of a `ZeroDowntimeService` gets them by
   * `service.service.bind(…)`.
   *
   * @default - none
   */
  readonly ports?: kplus.ContainerPort[];

  /**
   * The PriorityClass of the pods. With none, the pods of any class above the default take their place when nodes are full.
   *
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;

  /**
   * Labels that a node must have. Further rules (tolerations, affinity) are added through `deployment.scheduling`.
   *
   * @default - any node
   */
  readonly nodeSelector?: { [key: string]: string };

  /**
   * How the pods are spread over nodes and zones. Which pods count is derived: those of this service with the same revision.
   * Only one node, or none with the label of a zone? See `TopologySpread.none` and `TopologySpread.across`.
   *
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
   * @throws where it names no place, one place twice, or no zone (acknowledged by `pods-not-spread`), and no reason for none
   * @default - over zones and over nodes, each with `maxSkew: 1` and `ScheduleAnyway`
   */
  readonly topologySpread?: TopologySpread;

  /**
   * Containers that run to their end before the application starts. They lengthen every start.
   *
   * @default - none
   */
  readonly initContainers?: kplus.ContainerProps[];

  /**
   * Helper containers, such as a log shipper or a database proxy. They start before the init containers and stop
   * after the application, so that it can use them to its last request. Needs Kubernetes 1.29; each needs a name.
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
   * Runs right after the container has started. The pod is not ready before it ends, so `startupTime` includes it; a hook
   * that sleeps for longer is refused. If it fails, the container is killed.
   *
   * @default - none
   */
  readonly postStart?: kplus.Handler;

  /**
   * The secrets with which images are pulled, one for each registry that asks for one. Refused where one is known to be in
   * another namespace: no node could pull its images.
   *
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
   * @default - none beside those of the service account
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
