import { FEWEST_TO_SPARE_ONE, mostWithoutRoom } from '../../../analysis/scaling/rollout-limits';
import { domainOf, othersCounted, requiredAntiAffinity, Spread, ZONE } from '../../../analysis/scheduling/spread';
import { ManifestSet, showPath, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { countOf, shorten } from '../../../text';
import { needsPreference, roomBesideOld } from '../../fixes/anti-affinity';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { podOwnerNames } from '../../wording/pods';
import { controllerRule } from '../workload-rule';

export const requiredAntiAffinityBlocksSurge = controllerRule(['Deployment'], {
  id: 'required-anti-affinity-blocks-surge',
  severity: 'warning',
  title: 'Required anti-affinity that leaves no node for surge pods',
  impact: 'The update waits forever: no node accepts its first pod, and no old pod may be stopped to make room.',
  why: 'A required anti-affinity over the service\'s own labels also keeps new pods away from old ones. With maxUnavailable 0 that requires replicas + 1 nodes (or zones).',
  fix: 'Make the anti-affinity count each revision separately, make it a preference, or let the update stop one pod first.',
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#matchlabelkeys',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector: { matchLabels: { app: web } }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector: { matchLabels: { app: web } }
              matchLabelKeys: [pod-template-hash]
`,
  },
  judge: (workload, { kubernetesMinor }, manifests) => {
    const terms = requiredAntiAffinity(workload).filter(({ own }) => own);
    if (terms.length === 0) { return undefined; }
    const most = mostWithoutRoom(workload);
    if (most === undefined) { return []; }
    return terms.filter(({ byRevision }) => !byRevision).map(term => violation(term, workload, most, kubernetesMinor, manifests));
  },
});

function violation(term: Spread, workload: Workload, most: number, kubernetesMinor: number, manifests: ManifestSet): Violation {
  const { name, replicas } = workload;
  const others = othersCounted(term, workload, manifests);
  const needed = most + 1 + others.reduce((sum, other) => sum + other.replicas.max, 0);
  const domain = shorten(domainOf(term.key));
  return {
    path: term.place.path,
    // Most clusters have three nodes or zones, but not a fourth.
    severity: needed > (term.key === ZONE ? 2 : 3) ? undefined : 'info',
    message: `No two pods of ${name}${others.length > 0 ? ` and ${podOwnerNames(others)}` : ''}, old or new, may share a ${domain}, and at ${countOf(most, 'replica')} no old one may stop first: `
      + `with fewer than ${needed} suitable ${domain === 'node' || domain === 'zone' ? `${domain}s` : 'ones'}, an update never ends.`,
    ...edited(roomBesideOld([term], workload, kubernetesMinor), {
      or: replicas.min < FEWEST_TO_SPARE_ONE ? undefined : `set ${showPath(WORKLOAD_PATHS.maxUnavailable)} to 1`,
      byHand: needsPreference(kubernetesMinor),
    }),
  };
}
