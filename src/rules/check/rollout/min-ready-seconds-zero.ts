import { ClusterProfile } from '../../../analysis/cluster-profile';
import { allowedStart, latestAvailableAfter, podTimes } from '../../../analysis/pod/pod-start';
import { replacementOf } from '../../../analysis/scaling/replacement';
import { servesRequests } from '../../../analysis/traffic/router';
import { controllerOf } from '../../../analysis/workloads';
import { deadlineFor, missesDeadline } from '../../../lifecycle';
import { ManifestSet, WorkloadOf, WORKLOAD_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { FixEdit } from '../../rule';
import { controllerRule } from '../workload-rule';

/** How long a new pod must stay ready before it counts as available, in seconds. */
const MIN_READY = 10;

export const minReadySecondsZero = controllerRule(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'], {
  id: 'min-ready-seconds-zero',
  severity: 'info',
  title: 'minReadySeconds of 0',
  impact: 'A version that crashes shortly after its start replaces every working pod.',
  why: 'With minReadySeconds 0 a pod is available at its first successful readiness probe, and the update stops the next old pod at once.',
  fix: 'Set minReadySeconds to 10.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#min-ready-seconds',
  examples: {
    failing: `
kind: Deployment
spec: { minReadySeconds: null }
`,
    passing: `
kind: Deployment
spec: { minReadySeconds: 10 }
`,
  },
  judge: (workload, profile, manifests) => {
    // Recreate has already stopped all old pods.
    if (!servesRequests(workload) || ['allAtOnce', 'byHand'].includes(replacementOf(workload).kind)) { return undefined; }
    return workload.minReady > 0 ? [] : [{
      object: controllerOf(workload),
      path: WORKLOAD_PATHS.minReady,
      message: 'A new pod counts as available with its first successful probe: a version that crashes a second later replaces every working pod.',
      ...edited([
        { path: WORKLOAD_PATHS.minReady, value: MIN_READY },
        ...'progressDeadline' in workload ? deadlineEdits({ ...workload, minReady: MIN_READY }, profile, manifests) : [],
      ]),
    }];
  },
});

// A pod that becomes available later must still be so before the deadline.
function deadlineEdits(workload: WorkloadOf<'Deployment' | 'Rollout'>, profile: ClusterProfile, manifests: ManifestSet): FixEdit[] {
  const times = podTimes(workload, profile, manifests);
  const slowest = times?.available.worst ?? latestAvailableAfter(allowedStart(workload) ?? 0, workload, profile, manifests);
  const { progressDeadline } = workload;
  const isMissed = times ? missesDeadline(progressDeadline, slowest) !== undefined : progressDeadline <= slowest;
  return isMissed ? [{ path: WORKLOAD_PATHS.progressDeadline, value: deadlineFor(slowest) }] : [];
}
