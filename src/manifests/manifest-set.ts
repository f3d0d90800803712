import { ManifestObject } from './manifest-object';
import { Autoscaler, Budget, RecordedContract, Route, Service } from './resources';
import { PodOwner } from './workload/pod-owner';
import { Workload } from './workload/workload';

/** The manifests of one cluster: no two objects have the same identity. */
export interface ManifestSet {
  /** In the order of their paths. */
  readonly files: string[];
  /** Whether some input could not be read: an object that is missing here may exist. */
  readonly isPartial: boolean;
  /** All objects, including those of unknown kinds. */
  readonly objects: ManifestObject[];
  readonly workloads: Workload[];
  /** All Services, with or without a workload in the input. */
  readonly services: Service[];
  readonly budgets: Budget[];
  readonly autoscalers: Autoscaler[];
  readonly routes: Route[];
  /** The recorded contracts of its APIs. */
  readonly contracts: RecordedContract[];
  /** Contracts that settings name: in the form of recorded ones, but not among the objects. */
  readonly declared: ManifestObject[];
  /** All pods, including those of the workloads. */
  readonly podOwners: PodOwner[];
  /** The pods that each Service and each budget selects. */
  readonly selected: ReadonlyMap<ManifestObject, PodOwner[]>;
}
