import { crowdOf } from '../../../analysis/scaling/rollout-limits';
import { domainOf, HOSTNAME, isHard, othersCounted, Spread, SPREAD_MATCH_LABEL_KEYS_MINOR, spreadConstraints } from '../../../analysis/scheduling/spread';
import { servesRequests } from '../../../analysis/traffic/router';
import { ManifestSet, WorkloadOf } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { byRevision, countingOwn } from '../../fixes/spread';
import { Violation } from '../../rule';
import { podOwnerNames } from '../../wording/pods';
import { controllerRule } from '../workload-rule';

export const spreadCountsOldPods = controllerRule(['Deployment', 'Rollout'], {
  id: 'spread-counts-old-pods',
  severity: 'info',
  otherSeverities: ['warning'],
  title: 'topologySpreadConstraints that count pods of the old revision',
  impact: 'After an update most pods may be in one place, whose failure then stops most of the service. With DoNotSchedule the update may wait forever.',
  why: 'The constraint counts old and new pods together. New pods are placed where there are few old ones; once the old ones are removed, the rest is uneven. With DoNotSchedule a new pod may be allowed only on nodes that are full or tainted, while no old one may stop first.',
  fix: 'Count each revision separately: matchLabelKeys [pod-template-hash].',
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: { app: web } }
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: { app: web } }
          matchLabelKeys: [pod-template-hash]
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: { app: web } }
          matchLabelKeys: [pod-template-hash]
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: { app: web } }
          matchLabelKeys: [pod-template-hash]
`,
  },
  judge: (workload, { kubernetesMinor }, manifests) => {
    const isRolled = workload.strategy.type !== 'Recreate' && workload.replicas.max > 1;
    if (kubernetesMinor < SPREAD_MATCH_LABEL_KEYS_MINOR || !isRolled) { return undefined; }
    const own = spreadConstraints(workload).filter(constraint => constraint.own);
    if (own.length === 0) { return undefined; }
    const blocking = own.map(constraint => blocked(constraint, workload, manifests));
    if (!servesRequests(workload) && blocking.every(found => found === undefined)) { return undefined; }
    return own.flatMap((constraint, i) => blocking[i] ?? (constraint.byRevision || !servesRequests(workload) ? [] : {
      path: constraint.place.path,
      message: `This constraint counts the old and the new pods of ${workload.name} together, so after an update the new ones may be `
        + `crowded in one ${shorten(domainOf(constraint.key))}.`,
      ...edited([byRevision(constraint)]),
    }));
  },
});

/** When the scheduler may find no place for the first new pod, and no old one makes room. */
function blocked(constraint: Spread, workload: WorkloadOf<'Deployment' | 'Rollout'>, manifests: ManifestSet): Violation | undefined {
  if (!isHard(constraint) || constraint.byRevision || crowdOf(workload) === undefined) { return undefined; }
  const others = othersCounted(constraint, workload, manifests);
  // If all zones have the same number of pods, a new one may run in any.
  const isLikely = constraint.key === HOSTNAME || others.count > 0;
  const domain = shorten(domainOf(constraint.key));
  return {
    severity: isLikely ? 'warning' : 'info',
    path: constraint.place.path,
    message: `With DoNotSchedule this constraint counts the old and the new pods of ${workload.name} together${others.count > 0 ? `, and those of ${podOwnerNames(others.first, others.count)}` : ''}: `
      + `if the ${domain} with the fewest of them is full or tainted, the first new pod is never scheduled, no old one may stop first, and the update never ends.`,
    ...edited(countingOwn(constraint, workload, others.count > 0), { or: 'set its whenUnsatisfiable to ScheduleAnyway' }),
  };
}
