import { ClusterProfile } from '../../../analysis/cluster-profile';
import { allowedStart, earliestAvailable, latestAvailableAfter, PodTimes, podTimes } from '../../../analysis/pod/pod-start';
import { deadlineFor, missesDeadline, onNewNode } from '../../../lifecycle';
import { ManifestSet, showPath, WorkloadOf, WORKLOAD_PATHS } from '../../../manifests';
import { edited, Fix } from '../../fixes/edited';
import { Violation } from '../../rule';
import { containerLabel } from '../../wording/containers';
import { controllerRule } from '../workload-rule';

export const progressDeadlineTooShort = controllerRule(['Deployment', 'Rollout'], {
  id: 'progress-deadline-too-short',
  severity: 'error',
  otherSeverities: ['warning', 'info'],
  title: 'progressDeadlineSeconds shorter than a healthy update',
  impact: 'Pipelines that wait for the rollout give up on a version that is still starting, and roll it back halfway.',
  why: 'The timer restarts with each pod that becomes available, so the deadline must be longer than the slowest start of one pod: startup, probes and minReadySeconds, and on a new node 180 s to provision it and 60 s to pull the image.',
  fix: 'Set progressDeadlineSeconds to the slowest start plus 300 s.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds',
  examples: {
    failing: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/startup-time: 60s } }
spec: { progressDeadlineSeconds: 60 }
`,
    passing: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/startup-time: 60s } }
spec: { progressDeadlineSeconds: 400 }
`,
  },
  judge: (workload, profile, manifests) => {
    const { progressDeadline, minReady } = workload;
    if (progressDeadline <= minReady) { return [refused(workload)]; }
    const times = podTimes(workload, profile, manifests);
    if (!times) { return againstProbes(workload, profile, manifests); }
    const where = missesDeadline(progressDeadline, times.available.worst);
    return where ? [late(progressDeadline, times, where === 'everywhere')] : [];
  },
});

type Deadlined = WorkloadOf<'Deployment' | 'Rollout'>;

const DEADLINE = showPath(WORKLOAD_PATHS.progressDeadline);

function longer(seconds: number): Fix {
  return edited([{ path: WORKLOAD_PATHS.progressDeadline, value: seconds }]);
}

function refused({ kind, progressDeadline, minReady }: Deadlined): Violation {
  return {
    path: WORKLOAD_PATHS.progressDeadline,
    message: `${kind === 'Deployment' ? 'The API server refuses the Deployment' : 'Argo Rollouts refuses the Rollout'}, since ${DEADLINE} ${progressDeadline} is not greater than ${showPath(WORKLOAD_PATHS.minReady)} ${minReady}: the release stops.`,
    ...longer(deadlineFor(minReady)),
  };
}

function late(progressDeadline: number, { startupTime, available: { worst } }: PodTimes, always: boolean): Violation {
  const where = always ? ',' : ' on a new node, which must be provisioned and must pull the image,';
  return {
    path: WORKLOAD_PATHS.progressDeadline,
    message: `A pod that starts in the stated ${startupTime} s counts as available after up to ${always ? worst : onNewNode(worst)} s${where} but ${DEADLINE} is ${progressDeadline}: a healthy update is reported as failed.`,
    ...longer(deadlineFor(worst)),
    severity: always ? undefined : 'info',
  };
}

// What the probes allow for the start.
function againstProbes(workload: Deadlined, profile: ClusterProfile, manifests: ManifestSet): Violation[] | undefined {
  const { progressDeadline, serving } = workload;
  const allowed = allowedStart(workload);
  const earliest = earliestAvailable(workload);
  const fix = longer(deadlineFor(latestAvailableAfter(allowed ?? 0, workload, profile, manifests)));
  if (progressDeadline <= earliest) {
    return [{
      path: WORKLOAD_PATHS.progressDeadline,
      message: `No pod counts as available before ${earliest} s (its probes and minReadySeconds), but ${DEADLINE} is ${progressDeadline}: every update is reported as failed.`,
      ...fix,
    }];
  }
  if (!serving || allowed === undefined || progressDeadline > allowed) { return undefined; }
  return [{
    path: WORKLOAD_PATHS.progressDeadline,
    message: `The startup probe of ${containerLabel(serving)} allows ${allowed} s for a start, but ${DEADLINE} is ${progressDeadline}: such a start is reported as a failed update.`,
    ...fix,
    // The pipeline gives up while the pod has used less than half of the time that its owner allows.
    severity: allowed >= 2 * progressDeadline ? 'warning' : 'info',
  }];
}
