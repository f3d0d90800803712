import { isVersioned } from '../../../analysis/config/generated-names';
import { isHook, isMigrationJob, isReplaced } from '../../../analysis/config/migrations';
import { numberAt, rootOf } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { objectRule } from '../object-rule';

const TTL = ['spec', 'ttlSecondsAfterFinished'];

export const migrationJobRunsOnce = objectRule({
  id: 'migration-job-runs-once',
  severity: 'warning',
  title: 'Migration Job that runs only once',
  impact: 'The next release is refused at its migration, and stays half applied.',
  why: 'The pod template of a Job is immutable. While the Job of the last release exists, one with a new image cannot be applied under the same name.',
  fix: 'Give each release its own Job: with a version in its name, or as a hook.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#ttl-mechanism-for-finished-jobs',
  examples: {
    failing: `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate, annotations: { argocd.argoproj.io/sync-wave: '-1' } }
spec:
  template:
    spec: { restartPolicy: Never, containers: [{ name: migrate, image: 'registry.example.com/web:1.4.2', command: [bin/migrate] }] }
`,
    passing: `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate-1-4-2, annotations: { argocd.argoproj.io/sync-wave: '-1' } }
spec:
  template:
    spec: { restartPolicy: Never, containers: [{ name: migrate, image: 'registry.example.com/web:1.4.2', command: [bin/migrate] }] }
`,
  },
  judge: object => {
    if (!isMigrationJob(object)) { return undefined; }
    if (object.name.endsWith('*') || isVersioned(object.name) || isHook(object) || isReplaced(object)) { return []; }
    if (numberAt(rootOf(object.json), TTL) !== undefined) { return []; }
    return [{
      path: ['metadata', 'name'],
      message: `Job ${object.name} keeps its name, but its pod template is immutable: the next release with a new image is refused here, and stays half applied.`,
      ...edited([{ path: TTL, value: 600 }], {
        or: 'add the version to metadata.name',
        byHand: 'that the migration may run again: Argo CD and Flux recreate a Job that was deleted',
      }),
    }];
  },
});
