import { Span } from '../../lifecycle';
import { ManifestObject } from '../../manifests';
import { Disturbance } from '../rehearsal';

/** What a rehearsal is asked for. Times are seconds. */
export interface PlanOptions {
  /** Of the label on everything that is made. */
  readonly id: string;
  readonly disturbance: Disturbance;
  readonly context: { readonly name: string; readonly isNamed: boolean };
  readonly namespace: string;
  /** Whether the namespace may be one that the rehearsal did not make. */
  readonly inPlace: boolean;
  readonly load: { readonly rate: number; readonly ramp: number };
  readonly repeat: number;
  /** Of load before the disturbance, and after it. */
  readonly quiet: number;
  readonly after: number;
  /** After which a disturbance counts as unfinished. @default - from the prediction */
  readonly deadline?: number;
}

/** What there is in the cluster before anything is done. */
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
  /** `Flux Kustomization flux-system/apps`: what would revert changes, but is suspended. */
  readonly suspended: ReadonlySet<string>;
  /** The node that is drained; undefined if there is none of this name. */
  readonly node?: { readonly isCordoned: boolean };
}

/** A controller whose pods are under test. */
export interface WorkloadUnderTest {
  readonly kind: string;
  /** `deployments.apps`, as kubectl takes it. */
  readonly resource: string;
  readonly name: string;
  readonly hasAutoscaler: boolean;
  /** As the manifests say; undefined where they leave it to others. */
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

/** What the manifests promise of one controller. */
export interface PlannedTime {
  readonly label: string;
  /** `Deployment shop/web`, as the pods name it. */
  readonly controller: string;
  readonly predicted?: Span;
}

/** What will be done, before it is. */
export interface Plan {
  readonly id: string;
  readonly context: string;
  readonly namespace: string;
  /** Whether the namespace is made, and removed in the end. */
  readonly makesNamespace: boolean;
  /** Of a Namespace in the manifests, such as those of pod security. */
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly disturbance: Disturbance;
  readonly repeat: number;
  /** What is applied before the disturbance, and for an update in it. */
  readonly before: readonly ManifestObject[];
  readonly after: readonly ManifestObject[];
  /** What is applied and exists: it is saved and put back. */
  readonly saved: readonly ManifestObject[];
  readonly workloads: readonly WorkloadUnderTest[];
  /** The phases of one run. */
  readonly phases: readonly PlannedPhase[];
  /** Of each workload, in seconds; absent where a budget never allows an eviction. */
  readonly predictions: readonly PlannedTime[];
  /** Seconds after which the disturbance counts as unfinished. */
  readonly deadline: number;
  /** How many requests will be sent, in all runs. */
  readonly requests: Span;
  /** The node that is cordoned, and uncordoned in the end. */
  readonly cordons?: string;
  /** The name of the context to be typed, since no option names it. */
  readonly contextToConfirm?: string;
  /** What one should know: objects that are left out, what is not done. */
  readonly notes: readonly string[];
  /** Why it cannot be done, and what to do. With any of them nothing may be done. */
  readonly refusals: readonly string[];
}
