/** What was seen of a pod, each in milliseconds of the client's clock, since 1970; absent where it did not happen. */
export interface PodLife {
  readonly name: string;
  /** `Deployment shop/web`, by its owners. */
  readonly controller: string;
  /** What its revision is called: the hash of its template. */
  readonly revision: string;
  readonly node?: string;
  readonly created?: number;
  readonly started?: number;
  /** Each turn of readiness, in order. */
  readonly readiness: readonly ReadinessTurn[];
  /** When it was deleted or evicted: the API server set its deletionTimestamp. */
  readonly deleted?: number;
  /** Seconds that it was given, from the deletion on. */
  readonly gracePeriod?: number;
  /** When its preStop hook ends at the latest, so that SIGTERM is due; absent where a hook of unknown length runs. */
  readonly sigtermDue?: number;
  /** When no EndpointSlice had it as ready any more, after it had been. */
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
