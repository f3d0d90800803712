import { domainOf, SPREAD_MATCH_LABEL_KEYS_MINOR, spreadConstraints } from '../../../analysis/scheduling/spread';
import { servesRequests } from '../../../analysis/traffic/router';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { byRevision } from '../../fixes/spread';
import { controllerRule } from '../workload-rule';

export const spreadCountsOldPods = controllerRule(['Deployment'], {
  id: 'spread-counts-old-pods',
  severity: 'info',
  title: 'topologySpreadConstraints that count pods of the old revision',
  impact: 'After an update most pods may be in one place, whose failure then takes most of the service.',
  why: 'The constraint counts old and new pods together. New pods go where old ones are few; once the old ones are gone, what is left is uneven.',
  fix: 'Count each revision for itself: matchLabelKeys [pod-template-hash].',
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
  judge: (workload, { kubernetesMinor }) => {
    const isRolled = workload.strategy.type === 'RollingUpdate' && workload.replicas.max > 1;
    if (kubernetesMinor < SPREAD_MATCH_LABEL_KEYS_MINOR || !isRolled || !servesRequests(workload)) { return undefined; }
    const own = spreadConstraints(workload).filter(constraint => constraint.own);
    return own.length === 0 ? undefined : own.filter(constraint => !constraint.byRevision).map(constraint => ({
      path: constraint.place.path,
      message: `This constraint counts the old and the new pods of ${workload.name} together, so that after an update the new ones may be `
        + `crowded in one ${shorten(domainOf(constraint.key))}.`,
      ...edited([byRevision(constraint)]),
    }));
  },
});
