import { overNodes } from './pods-not-spread/over-nodes';
import { overZones } from './pods-not-spread/over-zones';
import { milder, Rule, togetherJudging } from '../../rule';

export const podsNotSpread: Rule = {
  id: 'pods-not-spread',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'Pods not spread over nodes or zones',
  impact: 'When a node is drained or fails, every pod of the service may be lost, and all requests fail until new ones are ready.',
  why: 'Without an anti-affinity or a spread constraint that counts the pods of the service, the scheduler spreads them only if no other criterion outweighs it.',
  fix: 'Spread the pods over nodes and zones, with ScheduleAnyway.',
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { topologySpreadConstraints: null } } }
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
  judge: togetherJudging(overNodes, milder('info', overZones)),
};
