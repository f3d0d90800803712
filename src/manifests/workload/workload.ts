import { Container } from './container';
import { ControllerKind, ControllerView } from './controller';
import { Autoscaler, Budget, ReplicaRange, Route, Service } from '../resources';

/** A controller joined with everything in its cluster that decides what users feel when its pods come and go. */
export type Workload = ControllerView & WorkloadRelations;

/** The same of certain kinds of controllers. */
export type WorkloadOf<K extends ControllerKind> = Extract<ControllerView, { kind: K }> & WorkloadRelations;

/** What belongs to a controller. */
export interface WorkloadRelations {
  /** What the autoscalers may choose; without one, `spec.replicas` twice. */
  readonly replicas: ReplicaRange;
  /** The Services that send to its pods. */
  readonly services: Service[];
  /** The budgets that count its pods. More than one is an error to the eviction API. */
  readonly budgets: Budget[];
  /** The autoscalers that set its replicas. Two fight each other. */
  readonly autoscalers: Autoscaler[];
  /** The routes that lead to one of its Services. */
  readonly routes: Route[];
  /** The container, or sidecar, that a Service sends to; else the first container; undefined without any. */
  readonly serving?: Container;
}
