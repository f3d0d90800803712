import { HeldData, heldData } from '../../../analysis/scaling/held-data';
import { LimitsAt, limitsOf } from '../../../analysis/scaling/rollout-limits';
import { MountedClaim, mountedClaims } from '../../../analysis/scheduling/claims';
import { ManifestSet, Path, showPath, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { movedData, recreated } from '../../fixes/data';
import { Violation } from '../../rule';
import { controllerRule } from '../workload-rule';

export const surgeBlockedByVolume = controllerRule(['Deployment'], {
  id: 'surge-blocked-by-volume',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Surge pods that wait for a volume in use',
  impact: 'The update gets stuck with a pod that never starts, and the old version stays.',
  why: 'A ReadWriteOnce volume is attached to one node, a ReadWriteOncePod volume to one pod. A second pod elsewhere waits for it forever, since the update waits for that pod.',
  fix: 'Stop the old pod first (Recreate) and acknowledge the outage, or store the data outside of the pods. A StatefulSet gives each pod its own volume.',
  reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  examples: {
    failing: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: uploads }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } }
---
kind: Deployment
spec: { template: { spec: { volumes: [{ name: uploads, persistentVolumeClaim: { claimName: uploads } }] } } }
`,
    passing: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: uploads }
spec: { accessModes: [ReadWriteMany], resources: { requests: { storage: 10Gi } } }
---
kind: Deployment
spec: { template: { spec: { volumes: [{ name: uploads, persistentVolumeClaim: { claimName: uploads } }] } } }
`,
  },
  judge: (workload, _profile, manifests) => {
    const claims = mountedClaims(workload, manifests).filter(({ isHere }) => isHere);
    if (claims.length === 0 || workload.replicas.max === 0) { return undefined; }
    return claims.filter(({ single }) => single !== undefined).flatMap(claim => findViolations(claim, workload, manifests));
  },
});

function findViolations(claim: MountedClaim, workload: Workload, manifests: ManifestSet): Violation[] {
  const { path, name, single, heldBy } = claim;
  const { replicas: { min, max } } = workload;
  const several = `the Deployment runs ${min === max ? '' : 'up to '}${max} pods`;
  const isSurging = limitsOf(workload).some(startsFirst);
  if (max <= 1 && !isSurging) { return []; }
  const begin = `PersistentVolumeClaim ${shorten(name)} is ${single}`;
  const data: HeldData = { ...heldData(workload, manifests), claim };
  const fix = max > 1 ? { fix: severalPods(data, workload, path) } : recreated(workload, data);
  if (heldBy === undefined) {
    const both = max > 1 ? `but ${several}, which have` : 'so an update proceeds, but until the old pod has stopped both have';
    return [{
      path,
      message: `${begin}, and its storage does not keep a second pod away, ${both} the same files open: applications that lock them wait or fail.`,
      ...fix,
      severity: 'warning',
    }];
  }
  const waiting = heldBy === 'pod' ? 'all but the first wait' : 'those on other nodes than the first wait';
  const next = heldBy === 'pod' ? 'the new one waits' : 'on another node the new one waits';
  return [{
    path,
    message: `${begin}, but ${max > 1 ? `${several}: ${waiting}` : `each update starts the new pod before the old one stops: ${next}`} for the volume forever, and updates get stuck.`,
    ...fix,
  }];
}

function severalPods(data: HeldData, { name }: Workload, path: Path): string {
  return data.store ? `Run one pod, with ${showPath(WORKLOAD_PATHS.strategy)} Recreate, or ${movedData(data)}.`
    : `Claim a ReadWriteMany volume in ${showPath(path)} if several pods may write to it at once, or make ${shorten(name)} a StatefulSet whose pods have their own volumes.`;
}

function startsFirst({ surge, unavailable }: LimitsAt): boolean {
  return surge > 0 && unavailable === 0;
}
