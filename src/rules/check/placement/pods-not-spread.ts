import { POD_SPEC } from '../../../analysis/pod/pod-spec';
import { fillsNode } from '../../../analysis/scheduling/host-ports';
import { HOSTNAME, spreadsOf } from '../../../analysis/scheduling/spread';
import { servesRequests } from '../../../analysis/traffic/router';
import { edited } from '../../fixes/edited';
import { spreadOver } from '../../fixes/spread';
import { podsBetween } from '../../wording/pods';
import { workloadRule } from '../workload-rule';

const PATH = [...POD_SPEC, 'topologySpreadConstraints'];

export const podsNotSpread = workloadRule({
  id: 'pods-not-spread',
  severity: 'warning',
  title: 'All pods may share one node',
  impact: 'A node that is drained or dies takes every pod of the service with it, and all requests fail until new ones are ready.',
  why: 'Without an anti-affinity or a spread constraint that counts the pods themselves, the scheduler spreads them only as far as nothing else matters more.',
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
  judge: (workload, profile) => {
    const { name, replicas } = workload;
    if (!servesRequests(workload) || replicas.max < 2) { return undefined; }
    const spreads = spreadsOf(workload);
    if (spreads.some(({ own }) => own) || fillsNode(workload)) { return []; }
    const nothing = spreads.length === 0 ? 'Nothing spreads' : 'What is here to spread pods selects other labels than theirs, so nothing spreads';
    return [{
      path: PATH,
      message: `${nothing} the ${podsBetween(replicas.min, replicas.max)} of ${name} over nodes: all may run on one, and its drain or failure takes the whole service away.`,
      ...edited(spreadOver(HOSTNAME, workload, profile), { byHand: spreads.length === 0 ? undefined : 'what the labels that are selected now are meant for' }),
    }];
  },
});
