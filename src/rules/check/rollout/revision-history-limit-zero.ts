import { WORKLOAD_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { controllerRule } from '../workload-rule';

export const revisionHistoryLimitZero = controllerRule(['Deployment', 'StatefulSet', 'DaemonSet'], {
  id: 'revision-history-limit-zero',
  severity: 'warning',
  title: 'revisionHistoryLimit of 0',
  impact: 'When users meet a broken version, `kubectl rollout undo` has no revision to return to, and the outage lasts until a new release.',
  why: 'With revisionHistoryLimit 0 the old ReplicaSets are deleted as soon as an update is complete.',
  fix: 'Keep a few revisions, for example 5.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#clean-up-policy',
  examples: {
    failing: `
kind: Deployment
spec: { revisionHistoryLimit: 0 }
`,
    passing: `
kind: Deployment
spec: { revisionHistoryLimit: 1 }
`,
  },
  judge: ({ revisionHistoryLimit }) => revisionHistoryLimit > 0 ? [] : [{
    path: WORKLOAD_PATHS.revisionHistoryLimit,
    message: 'No old revision is kept: when a version turns out to be broken, `kubectl rollout undo` has no revision to return to.',
    ...edited([{ path: WORKLOAD_PATHS.revisionHistoryLimit, value: 5 }]),
  }],
});
