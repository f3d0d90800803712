import { Replacement, RolloutStep, RolloutSteps } from '../../lifecycle';
import { CanaryStep, CanaryStrategy, DAEMON_SET_PATHS, Path, ROLLOUT_PATHS, RolloutStrategy, STATEFUL_SET_PATHS, StatefulSetView, Workload, WORKLOAD_PATHS } from '../../manifests';

/** How the controller of a workload replaces its pods in an update. */
export function replacementOf(workload: Workload): Replacement {
  switch (workload.kind) {
    case 'Deployment': {
      const { strategy } = workload;
      if (strategy.type === 'Recreate') { return { kind: 'allAtOnce' }; }
      return { kind: 'rolling', maxSurge: strategy.maxSurge, maxUnavailable: strategy.maxUnavailable };
    }
    case 'StatefulSet': return replacementOfMembers(workload);
    case 'DaemonSet': {
      const { update } = workload;
      if (update.type === 'OnDelete') { return { kind: 'byHand' }; }
      return { kind: 'perNode', maxSurge: update.maxSurge, maxUnavailable: update.maxUnavailable };
    }
    case 'Rollout': return replacementOfCanary(workload.strategy);
    case 'ReplicaSet': return { kind: 'byHand' };
  }
}

// `maxUnavailable` is supported from Kubernetes 1.37 on; before, the API server drops it unless its feature gate is enabled.
function replacementOfMembers({ update, declaredReplicas = 1 }: StatefulSetView): Replacement {
  if (update.type === 'OnDelete' || (update.partition > 0 && update.partition >= declaredReplicas)) { return { kind: 'byHand' }; }
  return { kind: 'inOrder', maxUnavailable: update.maxUnavailable, partition: update.partition };
}

// With a traffic router the old pods stay until requests have moved.
function replacementOfCanary(strategy: RolloutStrategy): Replacement {
  if (strategy.type === 'BlueGreen') { return { kind: 'besideOld', scaleDownDelay: strategy.scaleDownDelay }; }
  const { maxSurge, maxUnavailable, scaleDownDelay } = strategy;
  const steps = stepsOf(strategy);
  return strategy.trafficRouters.length > 0
    ? { kind: 'besideOld', steps, ...strategy.dynamicStableScale ? { scaleDownDelay: 0, stableFollows: true } : { scaleDownDelay } }
    : { kind: 'rolling', maxSurge, maxUnavailable, steps };
}

function stepsOf({ steps }: CanaryStrategy): RolloutSteps | undefined {
  return steps.length === 0 ? undefined : {
    steps: steps.flatMap((step): RolloutStep[] => {
      switch (step.kind) {
        case 'setWeight': return [{ weight: step.weight }];
        case 'setCanaryScale': return scaleOf(step);
        case 'pause': return step.seconds === undefined ? [] : [{ pause: step.seconds }];
        case 'other': return [];
      }
    }),
    waits: steps.some(step => step.kind === 'other' || (step.kind === 'pause' && step.seconds === undefined)),
  };
}

// Without any of the three the controller uses the weight.
function scaleOf({ replicas, weight, matchesWeight }: Extract<CanaryStep, { kind: 'setCanaryScale' }>): RolloutStep[] {
  if (matchesWeight) { return [{ scale: 'asWeight' }]; }
  if (replicas !== undefined) { return [{ scale: { replicas } }]; }
  return [{ scale: weight === undefined ? 'asWeight' : { weight } }];
}

/** The paths of the limits of an update. */
export interface LimitPaths {
  readonly maxSurge: Path;
  readonly maxUnavailable: Path;
}

/** The paths of how many pods an update may add and remove; undefined if the controller has no such fields. */
export function limitPathsOf({ kind }: Pick<Workload, 'kind'>): LimitPaths | undefined {
  switch (kind) {
    case 'Deployment': return WORKLOAD_PATHS;
    case 'DaemonSet': return DAEMON_SET_PATHS;
    case 'Rollout': return { maxSurge: [...ROLLOUT_PATHS.canary, 'maxSurge'], maxUnavailable: [...ROLLOUT_PATHS.canary, 'maxUnavailable'] };
    case 'StatefulSet': return { maxSurge: [], maxUnavailable: STATEFUL_SET_PATHS.maxUnavailable };
    case 'ReplicaSet': return undefined;
  }
}
