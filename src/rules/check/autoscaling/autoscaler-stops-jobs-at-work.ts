import { ignoresJobsAtWork, longestJobOf } from '../../../analysis/pod/queue-worker';
import { listAt, rootOf, stringAt } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';

const SCALED = (flight: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: worker }
spec:
  revisionHistoryLimit: 5
  selector: { matchLabels: { app: worker } }
  template:
    metadata: { labels: { app: worker } }
    spec:
      enableServiceLinks: false
      terminationGracePeriodSeconds: 120
      securityContext: { runAsNonRoot: true, runAsUser: 10001 }
      containers: [{ name: worker, image: 'registry.example.com/worker:1.4.2' }]
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: worker }
spec:
  scaleTargetRef: { name: worker }
  minReplicaCount: 2
  maxReplicaCount: 10
  triggers: [{ type: aws-sqs-queue, metadata: { queueURL: 'https://sqs.example.com/jobs', queueLength: '5', scaleOnInFlight: '${flight}' } }]
`;

export const autoscalerStopsJobsAtWork: Rule = {
  id: 'autoscaler-stops-jobs-at-work',
  severity: 'warning',
  title: 'KEDA trigger that does not count running jobs',
  impact: 'When the last waiting jobs are taken, busy workers are removed: their jobs are cut after the grace period.',
  why: 'If running jobs are not counted, a queue whose jobs have all been taken counts as empty, and KEDA scales to its minimum.',
  fix: 'Count running jobs as well, or use a ScaledJob, whose pods end by themselves.',
  reference: 'https://keda.sh/docs/latest/concepts/scaling-jobs/',
  examples: { failing: SCALED('false'), passing: SCALED('true') },
  judge: manifests => manifests.workloads.flatMap(workload => workload.autoscalers.flatMap((autoscaler): RuleResult[] => {
    const triggers = listAt(rootOf(autoscaler.object.json), ['spec', 'triggers']);
    if (triggers.length === 0) { return []; }
    const longest = longestJobOf(workload);
    const cut = `jobs that need more than the grace period of ${workload.gracePeriod} s are cut`;
    return [{
      object: autoscaler.object,
      workload,
      violations: longest !== undefined && longest < workload.gracePeriod ? [] : triggers.flatMap((trigger): Violation[] => {
        const field = ignoresJobsAtWork(trigger);
        if (field === undefined) { return []; }
        const path = [...trigger.path, 'metadata', field];
        return [{
          path,
          message: `With ${field} ${stringAt(trigger, ['metadata', field]) ?? ''} only waiting jobs count: when the last ones are taken, KEDA removes busy pods, and ${cut}.`,
          ...edited([{ path, value: field === 'scaleOnInFlight' ? 'true' : 'false' }], { or: 'use a ScaledJob, whose pods end by themselves' }),
        }];
      }),
    }];
  })),
};
