import { spreadConstraints, ZONE } from '../../../analysis/scheduling/spread';
import { servesRequests } from '../../../analysis/traffic/router';
import { showPath, stringAt } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { workloadRule } from '../workload-rule';

const TAINTS_COUNT_SINCE = 26;

export const zoneSpreadDoNotSchedule = workloadRule({
  id: 'zone-spread-do-not-schedule',
  severity: 'info',
  title: 'Zone spread with DoNotSchedule',
  impact: 'While a zone is down, the remaining pods carry all traffic, since the lost ones are not replaced elsewhere.',
  why: 'Nodes that do not answer still count as a zone with few pods. With DoNotSchedule no pod may be scheduled to zones that have more.',
  fix: 'Use ScheduleAnyway for zones, or exclude tainted nodes from the count with nodeTaintsPolicy Honor.',
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#known-limitations',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: DoNotSchedule
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
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: { app: web } }
          matchLabelKeys: [pod-template-hash]
`,
  },
  judge: (workload, { kubernetesMinor }) => {
    const zonal = spreadConstraints(workload).filter(({ own, key }) => own && key === ZONE);
    if (zonal.length === 0 || !servesRequests(workload)) { return undefined; }
    const knowsTaints = kubernetesMinor >= TAINTS_COUNT_SINCE;
    return zonal
      .filter(({ place }) => stringAt(place, ['whenUnsatisfiable']) === 'DoNotSchedule'
        && !(knowsTaints && stringAt(place, ['nodeTaintsPolicy']) === 'Honor'))
      .map(({ place: { path } }) => ({
        path: [...path, 'whenUnsatisfiable'],
        message: `With DoNotSchedule, pods of ${workload.name} that are lost with a zone are not replaced in the others, which then carry all traffic.`,
        ...knowsTaints
          ? edited([{ path: [...path, 'nodeTaintsPolicy'], value: 'Honor' }], { or: `${showPath([...path, 'whenUnsatisfiable'])} to ScheduleAnyway` })
          : edited([{ path: [...path, 'whenUnsatisfiable'], value: 'ScheduleAnyway' }], { byHand: 'whether pods may share a zone while others are available' }),
      }));
  },
});
