import { ClusterProfile } from '../../../analysis/cluster-profile';
import { handoverOf, isHandedOver } from '../../../analysis/disruption/handover';
import { stopDelayOf } from '../../../analysis/pod/stop-delay';
import { servesRequests } from '../../../analysis/traffic/router';
import { hasPodsBeside, isIdleColour } from '../../../analysis/traffic/sibling-pods';
import { usesTerminatingEndpoints } from '../../../analysis/traffic/terminating-endpoints';
import { INTENT_KEYS } from '../../../intent/annotations';
import { CONTAINER_PATHS, intentPath, ManifestSet, Path, showPath, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { raisedGracePeriodClause } from '../../fixes/prestop';
import { Violation } from '../../rule';
import { workloadRule } from '../workload-rule';

export const replicas1 = workloadRule({
  id: 'replicas-1',
  severity: 'error',
  title: 'A single pod',
  impact: 'Whenever that pod is evicted, crashes or loses its node, no pod answers until a new one is ready.',
  why: 'An eviction takes a pod before its replacement is there. Only a stop delay that outlasts the start of the replacement covers for it, and only behind a router that goes on sending to the last stopping pod, as kube-proxy does.',
  fix: 'Run at least 2 replicas. For one, state with the annotation cdk8s-zero-downtime/handover how long a replacement needs, at least the slowest start, and let the preStop hook last that long.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets',
  examples: {
    failing: `
kind: Deployment
spec: { replicas: 1 }
`,
    passing: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/handover: 60s, cdk8s-zero-downtime/startup-time: 20s } }
spec:
  replicas: 1
  template:
    spec:
      terminationGracePeriodSeconds: 95
      containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 60 } } } }]
`,
  },
  judge: (workload, profile, manifests) => {
    // How few pods an autoscaler may leave is a rule of its own.
    if (!servesRequests(workload) || workload.autoscalers.length > 0) { return undefined; }
    const { replicas: { min: pods }, intent: { handover } } = workload;
    if (pods > 1 || hasPodsBeside(workload, manifests) || isIdleColour(workload, manifests)) { return []; }
    if (pods === 0) { return [violation('No pod runs, since spec.replicas is 0: every request fails.', `Set ${REPLICAS} to at least 2.`)]; }
    if (isHandedOver(workload, profile, manifests)) { return []; }
    return handover === undefined ? [single(workload)] : uncovered(workload, handover, profile, manifests);
  },
});

const REPLICAS = showPath(WORKLOAD_PATHS.declaredReplicas);
const HANDOVER = showPath(intentPath(INTENT_KEYS.handover));

function violation(message: string, fix: string, path: Path = WORKLOAD_PATHS.declaredReplicas): Violation {
  return { path, message, fix };
}

function single({ declaredReplicas, budgets }: Workload): Violation {
  const one = declaredReplicas === undefined ? `Only one pod runs, since ${REPLICAS} is left out` : 'Only one pod runs';
  return violation(`${one}: while it is evicted, crashes or loses its node, every request fails until a new one is ready.`,
    `Set ${REPLICAS} to at least 2${budgets.length > 0 ? '' : ', and add a PodDisruptionBudget with spec.maxUnavailable 1'}.`);
}

function uncovered(workload: Workload, handover: number, profile: ClusterProfile, manifests: ManifestSet): Violation[] {
  const needed = handoverOf(workload, profile, manifests) ?? handover;
  if (!usesTerminatingEndpoints(workload, profile, manifests)) {
    return [violation(
      `The only pod cannot cover for its replacement, as ${HANDOVER} says: its router does not send to a pod that is stopping, so in each drain every request fails for up to ${needed} s.`,
      `Set ${REPLICAS} to at least 2, and remove ${HANDOVER}.`,
    )];
  }
  const delay = stopDelayOf(workload) ?? 0;
  const { serving } = workload;
  const hook: Path = [...serving?.path ?? [...WORKLOAD_PATHS.containers, 0], ...CONTAINER_PATHS.preStop];
  const source = needed > handover ? `its start and its probes, longer than ${HANDOVER} says` : HANDOVER;
  return [violation(
    `The only pod gets SIGTERM ${delay} s after the request to stop, but its replacement needs up to ${needed} s (${source}): in each drain every request fails for up to ${needed - delay} s.`,
    `Set ${showPath([...hook, 'sleep', 'seconds'])} to ${needed}${raisedGracePeriodClause(needed, delay, workload, profile)}, or ${REPLICAS} to at least 2.`,
    hook,
  )];
}
