/**
 * A rollout pod by pod, as the Deployment controller does it when each new pod takes the same time to become available.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/rolling.go
 */

/** The limits of the controller: at least `replicas - unavailable` pods are available, and at most `replicas + surge` exist. */
export interface RolloutLimits {
  readonly replicas: number;
  readonly surge: number;
  readonly unavailable: number;
}

/** Pods that are created, or asked to stop, at the same second. */
export interface Batch {
  readonly at: number;
  readonly pods: number;
}

export interface RolloutSchedule {
  readonly created: Batch[];
  readonly stopped: Batch[];
  /** When the last new pod is available. */
  readonly duration: number;
}

/** The batches of one rollout; `timeToAvailable` is that of each new pod. Surge and unavailable are never both 0. */
export function scheduleRollout({ replicas, surge, unavailable }: RolloutLimits, timeToAvailable: number): RolloutSchedule {
  const created: Batch[] = [];
  const stopped: Batch[] = [];
  let old = replicas;
  let available = 0;
  let at = 0;
  while (old > 0) {
    const stop = Math.min(old, old + available - (replicas - unavailable));
    if (stop > 0) { stopped.push({ at, pods: stop }); }
    old -= stop;
    const create = Math.min(replicas - available, replicas + surge - old - available);
    if (create > 0) {
      created.push({ at, pods: create });
      at += timeToAvailable;
      available += create;
    }
  }
  return { created, stopped, duration: at };
}
