/** The numbers of pods that may be wanted: one, or all that an autoscaler may choose. */
export interface ReplicaRange {
  readonly min: number;
  readonly max: number;
}
