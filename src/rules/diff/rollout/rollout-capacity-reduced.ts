import { heldData } from '../../../analysis/scaling/held-data';
import { LimitsAt, shareLost } from '../../../analysis/scaling/rollout-limits';
import { hasPodsBeside } from '../../../analysis/traffic/sibling-pods';
import { SPARE_SHARE, replicaCounts, resolveFenceposts } from '../../../lifecycle';
import { isSameJson, Path, rootOf, showPath, valueAt, Workload, WorkloadOf, WORKLOAD_PATHS } from '../../../manifests';
import { Violation } from '../../../rules';
import { valueInWords } from '../../wording/values';
import { servesThroughout } from '../capacity-served';
import { workloadChangeRule } from '../change-rules';
import { Change } from '../object-diff';
import { restarts } from '../pod-template';
import { Recipe, set } from '../recipe';


/** The share of its pods that a service cannot spare. */
const TOO_MUCH = 0.5;
const STRATEGY: Path = ['spec', 'strategy'];

export const rolloutCapacityReduced = workloadChangeRule({
  id: 'rollout-capacity-reduced',
  severity: 'warning',
  otherSeverities: ['error', 'info'],
  title: 'Update strategy that leaves fewer pods',
  impact: 'From this update on fewer pods, or none, serve while pods are replaced.',
  why: 'An update uses the strategy that is released with it: maxUnavailable (percentages round down) is how many of the replicas may be missing throughout.',
  fix: 'Add new pods before old ones are stopped: maxUnavailable 0, maxSurge at least 1.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
  examples: {
    before: '',
    unsafe: `
kind: Deployment
spec: { strategy: { rollingUpdate: { maxUnavailable: 2 } } }
`,
    safe: `
kind: Deployment
spec: { strategy: { rollingUpdate: { maxSurge: 2 } } }
`,
  },
  judge: (kept, update) => {
    if (!isOfDeployments(kept)) { return undefined; }
    const { before, after } = kept;
    if (!servesThroughout(kept) || before.strategy.type === 'Recreate' || after.replicas.max === 0) { return undefined; }
    if (isSameJson(before.strategy, after.strategy)) { return []; }
    // A second pod would wait for the volume, or corrupt its data: check reports that, and suggests Recreate.
    if (after.replicas.max <= 1 && heldData(after, update.after)) { return []; }
    if (after.strategy.type === 'Recreate') { return [recreated(kept)]; }
    // A canary of one pod may be missing: the stable version still serves.
    const counts = replicaCounts(after.replicas).filter(pods => pods > 1 || (pods === 1 && !hasPodsBeside(after, update.after)));
    const worst = counts.map(pods => [limitsAt(before, pods), limitsAt(after, pods)] as const)
      .filter(([was, is]) => shareLost(is) > shareLost(was))
      .reduce<readonly [LimitsAt, LimitsAt] | undefined>(
        (most, at) => most && shareLost(most[1]) >= shareLost(at[1]) ? most : at,
        undefined,
      );
    return worst ? [fewer(worst, kept)] : [];
  },
});

type Kept = Change<WorkloadOf<'Deployment'>>;

function isOfDeployments(kept: Change<Workload>): kept is Kept {
  return kept.before.kind === 'Deployment' && kept.after.kind === 'Deployment';
}

function limitsAt({ strategy }: Kept['after'], pods: number): LimitsAt {
  return strategy.type === 'Recreate' ? { pods, surge: 0, unavailable: pods, forced: false }
    : { pods, ...resolveFenceposts(strategy.maxSurge, strategy.maxUnavailable, pods) };
}

function fewer([was, is]: readonly [LimitsAt, LimitsAt], kept: Kept): Violation {
  const { before, after } = kept;
  const isUnavailable = is.forced || strategyValue(before, 'maxUnavailable') === strategyValue(after, 'maxUnavailable');
  return {
    path: isUnavailable ? WORKLOAD_PATHS.maxSurge : WORKLOAD_PATHS.maxUnavailable,
    message: `${thisOne(kept)} may stop ${Math.min(is.unavailable, is.pods)} of ${is.pods} pods before their replacements are ready, `
      + `instead of ${was.unavailable === 0 ? 'none' : was.unavailable}: `
      + `${is.unavailable >= is.pods ? 'until then every request fails.' : `the other ${is.pods - is.unavailable} must carry all requests.`}`,
    fix: leaveStrategy(before),
    severity: rateLoss(was, is),
    recipe: asItWas(kept),
  };
}

function rateLoss(was: LimitsAt, is: LimitsAt): 'error' | 'info' | undefined {
  if (shareLost(is) >= TOO_MUCH) { return 'error'; }
  return shareLost(is) > SPARE_SHARE || was.unavailable === 0 ? undefined : 'info';
}

function recreated(kept: Kept): Violation {
  return {
    path: WORKLOAD_PATHS.strategy,
    message: `The strategy changes from RollingUpdate to Recreate: ${lower(thisOne(kept))} stops all pods before it starts new ones, `
      + 'and every request fails until new pods are ready.',
    fix: leaveStrategy(kept.before),
    severity: 'error',
    recipe: asItWas(kept),
  };
}

function leaveStrategy(before: Workload): string {
  const strategy = strategyOf(before);
  return strategy === undefined ? `Leave out ${showPath(STRATEGY)}, as before.` : `Leave ${showPath(STRATEGY)} at ${valueInWords(strategy)}.`;
}

function asItWas({ before, after }: Kept): Recipe {
  return [{ edits: [set(after.object, STRATEGY, strategyOf(before))] }];
}

// The controller uses the new strategy of the Deployment already for this update.
function thisOne(kept: Change<Workload>): string {
  return restarts(kept) ? 'This update, and each one after it,' : 'Each update from now on';
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function strategyOf({ object }: Workload): unknown {
  return valueAt(rootOf(object.json), STRATEGY);
}

function strategyValue({ strategy }: Kept['after'], field: 'maxUnavailable'): unknown {
  return strategy.type === 'Recreate' ? undefined : strategy[field];
}
