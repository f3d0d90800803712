import {
  cutsJobs, GiveBack, giveBackOf, gracePeriodOfJobs, gracePeriodToGiveBack, leavesDefaultToJobs, longestJobOf,
} from '../../../analysis/pod/queue-worker';
import { INTENT_KEYS } from '../../../intent/annotations';
import { intentPath, ManifestSet, numberAt, rootOf, showPath, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { workloadRule } from '../workload-rule';

const WORKER = (grace: number): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: worker }
spec:
  replicas: 2
  revisionHistoryLimit: 5
  selector: { matchLabels: { app: worker } }
  template:
    metadata: { labels: { app: worker } }
    spec:
      enableServiceLinks: false
      terminationGracePeriodSeconds: ${grace}
      securityContext: { runAsNonRoot: true, runAsUser: 10001 }
      containers:
        - name: worker
          image: registry.example.com/worker:1.4.2
          command: [celery, -A, shop, worker, --time-limit=600]
`;

export const workerGracePeriodTooShort = workloadRule({
  id: 'worker-grace-period-too-short',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'terminationGracePeriodSeconds shorter than the longest job',
  impact: 'Each update, scale-down and drain kills running jobs: they are lost or start again, and users wait for them.',
  why: 'A worker takes no new job after SIGTERM, but its running job must end before SIGKILL, terminationGracePeriodSeconds after the request to stop.',
  fix: 'Set terminationGracePeriodSeconds to the longest job plus 5 s to exit, or make jobs shorter.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
  examples: { failing: WORKER(30), passing: WORKER(605) },
  judge: (workload, _, manifests) => {
    const needed = gracePeriodOfJobs(workload, manifests);
    const path = WORKLOAD_PATHS.gracePeriod;
    if (leavesDefaultToJobs(workload)) { return [unsaid(workload)]; }
    const giveBack = giveBackOf(workload);
    if (giveBack) { return givenBackLate(workload, giveBack, manifests); }
    if (needed === undefined) { return undefined; }
    return !cutsJobs(workload, manifests) ? [] : [{
      path,
      message: `A job may take ${longestJobOf(workload)} s, but ${showPath(path)} is ${workload.gracePeriod}: each update, scale-down and drain kills running jobs, which are lost or start again.`,
      ...edited([{ path, value: needed }], { or: 'make jobs shorter', byHand: 'whether drains may wait that long' }),
    }];
  },
});

function unsaid({ object, gracePeriod }: Workload): Violation {
  const path = WORKLOAD_PATHS.gracePeriod;
  const is = numberAt(rootOf(object.json), path) === undefined ? 'not set and defaults to 30' : `${gracePeriod}`;
  return {
    severity: 'warning',
    path,
    message: `The pods take jobs from a queue, but ${showPath(path)} is ${is}: each update, scale-down and drain kills jobs that take longer.`,
    fix: `Set ${showPath(path)} to the longest job plus 5 s, or set ${showPath(intentPath(INTENT_KEYS.longestJob))} to the longest job, such as "20s".`,
  };
}

function givenBackLate(workload: Workload, giveBack: GiveBack, manifests: ManifestSet): Violation[] {
  const path = WORKLOAD_PATHS.gracePeriod;
  const needed = gracePeriodToGiveBack(workload, giveBack, manifests);
  return workload.gracePeriod >= needed ? [] : [{
    path,
    severity: giveBack.isSaid ? 'error' : 'warning',
    message: `Sidekiq returns running jobs to the queue ${giveBack.seconds} s after SIGTERM${giveBack.isSaid ? '' : ', by default'}, but ${showPath(path)} is ${workload.gracePeriod}: `
      + 'each update, scale-down and drain kills them before that, and the jobs are lost.',
    ...edited([{ path, value: needed }], { or: `lower the timeout of Sidekiq to ${Math.max(0, workload.gracePeriod - (needed - giveBack.seconds))} s` }),
  }];
}
