import { ApiObject } from 'cdk8s';
import { Deployment, HorizontalPodAutoscaler, Service } from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { Identity } from '../derivation/identity';
import { Plan } from '../plan';

/** One service or worker of a chart, as far as it can collide with its neighbours. */
export interface Member {
  readonly service: IConstruct & {
    readonly deployment: Deployment;
    readonly autoscaler?: HorizontalPodAutoscaler;
  };
  readonly identity: Identity;
  readonly plan: Plan;
  /** Absent in a worker. */
  readonly kubeService?: Service;
  /** Absent in a worker that asked for none. */
  readonly disruptionBudget?: ApiObject;
  /** KEDA's, where a worker asked for it. */
  readonly scaledObject?: ApiObject;
  /** What records the contract, where a service has one. */
  readonly contract?: ApiObject;
  /** The init containers that run as long as the application. */
  readonly sidecars: ReadonlySet<string>;
}

/** Something about a service that cannot work, without the construct path, which cdk8s puts before it. */
export interface ChartError {
  readonly member: Member;
  readonly text: string;
}

/** Looks at all services of a chart and at all objects in it. */
export type CollisionCheck = (members: Member[], objects: ApiObject[]) => ChartError[];
