import { needsPreference, roomBesideOld } from './anti-affinity';
import { edited, Fix } from './edited';
import { limitPathsOf } from '../../analysis/scaling/replacement';
import { FEWEST_TO_SPARE_ONE, LimitsAt, limitsOf } from '../../analysis/scaling/rollout-limits';
import { nodePorts } from '../../analysis/scheduling/host-ports';
import { requiredAntiAffinity } from '../../analysis/scheduling/spread';
import { showPath, Workload } from '../../manifests';

/** Makes an update add pods before it stops old ones. Not for pods that hold data. */
export function surging(workload: Workload, kubernetesMinor: number): Fix {
  const limits = limitsOf(workload);
  const { maxSurge, maxUnavailable } = limitPathsOf(workload)!;
  // If a node has room for only one pod, a new one may have to wait until an old one stops.
  if (nodePorts(workload).length > 0) {
    return { fix: `Run at least ${FEWEST_TO_SPARE_ONE} pods with ${showPath(maxUnavailable)} 1, or use no host ports and set it to 0.` };
  }
  const apart = workload.kind !== 'Deployment' ? [] : requiredAntiAffinity(workload).filter(({ own, byRevision }) => own && !byRevision);
  const spread = apart.length > 0 ? needsPreference(kubernetesMinor) : undefined;
  return edited([
    { path: maxUnavailable, value: 0 },
    ...limits.length > 0 && limits.every(adds) ? [] : [{ path: maxSurge, value: 1 }],
    ...roomBesideOld(apart, workload, kubernetesMinor),
  ], { byHand: limits.some(stopsOnly) ? 'whether two pods may run at the same time' : spread });
}

function adds({ surge }: LimitsAt): boolean {
  return surge > 0;
}

// Some pods must never run at the same time.
function stopsOnly({ pods, surge }: LimitsAt): boolean {
  return pods === 1 && surge === 0;
}
