import { perCluster } from '../../../analysis/memoize';
import { POD_SPEC } from '../../../analysis/pod/pod-spec';
import { LimitsAt, limitsOf } from '../../../analysis/scaling/rollout-limits';
import { keyOf, listAt, Path, rootOf, showPath, stringAt, stringsAt, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { workloadRule } from '../workload-rule';

export const surgeBlockedByRwoVolume = workloadRule({
  id: 'surge-blocked-by-rwo-volume',
  severity: 'error',
  title: 'New pods wait for a volume that the old ones hold',
  impact: 'The update gets stuck with a pod that never starts, and the version before it stays.',
  why: 'A ReadWriteOnce volume is attached to one node, a ReadWriteOncePod volume to one pod. A second pod of the Deployment waits for it for ever, since the update waits for that pod.',
  fix: 'Use a volume that many nodes can mount (ReadWriteMany), or keep what is stored out of the pods. A StatefulSet gives each pod a volume of its own.',
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
    const volumes = claimedBy(workload).flatMap(volume => {
      const modes = accessModes(manifests).get(keyOf(workload.namespace, volume.claim));
      return modes ? [{ ...volume, mode: modes.every(mode => SINGLE.includes(mode)) ? modes[0] : undefined }] : [];
    });
    if (volumes.length === 0 || workload.replicas.max === 0) { return undefined; }
    return volumes.flatMap(({ path, claim, mode }) => {
      const waiting = mode && waitingFor(mode, workload);
      return waiting ? [{
        path,
        message: `PersistentVolumeClaim ${shorten(claim)} is ${mode}, but ${waiting} for the volume for ever, and updates get stuck.`,
        fix: `Claim a ReadWriteMany volume in ${showPath(path)}, or make ${shorten(workload.name)} a StatefulSet whose pods have volumes of their own.`,
      }] : [];
    });
  },
});

const SINGLE = ['ReadWriteOnce', 'ReadWriteOncePod'];

const VOLUMES = [...POD_SPEC, 'volumes'];
const CLAIM = ['persistentVolumeClaim', 'claimName'];

function claimedBy({ object }: Workload): { readonly path: Path; readonly claim: string }[] {
  return listAt(rootOf(object.json), VOLUMES).flatMap(volume => {
    const claim = stringAt(volume, CLAIM);
    return claim ? [{ path: [...volume.path, ...CLAIM], claim }] : [];
  });
}

const accessModes = perCluster(({ objects }): ReadonlyMap<string, string[]> => new Map(objects
  .filter(({ kind, apiVersion }) => kind === 'PersistentVolumeClaim' && apiVersion === 'v1')
  .map(object => [keyOf(object.namespace, object.name), stringsAt(rootOf(object.json), ['spec', 'accessModes'])] as const)
  .filter(([, modes]) => modes.length > 0)));

function waitingFor(mode: string, workload: Workload): string | undefined {
  const { replicas: { min, max } } = workload;
  if (max > 1) {
    return `the Deployment runs ${min === max ? '' : 'up to '}${max} pods: ${mode === SINGLE[0] ? 'those on another node than the first' : 'all but the first'} wait`;
  }
  return limitsOf(workload).some(startsFirst) ? 'each update starts the new pod before the old one stops: the new one waits' : undefined;
}

function startsFirst({ surge, unavailable }: LimitsAt): boolean {
  return surge > 0 && unavailable === 0;
}
