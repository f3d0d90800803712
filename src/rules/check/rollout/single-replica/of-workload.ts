import { ClusterProfile } from '../../../../analysis/cluster-profile';
import { handoverOf, isHandedOver } from '../../../../analysis/disruption/handover';
import { stopDelayOf } from '../../../../analysis/pod/stop-delay';
import { HeldData, heldData } from '../../../../analysis/scaling/held-data';
import { hasUsers } from '../../../../analysis/traffic/router';
import { hasPodsBeside, isIdleColour } from '../../../../analysis/traffic/sibling-pods';
import { usesTerminatingEndpoints } from '../../../../analysis/traffic/terminating-endpoints';
import { controllerOf } from '../../../../analysis/workloads';
import { INTENT_KEYS } from '../../../../intent/annotations';
import { CONTAINER_PATHS, intentPath, ManifestSet, Path, showPath, Workload, WORKLOAD_PATHS } from '../../../../manifests';
import { addedBudget } from '../../../fixes/budget';
import { dataInWords, keepsData, movedData } from '../../../fixes/data';
import { edited, Fix } from '../../../fixes/edited';
import { addedSleepingHook, sleepingHook, withGracePeriod } from '../../../fixes/prestop';
import { FixEdit, Violation } from '../../../rule';
import { workloadPart } from '../../workload-rule';

export const ofWorkload = workloadPart((workload, profile, manifests) => {
  // The minimum of an autoscaler has another rule.
  if (!hasUsers(workload) || workload.autoscalers.length > 0) { return undefined; }
  const { replicas: { min: pods }, intent: { handover } } = workload;
  if (pods > 1 || hasPodsBeside(workload, manifests) || isIdleColour(workload, manifests)) { return []; }
  if (pods === 0) { return [{ ...NONE, object: controllerOf(workload) }]; }
  if (isHandedOver(workload, profile, manifests)) { return []; }
  const data = heldData(workload, manifests);
  const found = (handover === undefined ? single : uncovered)(workload, data, profile, manifests);
  return [found.path === WORKLOAD_PATHS.declaredReplicas ? { ...found, object: controllerOf(workload) } : found];
});

const REPLICAS = showPath(WORKLOAD_PATHS.declaredReplicas);
const HANDOVER = intentPath(INTENT_KEYS.handover);
/** Not a defect, but a decision. */
const NONE: Violation = {
  path: WORKLOAD_PATHS.declaredReplicas,
  severity: 'info',
  message: `No pod runs, since ${REPLICAS} is 0: until that is changed, every request fails.`,
  fix: `Raise ${REPLICAS} to serve users again, or remove the Services and routes that lead to no pod.`,
};

const TWO: FixEdit = { path: WORKLOAD_PATHS.declaredReplicas, value: 2 };
const BY_HAND = 'whether two pods may run at the same time';

function violation(message: string, fix: Fix, path: Path = WORKLOAD_PATHS.declaredReplicas): Violation {
  return { path, message, ...fix };
}

function single(workload: Workload, data: HeldData | undefined, profile: ClusterProfile, manifests: ManifestSet): Violation {
  const one = workload.declaredReplicas === undefined ? `Only one pod runs, since ${REPLICAS} is left out` : 'Only one pod runs';
  // A StatefulSet does not start a pod before the one of the same name is deleted.
  const when = workload.kind === 'StatefulSet' ? 'updated, evicted, crashes' : 'evicted, crashes';
  const message = `${one}: while it is ${when} or loses its node, every request fails until a new one is ready.`;
  if (data) {
    return {
      ...violation(`${message} A second one would not share its data, or would compete for it (${dataInWords(data)}).`, { fix: keepsData(data, 'one pod', 'single-replica') }),
      // Replication needs another application; until then one pod is right.
      severity: 'warning',
    };
  }
  const budget = workload.budgets.length > 0 ? [] : [addedBudget(workload, profile, manifests)];
  return violation(message, edited([TWO, ...budget], { byHand: BY_HAND }));
}

function uncovered(workload: Workload, data: HeldData | undefined, profile: ClusterProfile, manifests: ManifestSet): Violation {
  const handover = workload.intent.handover ?? 0;
  const needed = handoverOf(workload, profile, manifests) ?? handover;
  if (!usesTerminatingEndpoints(workload, profile, manifests)) {
    return violation(
      `The only pod cannot bridge the start of its replacement, as ${showPath(HANDOVER)} claims: its router does not send to a stopping pod, so in each drain every request fails for up to ${needed} s.`,
      data ? { fix: keepsData(data, 'one pod', 'single-replica') } : edited([TWO, { path: HANDOVER, value: undefined }], { byHand: BY_HAND }),
    );
  }
  const delay = stopDelayOf(workload, manifests) ?? 0;
  const { serving } = workload;
  const hook: Path = [...serving?.path ?? [...WORKLOAD_PATHS.containers, 0], ...CONTAINER_PATHS.preStop];
  const source = needed > handover ? `its start and its probes, longer than ${showPath(HANDOVER)} states` : showPath(HANDOVER);
  const isReplaced = serving?.preStop !== undefined && serving.preStop.kind !== 'sleep';
  const sleeping = (isReplaced ? sleepingHook : addedSleepingHook)(hook, needed, profile);
  return violation(
    `The only pod gets SIGTERM ${delay} s after the request to stop, but its replacement needs up to ${needed} s (${source}): in each drain every request fails for up to ${needed - delay} s.`,
    withGracePeriod(sleeping, needed, delay, workload, profile, {
      or: data ? movedData(data) : `set ${REPLICAS} to at least 2`,
      ...isReplaced && { byHand: 'what else the hook does besides waiting' },
    }),
    hook,
  );
}
