import { ApiObject } from 'cdk8s';
import { Deployment, HorizontalPodAutoscaler, Service } from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { Identity } from '../derivation/identity';
import { Plan } from '../plan';

/** One service or worker of a chart, with the objects that can collide with its neighbours. */
export interface Member {
  readonly service: IConstruct & {
    readonly deployment: Deployment;
    readonly autoscaler?: HorizontalPodAutoscaler;
  };
  readonly identity: Identity;
  readonly plan: Plan;
  /** Absent in a worker. */
  readonly kubeService?: Service;
  /** Absent in a worker without `disruption`. */
  readonly disruptionBudget?: ApiObject;
  /** KEDA's ScaledObject, in a worker with `keda`. */
  readonly scaledObject?: ApiObject;
  /** The record of the contract, in a service with one. */
  readonly contract?: ApiObject;
  /** The init containers that run as long as the application. */
  readonly sidecars: ReadonlySet<string>;
}

/** An error about a service, without the construct path, which cdk8s puts before it. */
export interface ChartError {
  readonly member: Member;
  readonly text: string;
}

/** Checks all services of a chart against all objects in it. */
export type CollisionCheck = (members: Member[], objects: ApiObject[]) => ChartError[];
