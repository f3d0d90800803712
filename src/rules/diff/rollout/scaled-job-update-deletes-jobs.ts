import { groupOf, isSameJson, ManifestObject, Path, rootOf, showPath, stringAt } from '../../../manifests';
import { shorten } from '../../../text';
import { Violation } from '../../rule';
import { set } from '../recipe';
import { changedObjects } from '../update';
import { UpdateRule } from '../update-rule';

const STRATEGY: Path = ['spec', 'rollout', 'strategy'];
/** Deprecated, and stronger than the other. */
const OLD_STRATEGY: Path = ['spec', 'rolloutStrategy'];

const SCALED = (image: string, rollout: string): string => `
apiVersion: keda.sh/v1alpha1
kind: ScaledJob
metadata: { name: ocr }
spec:
  jobTargetRef: { template: { spec: { restartPolicy: Never, containers: [{ name: ocr, image: 'registry.example.com/ocr:${image}' }] } } }
  rollout: { strategy: ${rollout} }
  triggers: [{ type: rabbitmq, metadata: { queueName: contracts, mode: QueueLength, value: '1' } }]
`;

export const scaledJobUpdateDeletesJobs: UpdateRule = {
  id: 'scaled-job-update-deletes-jobs',
  severity: 'warning',
  title: 'Changed ScaledJob that deletes its jobs at work',
  impact: 'All jobs at work are cut: what they had done is lost or done again, and users wait for it.',
  why: 'KEDA deletes the jobs of the old spec as soon as any field of spec changes, unless rollout.strategy is gradual.',
  fix: 'Set spec.rollout.strategy to gradual, which holds for this change already.',
  reference: 'https://keda.sh/docs/latest/reference/scaledjob-spec/#rollout',
  examples: { before: SCALED('1.0.0', 'default'), unsafe: SCALED('1.0.1', 'default'), safe: SCALED('1.0.1', 'gradual') },
  judge: update => changedObjects(update)
    .filter(({ after }) => isScaledJob(after))
    .map(({ before, after }) => ({
      object: after,
      violations: isSameJson(before.json.spec, after.json.spec) || keepsJobs(after) ? [] : [violation(after)],
    })),
};

function isScaledJob(object: ManifestObject): boolean {
  return object.kind === 'ScaledJob' && groupOf(object) === 'keda.sh';
}

// Paused, it deletes nothing until it goes on.
function keepsJobs(object: ManifestObject): boolean {
  const isPaused = (object.annotations['autoscaling.keda.sh/paused'] ?? 'false') !== 'false';
  return isPaused || strategyOf(object).value === 'gradual';
}

function strategyOf({ json }: ManifestObject): { readonly path: Path; readonly value?: string } {
  const old = stringAt(rootOf(json), OLD_STRATEGY);
  return old ? { path: OLD_STRATEGY, value: old } : { path: STRATEGY, value: stringAt(rootOf(json), STRATEGY) };
}

function violation(after: ManifestObject): Violation {
  const { path } = strategyOf(after);
  return {
    path,
    message: `KEDA deletes all jobs of ScaledJob ${shorten(after.name)} that are at work when this change is applied: `
      + 'what they had done is lost, or done again from the beginning.',
    fix: `Set ${showPath(path)} to gradual: it holds for this change already.`,
    recipe: [{ edits: [set(after, path, 'gradual')] }],
  };
}
