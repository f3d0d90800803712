import { HOSTNAME, Spread, spreadConstraints, ZONE } from '../../../analysis/scheduling/spread';
import { servesRequests } from '../../../analysis/traffic/router';
import { showPath, stringAt } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { workloadRule } from '../workload-rule';

const TAINTS_COUNT_SINCE = 26;

export const spreadDoNotSchedule = workloadRule({
  id: 'spread-do-not-schedule',
  severity: 'info',
  title: 'Spread with DoNotSchedule that counts unusable nodes',
  impact: 'While a zone is down or a node is drained, the remaining pods carry all traffic, since the lost ones are not replaced elsewhere.',
  why: 'Nodes that do not answer, or are cordoned for a drain, still count as places with few pods. With DoNotSchedule no pod may be scheduled to zones or nodes that have more.',
  fix: 'Use ScheduleAnyway, or exclude tainted nodes from the count with nodeTaintsPolicy Honor.',
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
    const keys = workload.replicas.max > 1 ? [ZONE, HOSTNAME] : [ZONE];
    const hard = spreadConstraints(workload).filter(({ own, key }) => own && keys.includes(key));
    if (hard.length === 0 || !servesRequests(workload)) { return undefined; }
    const knowsTaints = kubernetesMinor >= TAINTS_COUNT_SINCE;
    return hard
      .filter(({ place }) => stringAt(place, ['whenUnsatisfiable']) === 'DoNotSchedule'
        && !(knowsTaints && stringAt(place, ['nodeTaintsPolicy']) === 'Honor'))
      .map(({ key, place: { path } }) => ({
        path: [...path, 'whenUnsatisfiable'],
        message: messageFor(key, workload.name),
        ...knowsTaints
          ? edited([{ path: [...path, 'nodeTaintsPolicy'], value: 'Honor' }], { or: `${showPath([...path, 'whenUnsatisfiable'])} to ScheduleAnyway` })
          : edited([{ path: [...path, 'whenUnsatisfiable'], value: 'ScheduleAnyway' }], { byHand: 'whether pods may share a place while others are available' }),
      }));
  },
});

function messageFor(key: Spread['key'], name: string): string {
  return key === ZONE
    ? `With DoNotSchedule, pods of ${name} that are lost with a zone are not replaced in the others, which then carry all traffic.`
    : `With DoNotSchedule, a cordoned node counts as one without pods of ${name}: if each other node has one, an evicted pod is not replaced until the node is back or removed, and its budget may block the next drain.`;
}
