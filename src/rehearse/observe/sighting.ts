/** The resources that kubectl watches. */
export const WATCHED = { pods: 'pods', slices: 'endpointslices.discovery.k8s.io', events: 'events' } as const;
export type Watched = keyof typeof WATCHED;

/** An observed event of a cluster, and when it arrived: milliseconds of the client's clock, since 1970. */
export type Sighting = { readonly at: number } & (PodSeen | PodGone | SliceSeen | SliceGone | HookFailed | Listed);

/** A pod, reduced to the fields that are used. */
export interface PodSeen {
  readonly kind: 'pod';
  readonly uid: string;
  readonly name: string;
  readonly controller: string;
  readonly revision: string;
  readonly node?: string;
  readonly ready: boolean;
  readonly running: boolean;
  /** Seconds, once the pod was asked to stop. */
  readonly gracePeriod?: number;
  /** How long the hook before SIGTERM takes; absent if it is not known. */
  readonly hookSeconds?: number;
  readonly exits: readonly ExitSeen[];
}

export interface ExitSeen {
  /** The id of this exit, which is shown repeatedly. */
  readonly id: string;
  readonly container: string;
  readonly code: number;
  readonly reason?: string;
}

export interface PodGone {
  readonly kind: 'pod gone';
  readonly uid: string;
}

/** The pods that an EndpointSlice has as ready. */
export interface SliceSeen {
  readonly kind: 'slice';
  readonly uid: string;
  /** Whether it belongs to a Service without an address of its own, whose users are other pods. */
  readonly isHeadless: boolean;
  /** By uid. */
  readonly ready: readonly string[];
}

export interface SliceGone {
  readonly kind: 'slice gone';
  readonly uid: string;
}

/** The hook of a pod failed, so SIGTERM was sent at once. */
export interface HookFailed {
  readonly kind: 'hook failed';
  readonly uid: string;
}

/** All objects when a watch began: others were removed. */
export interface Listed {
  readonly kind: 'listed';
  readonly what: 'pods' | 'slices';
  readonly uids: readonly string[];
  /** When the list was requested: objects that were seen later may be missing. */
  readonly asked: number;
  /** Whether it is the first list, whose pods had been there before. */
  readonly isFirst: boolean;
}
