import { ManifestObject } from './manifest-object';
import { Autoscaler, Budget, RecordedContract, Route, Service } from './resources';
import { PodOwner } from './workload/pod-owner';
import { Workload } from './workload/workload';

/** What one cluster is given: no two of its objects have the same identity. */
export interface ManifestSet {
  /** In the order of their paths. */
  readonly files: string[];
  /** Whether something could not be read that may belong to it: what is not here may be there. */
  readonly isPartial: boolean;
  /** All of them, Deployments and what nobody here knows alike. */
  readonly objects: ManifestObject[];
  readonly workloads: Workload[];
  /** All of them, whether they belong to a workload or to nothing that is here. */
  readonly services: Service[];
  readonly budgets: Budget[];
  readonly autoscalers: Autoscaler[];
  readonly routes: Route[];
  /** What clients of its APIs rely on, as far as it is recorded. */
  readonly contracts: RecordedContract[];
  /** Contracts that settings name: written like those that are recorded among the objects, of which they are none. */
  readonly declared: ManifestObject[];
  /** All pods, those of the workloads among them. */
  readonly podOwners: PodOwner[];
  /** The pods that each Service and each budget selects. */
  readonly selected: ReadonlyMap<ManifestObject, PodOwner[]>;
}
