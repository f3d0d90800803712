import { Container } from './container';
import { ControllerKind, ControllerView } from './controller';
import { Autoscaler, Budget, ReplicaRange, Route, Service } from '../resources';

/** A controller joined with all objects of its cluster that decide what users notice when its pods are replaced. */
export type Workload = ControllerView & WorkloadRelations;

/** The same of certain kinds of controllers. */
export type WorkloadOf<K extends ControllerKind> = Extract<ControllerView, { kind: K }> & WorkloadRelations;

/** The objects that belong to a controller. */
export interface WorkloadRelations {
  /** The range of the autoscalers; without one, `spec.replicas` twice. */
  readonly replicas: ReplicaRange;
  /** The Services that send to its pods. */
  readonly services: Service[];
  /** The budgets that select its pods. More than one is an error for the Eviction API. */
  readonly budgets: Budget[];
  /** The autoscalers that set its replicas. Two override each other. */
  readonly autoscalers: Autoscaler[];
  /** The routes that send to one of its Services. */
  readonly routes: Route[];
  /** The container, or sidecar, that a Service sends to; else the first container; undefined without any. */
  readonly serving?: Container;
}
