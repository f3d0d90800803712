import { limitPathsOf, replacementOf } from '../../../analysis/scaling/replacement';
import { Crowd, crowdOf, FEWEST_TO_SPARE_ONE } from '../../../analysis/scaling/rollout-limits';
import { betweenRevisions, domainOf, othersCounted, requiredAntiAffinity, Spread, ZONE } from '../../../analysis/scheduling/spread';
import { controllerOf } from '../../../analysis/workloads';
import { ManifestSet, Path, showPath, WorkloadOf } from '../../../manifests';
import { shorten } from '../../../text';
import { needsPreference, roomBesideOld } from '../../fixes/anti-affinity';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { podOwnerNames } from '../../wording/pods';
import { controllerRule } from '../workload-rule';

export const requiredAntiAffinityBlocksSurge = controllerRule(['Deployment', 'Rollout'], {
  id: 'required-anti-affinity-blocks-surge',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'Required anti-affinity that leaves no node for surge pods',
  impact: 'The update waits forever: no node accepts its first pod, and no old pod may be stopped to make room.',
  why: 'A required anti-affinity over the service\'s own labels also keeps new pods away from old ones. With maxUnavailable 0 that requires replicas + 1 nodes (or zones), or twice as many as replicas for a Rollout that is blue-green or has a traffic router. An anti-affinity in the strategy of a Rollout requires nodes without an old pod.',
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
    const between = betweenRevisions(workload);
    if (terms.length === 0 && !between) { return undefined; }
    const crowd = crowdOf(workload);
    if (crowd === undefined) { return []; }
    if (between) { return [ofStrategy(between, workload, crowd)]; }
    return terms.filter(({ byRevision }) => !byRevision)
      .map(term => violation(term, workload, crowd, kubernetesMinor, manifests));
  },
});

function violation(
  term: Spread, workload: WorkloadOf<'Deployment' | 'Rollout'>, crowd: Crowd, kubernetesMinor: number, manifests: ManifestSet,
): Violation {
  const { name, replicas } = workload;
  const others = othersCounted(term, workload, manifests);
  const needed = crowd.together + others.pods;
  const domain = shorten(domainOf(term.key));
  return {
    path: term.place.path,
    // Most clusters have three nodes or zones, but not a fourth.
    severity: needed > (term.key === ZONE ? 2 : 3) ? undefined : 'info',
    message: `No two pods of ${name}${others.count > 0 ? ` and ${podOwnerNames(others.first, others.count)}` : ''}, old or new, may share a ${domain}, and at ${crowd.replicas} replicas no old one may stop first: `
      + `with fewer than ${needed} suitable ${domain === 'node' || domain === 'zone' ? `${domain}s` : 'ones'}, an update never ends.`,
    ...edited(roomBesideOld([term], workload, kubernetesMinor), {
      or: replicas.min < FEWEST_TO_SPARE_ONE || !maySpareOne(workload) ? undefined : `set ${showPath(limitPathsOf(workload)!.maxUnavailable)} to 1`,
      byHand: needsPreference(kubernetesMinor),
    }),
  };
}

function ofStrategy(path: Path, workload: WorkloadOf<'Deployment' | 'Rollout'>, { replicas }: Crowd): Violation {
  const controller = controllerOf(workload);
  const place = controller === workload.object ? {} : { object: controller };
  return {
    path,
    ...place,
    // Most clusters have three nodes, and three pods run on all of them.
    severity: replicas >= 3 ? undefined : 'info',
    message: `Argo Rollouts puts no new pod of ${shorten(workload.name)} on a node with an old one, and at ${replicas} replicas no old one may stop first: `
      + 'if old pods run on all suitable nodes, an update waits for a node that may never be added.',
    ...edited([{
      path: path.slice(0, -1),
      value: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 100 } },
      ...place,
    }]),
  };
}

// A Rollout that keeps all old pods until requests have moved has no such limit, or another object sets it.
function maySpareOne(workload: WorkloadOf<'Deployment' | 'Rollout'>): boolean {
  return replacementOf(workload).kind === 'rolling' && controllerOf(workload) === workload.object;
}
