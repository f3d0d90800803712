/** The observed events of a pod, in milliseconds of the client's clock, since 1970; absent if they did not happen. */
export interface PodLife {
  readonly name: string;
  /** `Deployment shop/web`, by its owners. */
  readonly controller: string;
  /** The name of its revision: the hash of its template. */
  readonly revision: string;
  readonly node?: string;
  readonly created?: number;
  readonly started?: number;
  /** Each turn of readiness, in order. */
  readonly readiness: readonly ReadinessTurn[];
  /** When it was deleted or evicted: the API server set its deletionTimestamp. */
  readonly deleted?: number;
  /** Its grace period in seconds, from the deletion on. */
  readonly gracePeriod?: number;
  /** When its preStop hook ends at the latest, so that SIGTERM is due; absent if the length of the hook is not known. */
  readonly sigtermDue?: number;
  /** When no EndpointSlice listed it as ready any longer. */
  readonly endpointRemoved?: number;
  readonly exits: readonly ContainerExit[];
  /** When it was removed from the API server. */
  readonly gone?: number;
}

export interface ReadinessTurn {
  readonly at: number;
  readonly ready: boolean;
}

/** A container that ended. */
export interface ContainerExit {
  readonly at: number;
  readonly container: string;
  /** 137 after SIGKILL. */
  readonly code: number;
  /** `OOMKilled`, `Error`, `Completed`. */
  readonly reason?: string;
}
