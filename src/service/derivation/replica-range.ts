/** The possible numbers of replicas: a fixed one, or the range of an autoscaler. */
export interface ReplicaRange {
  readonly min: number;
  readonly max: number;
}
