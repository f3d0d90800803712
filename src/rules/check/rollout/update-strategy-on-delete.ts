import { controllerOfPods } from './controller-examples';
import { nodePorts } from '../../../analysis/scheduling/host-ports';
import { localService } from '../../../analysis/traffic/local-service';
import { DAEMON_SET_PATHS, STATEFUL_SET_PATHS, WorkloadOf } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { FixEdit } from '../../rule';
import { controllerRule } from '../workload-rule';

const MEMBERS = (update: string): string => controllerOfPods('StatefulSet', `replicas: 3\n  updateStrategy: ${update}`);

export const updateStrategyOnDelete = controllerRule(['StatefulSet', 'DaemonSet'], {
  id: 'update-strategy-on-delete',
  severity: 'warning',
  title: 'updateStrategy OnDelete',
  impact: 'A release looks applied while all pods keep their old revision; single pods get the new one whenever a node is drained.',
  why: 'With OnDelete the controller replaces no pod. A pod gets the new revision only when it is deleted by hand, or evicted.',
  fix: 'Use RollingUpdate, unless an operator deletes the pods in its own order.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
  examples: { failing: MEMBERS('{ type: OnDelete }'), passing: MEMBERS('{ type: RollingUpdate }') },
  judge: workload => {
    const { kind, update, replicas } = workload;
    if (replicas.max === 0) { return undefined; }
    const path = STATEFUL_SET_PATHS.update;
    return update.type !== 'OnDelete' ? [] : [{
      path,
      message: `With OnDelete, an update of the ${kind} replaces no pod: each keeps its old revision until it is deleted by hand or evicted, and then starts with the new one at an unplanned time.`,
      ...edited([{ path, value: 'RollingUpdate' }, ...withoutGap(workload)], { byHand: 'that no operator or script deletes the pods in its own order' }),
    }];
  },
});

// If callers reach only the pod on their own node, it must not stop before its replacement is ready.
function withoutGap(workload: WorkloadOf<'StatefulSet' | 'DaemonSet'>): FixEdit[] {
  return workload.kind === 'StatefulSet' || !localService(workload) || nodePorts(workload).length > 0 ? [] : [
    { path: DAEMON_SET_PATHS.maxUnavailable, value: 0 },
    { path: DAEMON_SET_PATHS.maxSurge, value: 1 },
  ];
}
