import { Span } from '../../lifecycle';
import { ManifestObject } from '../../manifests';
import { Disturbance } from '../rehearsal';

/** The options of a rehearsal. Times are seconds. */
export interface PlanOptions {
  /** The value of the label of all created objects. */
  readonly id: string;
  readonly disturbance: Disturbance;
  readonly context: { readonly name: string; readonly isNamed: boolean };
  readonly namespace: string;
  /** Whether the namespace may be one that the rehearsal did not create. */
  readonly inPlace: boolean;
  readonly load: { readonly rate: number; readonly ramp: number };
  readonly repeat: number;
  /** Seconds of load before the disturbance, and after it. */
  readonly quiet: number;
  readonly after: number;
  /** Seconds after which a disturbance counts as unfinished. @default - from the prediction */
  readonly deadline?: number;
}

/** The state of the cluster before any action. */
export interface ClusterState {
  /** `1.34.4`. */
  readonly kubernetes: string;
  readonly namespace?: { readonly labels: Readonly<Record<string, string>> };
  /** The objects of both sides, as they are now. */
  readonly live: readonly ManifestObject[];
  /** Routes of the same kinds in other namespaces; undefined where they may not be listed. */
  readonly routesElsewhere?: readonly ManifestObject[];
  /** All HorizontalPodAutoscalers of the namespace. */
  readonly autoscalers: readonly ManifestObject[];
  /** `ClusterRole rbac.authorization.k8s.io`: kinds and groups without namespaces. */
  readonly clusterScoped: ReadonlySet<string>;
  /** The ids of rehearsals that were not cleaned. */
  readonly unfinished: readonly string[];
  /** `Flux Kustomization flux-system/apps`: controllers that would revert changes, but are suspended. */
  readonly suspended: ReadonlySet<string>;
  /** The node that is drained; undefined if no node has this name. */
  readonly node?: { readonly isCordoned: boolean };
}

/** A controller whose pods are under test. */
export interface WorkloadUnderTest {
  readonly kind: string;
  /** `deployments.apps`, for kubectl. */
  readonly resource: string;
  readonly name: string;
  readonly hasAutoscaler: boolean;
  /** As in the manifests; undefined if they do not set it. */
  readonly replicas?: number;
}

/** An object that is not applied, and why: a sentence. */
export interface LeftOut {
  readonly object: ManifestObject;
  readonly why: string;
}

export interface PlannedPhase {
  readonly name: 'prepare' | 'quiet' | 'disturbance' | 'after' | 'restore';
  /** What is done in it. */
  readonly what: string;
  readonly seconds: Span;
}

/** The prediction for one controller. */
export interface PlannedTime {
  readonly label: string;
  /** `Deployment shop/web`, as the pods name it. */
  readonly controller: string;
  readonly predicted?: Span;
}

/** The plan of a rehearsal. */
export interface Plan {
  readonly id: string;
  readonly context: string;
  readonly namespace: string;
  /** Whether the namespace is created, and deleted at the end. */
  readonly makesNamespace: boolean;
  /** The labels of a Namespace in the manifests, such as those of pod security. */
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly disturbance: Disturbance;
  readonly repeat: number;
  /** The objects that are applied before the disturbance. */
  readonly before: readonly ManifestObject[];
  readonly after: readonly ManifestObject[];
  /** Applied objects that exist: they are saved and restored. */
  readonly saved: readonly ManifestObject[];
  readonly workloads: readonly WorkloadUnderTest[];
  /** The phases of one run. */
  readonly phases: readonly PlannedPhase[];
  /** The time for each workload, in seconds; absent if a budget never allows an eviction. */
  readonly predictions: readonly PlannedTime[];
  /** Seconds after which the disturbance counts as unfinished. */
  readonly deadline: number;
  /** How many requests will be sent, in all runs. */
  readonly requests: Span;
  /** The node that is cordoned, and uncordoned in the end. */
  readonly cordons?: string;
  /** The name of the context to be typed, since no option names it. */
  readonly contextToConfirm?: string;
  /** Notes for users: objects that are left out, actions that are not performed. */
  readonly notes: readonly string[];
  /** Reasons against the rehearsal, with remedies. With any of them, it must not begin. */
  readonly refusals: readonly string[];
}
