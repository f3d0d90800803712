/**
 * The Deployment controller, replayed sync by sync, apart from the closed forms that it is compared with.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/rolling.go
 */

export interface Replay {
  /** When the last new pod was available. */
  readonly duration: number;
  readonly leastAvailable: number;
  /** The most pods at once, of which those that are stopping are not counted by the controller. */
  readonly peak: number;
  readonly peakWithStopping: number;
}

export interface ReplaySettings {
  readonly replicas: number;
  readonly surge: number;
  readonly unavailable: number;
  readonly timeToGone: number;
  /** When the n-th new pod is available after its creation. */
  timeToAvailable(pod: number): number;
}

/** Runs one rollout to its end. */
export function replay({ replicas, surge, unavailable, timeToGone, timeToAvailable }: ReplaySettings): Replay {
  let old = replicas;
  const availableAt: number[] = [];
  const goneAt: number[] = [];
  let [now, leastAvailable, peak, peakWithStopping] = [0, replicas, replicas, replicas];
  for (let syncs = 0; syncs < 100_000; syncs++) {
    let changed = true;
    while (changed) {
      changed = false;
      // reconcileNewReplicaSet: up to replicas + surge pods in all.
      const up = Math.min(replicas - availableAt.length, replicas + surge - old - availableAt.length);
      for (let i = 0; i < up; i++) {
        availableAt.push(now + timeToAvailable(availableAt.length));
        changed = true;
      }
      // reconcileOldReplicaSets: not fewer than replicas - unavailable available ones.
      const available = old + availableAt.filter(at => at <= now).length;
      const down = Math.min(old, available - (replicas - unavailable));
      for (let i = 0; i < down; i++) {
        goneAt.push(now + timeToGone);
        old--;
        changed = true;
      }
      leastAvailable = Math.min(leastAvailable, old + availableAt.filter(at => at <= now).length);
      peak = Math.max(peak, old + availableAt.length);
      peakWithStopping = Math.max(peakWithStopping, old + availableAt.length + goneAt.filter(at => at > now).length);
    }
    const next = availableAt.filter(at => at > now);
    if (old === 0 && availableAt.length === replicas && next.length === 0) {
      return { duration: now, leastAvailable, peak, peakWithStopping };
    }
    now = Math.min(...next);
  }
  throw new Error('the rollout never ended');
}
