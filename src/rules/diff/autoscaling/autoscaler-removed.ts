import { Severity, Violation } from '../..';
import { maximumPath } from '../../../analysis/scaling/autoscaler';
import { intendedTarget } from '../../../analysis/scaling/intended-targets';
import { HORIZONTAL_POD_AUTOSCALER_PATHS, numberAt, rootOf, showPath, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { servesThroughout } from '../capacity-served';
import { workloadChangeRule } from '../change-rules';
import { Change } from '../object-diff';
import { set } from '../recipe';
import { Update } from '../update';
import { podsOf } from './wording';

export const autoscalerRemoved = workloadChangeRule({
  id: 'autoscaler-removed',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Autoscaler removed',
  impact: 'Pods are stopped at peak load, or none are added when the load rises: the remaining pods are overloaded.',
  why: 'Without an autoscaler, spec.replicas decides: the number in the manifest, or, where the manifest never had one, the number that the autoscaler set last.',
  fix: 'Set spec.replicas to what the peak load needs: the maximum of the autoscaler.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  examples: {
    before: `
kind: Deployment
spec: { replicas: null }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 3, maxReplicas: 10 }
`,
    unsafe: `
kind: Deployment
spec: { replicas: 2 }
---
kind: HorizontalPodAutoscaler
$patch: delete
`,
    safe: `
kind: Deployment
spec: { replicas: 10 }
---
kind: HorizontalPodAutoscaler
$patch: delete
`,
  },
  judge: (kept, update) => {
    const { before, after } = kept;
    if (before.autoscalers.length === 0 || after.autoscalers.length > 0 || !servesThroughout(kept)) { return undefined; }
    const left = leftOf(kept);
    if (left.pods === undefined ? before.replicas.min === before.replicas.max : left.pods >= before.replicas.max) { return []; }
    return [{
      path: WORKLOAD_PATHS.declaredReplicas,
      message: `${displayName(before.autoscalers[0].object)}, which ran from ${before.replicas.min} to ${podsOf(before.replicas.max)}, no longer scales this Deployment, `
        + `and ${left.words}`,
      severity: left.severity,
      ...remedyOf(kept, update),
    }];
  },
});

function remedyOf({ before, after }: Change<Workload>, update: Update): Pick<Violation, 'fix' | 'recipe'> {
  const astray = update.after.autoscalers
    .find(({ object, target }) => intendedTarget(object, target, update.after) === after.object);
  if (astray) {
    const path = [...HORIZONTAL_POD_AUTOSCALER_PATHS.target, 'name'];
    return {
      fix: `Set ${showPath(path)} of ${displayName(astray.object)} to ${shorten(after.name)}: no ${astray.target.kind} ${shorten(astray.target.name)} is in the manifests.`,
      recipe: [{ edits: [set(astray.object, path, after.name)] }],
    };
  }
  const path = WORKLOAD_PATHS.declaredReplicas;
  return {
    fix: `Set ${showPath(path)} to what the peak load needs${isMaximumSaid(before) ? `, at most ${before.replicas.max}` : ''}.`,
    // KEDA's default is not a choice of the owner.
    recipe: isMaximumSaid(before) ? [{ edits: [set(after.object, path, before.replicas.max)] }] : undefined,
  };
}

interface Left {
  /** Undefined where the number of pods stays as the autoscaler left it. */
  readonly pods?: number;
  readonly words: string;
  readonly severity: Severity;
}

function leftOf({ before, after }: Change<Workload>): Left {
  const path = showPath(WORKLOAD_PATHS.declaredReplicas);
  const written = after.declaredReplicas;
  if (written !== undefined) {
    const isTooFew = written < before.replicas.min || written === 0;
    const words = isTooFew
      ? `${path} ${written} is below its minimum: the other pods are stopped at once, and the remaining ones get every request.`
      : `${path} is ${written}: at peak load the other pods are stopped at once, and none are added when the load rises.`;
    return { pods: written, words, severity: isTooFew ? 'error' : 'warning' };
  }
  if (before.declaredReplicas !== undefined) {
    const words = `${path} ${before.declaredReplicas} is left out as well: kubectl apply and Helm 3 remove it from the cluster, the API server defaults it to 1, `
      + 'and that one pod gets every request.';
    return { pods: 1, words, severity: 'error' };
  }
  // Neither the previous manifests nor these have the field, so no apply touches it.
  return { words: `without ${path} the number of pods stays as the autoscaler left it: none are added when the load rises.`, severity: 'warning' };
}

function isMaximumSaid({ autoscalers }: Workload): boolean {
  return autoscalers.every(autoscaler => numberAt(rootOf(autoscaler.object.json), maximumPath(autoscaler)) !== undefined);
}
