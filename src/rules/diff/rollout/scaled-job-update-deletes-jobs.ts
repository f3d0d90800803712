import { groupOf, isSameJson, ManifestObject, Path, rootOf, showPath, stringAt } from '../../../manifests';
import { shorten } from '../../../text';
import { Violation } from '../../rule';
import { set } from '../recipe';
import { changedObjects } from '../update';
import { UpdateRule } from '../update-rule';

const STRATEGY: Path = ['spec', 'rollout', 'strategy'];
/** Deprecated, and overrides the other. */
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
  title: 'Changed ScaledJob that deletes its running jobs',
  impact: 'All running jobs are deleted: their work is lost or done again, and users wait for it.',
  why: 'KEDA deletes the jobs of the old spec as soon as any field of spec changes, unless rollout.strategy is gradual.',
  fix: 'Set spec.rollout.strategy to gradual, which already applies to this change.',
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

// While paused, it deletes no job.
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
    message: `KEDA deletes all running jobs of ScaledJob ${shorten(after.name)} when this change is applied: `
      + 'their work is lost, or done again from the beginning.',
    fix: `Set ${showPath(path)} to gradual, which already applies to this change.`,
    recipe: [{ edits: [set(after, path, 'gradual')] }],
  };
}
