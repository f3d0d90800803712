import { Severity, RuleResult, Violation } from '../..';
import { hasPodsBeside } from '../../../analysis/traffic/sibling-pods';
import { controllerOf } from '../../../analysis/workloads';
import { ManifestObject, numberAt, rootOf, showPath, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { servesThroughout } from '../capacity-served';
import { Change } from '../object-diff';
import { set } from '../recipe';
import { changesOf, Fall } from './falls';
import { isHalved, recipeInSteps, stepsBetween } from './steps';
import { podsOf, timesAsMany } from './wording';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

export const replicasReduced: UpdateRule = {
  id: 'replicas-reduced',
  severity: 'error',
  otherSeverities: ['warning', 'info'],
  title: 'Replicas reduced',
  impact: 'The remaining pods get all requests: they become slow or fail, and with a single pod each eviction is an outage.',
  why: 'A lower number takes effect at once, whatever the load is. Where spec.replicas is left out, an apply resets it to 1.',
  fix: 'Lower the number in steps, and keep at least two pods.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment',
  examples: {
    before: `
kind: Deployment
spec: { replicas: 8 }
`,
    unsafe: `
kind: Deployment
spec: { replicas: 4 }
`,
    safe: `
kind: Deployment
spec: { replicas: 5 }
`,
  },
  judge: update => update.workloads.kept.flatMap((kept): RuleResult[] => {
    const { before, after } = kept;
    if (!servesThroughout(kept)) { return []; }
    const takeover = takenOver(kept);
    if (takeover) { return [takeover]; }
    // A Rollout that refers to a Deployment has the number itself; the Deployment is the object that is compared.
    if (controllerOf(after) !== after.object) { return []; }
    const changes = changesOf(kept);
    if (changes === undefined || before.replicas.max === 0) { return []; }
    const { object, falls } = changes;
    const violations = falls.flatMap(fall => findViolations(fall, object, kept, update));
    // Steps of one number alone are not enough.
    const alone = violations.length === 1 ? violations : violations.map(({ recipe: _, ...violation }) => violation);
    return [{ object, workload: after, violations: alone }];
  }),
};

// The Deployment stops all its pods at once, while those of the Rollout that refers to it are still starting.
function takenOver({ before, after }: Change<Workload>): RuleResult | undefined {
  if (before.kind !== 'Deployment' || after.kind !== 'Rollout' || before.replicas.min === 0) { return undefined; }
  const path = WORKLOAD_PATHS.declaredReplicas;
  const isStopped = numberAt(rootOf(after.object.json), path) === 0;
  return {
    object: after.object,
    workload: after,
    violations: isStopped ? [{
      path,
      message: `Deployment ${shorten(after.object.name)} is scaled from ${podsOf(before.replicas.min)} to 0 in the release that adds Rollout ${shorten(after.name)}: its pods stop at once, and every request fails until those of the Rollout are ready.`,
      fix: `Leave ${showPath(path)} at ${before.replicas.min} until the pods of the Rollout are ready, for example with spec.workloadRef.scaleDown: onsuccess of the Rollout.`,
      severity: 'error',
      recipe: [{ edits: [set(after.object, path, before.replicas.min)], until: 'when the pods of the Rollout are ready' }, { edits: [] }],
    }] : [],
  };
}

function findViolations(
  fall: Fall,
  object: ManifestObject,
  { before, after }: Change<Workload>,
  { after: manifests }: Update,
): Violation[] {
  const severity = severityOf(fall);
  if (!severity) { return []; }
  const { path, from, to, what } = fall;
  // The rest of a canary, or the colour that was switched off.
  const beside = to <= 1 && hasPodsBeside(after, manifests);
  const isLowered = to > 1 && !fall.byLoad && !fall.isPause;
  const inSteps = isLowered ? recipeInSteps(object, path, stepsBetween(from, to, fall.floor)) : undefined;
  return [{
    path,
    message: `${what}${consequence(fall)}`,
    fix: fixOf(fall),
    severity: beside ? 'info' : severity,
    recipe: fall.leftOut ? [{ edits: [set(object, path, before.declaredReplicas)] }] : inSteps,
  }];
}

function severityOf({ from, to, byLoad, floor = 0 }: Fall): Severity | undefined {
  if (to >= from) { return undefined; }
  if (to <= 1 && from > 1) { return 'error'; }
  // No pod at all, and nothing that would start one.
  if (to === 0 && !byLoad) { return 'error'; }
  if (!isHalved(from, to) && to >= floor) { return undefined; }
  return 'warning';
}

function consequence({ from, to, byLoad }: Fall): string {
  if (to === 0) { return byLoad ? ': the next requests fail until one has started.' : ': every request fails.'; }
  if (to === 1) { return ': that pod gets every request, and all requests fail whenever it is evicted or crashes.'; }
  return byLoad ? ': when the load rises fast, that many fewer pods must carry it until others have started.'
    : `: under the same load each remaining pod gets ${timesAsMany(from, to)} the requests.`;
}

function fixOf({ path, from, to, leftOut, byLoad, isPause }: Fall): string {
  const field = showPath(path);
  if (isPause) { return `Remove ${field}, so that the load decides again.`; }
  if (leftOut) {
    return `Set ${field} to ${from}. If an autoscaler that is not in these manifests sets it, remove it first with kubectl apply edit-last-applied.`;
  }
  if (from <= 1) { return `Leave ${field} at ${from} until no client calls its pods.`; }
  if (to <= 1) { return `Set ${field} to 2 or more.`; }
  return byLoad ? `Make sure that ${podsOf(to)} can carry a sudden load, or leave ${field} at ${from}.`
    : `Lower ${field} in steps, and watch the load of the remaining pods.`;
}
