import { ClusterProfile } from '../../../analysis/cluster-profile';
import { allowedStart, latestAvailableAfter, podTimes } from '../../../analysis/pod/pod-start';
import { servesRequests } from '../../../analysis/traffic/router';
import { deadlineFor, missesDeadline } from '../../../lifecycle';
import { ManifestSet, WorkloadOf, WORKLOAD_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { FixEdit } from '../../rule';
import { controllerRule } from '../workload-rule';

/** How long pods prove themselves, in seconds. */
const MIN_READY = 10;

export const minReadySecondsZero = controllerRule(['Deployment'], {
  id: 'min-ready-seconds-zero',
  severity: 'info',
  title: 'minReadySeconds of 0',
  impact: 'A version that crashes a moment after its start replaces every pod that works.',
  why: 'With minReadySeconds 0 a pod is available at its first successful readiness probe, and the update stops the next old pod at once.',
  fix: 'Let pods prove themselves for 10 seconds.',
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
    // Recreate has stopped all old pods before.
    if (!servesRequests(workload) || workload.strategy.type === 'Recreate') { return undefined; }
    return workload.minReady > 0 ? [] : [{
      path: WORKLOAD_PATHS.minReady,
      message: 'A new pod counts as available with its first good answer: a version that crashes a second later replaces every pod that works.',
      ...edited([
        { path: WORKLOAD_PATHS.minReady, value: MIN_READY },
        ...deadlineEdits({ ...workload, minReady: MIN_READY }, profile, manifests),
      ]),
    }];
  },
});

// A pod that counts later must still count before the deadline.
function deadlineEdits(workload: WorkloadOf<'Deployment'>, profile: ClusterProfile, manifests: ManifestSet): FixEdit[] {
  const times = podTimes(workload, profile, manifests);
  const slowest = times?.available.worst ?? latestAvailableAfter(allowedStart(workload) ?? 0, workload, profile, manifests);
  const { progressDeadline } = workload;
  const isMissed = times ? missesDeadline(progressDeadline, slowest) !== undefined : progressDeadline <= slowest;
  return isMissed ? [{ path: WORKLOAD_PATHS.progressDeadline, value: deadlineFor(slowest) }] : [];
}
