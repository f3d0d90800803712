import { POD_SPEC, podSpecOf } from '../../../analysis/pod/pod-spec';
import { isOfZones, spreadsOf, ZONE } from '../../../analysis/scheduling/spread';
import { servesRequests } from '../../../analysis/traffic/router';
import { stringMapAt, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { spreadOver } from '../../fixes/spread';
import { podsBetween } from '../../wording/pods';
import { workloadRule } from '../workload-rule';

const CONSTRAINTS = [...POD_SPEC, 'topologySpreadConstraints'];

export const zoneFailureCapacity = workloadRule({
  id: 'zone-failure-capacity',
  severity: 'info',
  title: 'All pods may be in one zone',
  impact: 'When that zone fails, so does the service.',
  why: 'Pods that have constraints of their own are no longer spread by the defaults of the cluster, which would include zones.',
  fix: 'Spread the pods over zones, too, with ScheduleAnyway, and pin them to none.',
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#internal-default-constraints',
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
  judge: (workload, profile) => {
    const { name, replicas } = workload;
    if (replicas.max < 2 || !servesRequests(workload)) { return undefined; }
    const nodes = stringMapAt(podSpecOf(workload), ['nodeSelector']);
    if (Object.hasOwn(nodes, ZONE)) {
      const path = [...POD_SPEC, 'nodeSelector', ZONE];
      return [{
        path,
        message: `All ${podsBetween(replicas.min, replicas.max)} of ${name} have to run in zone ${shorten(nodes[ZONE])}: when it fails, so does the service.`,
        ...edited([...isOverZones(workload) ? [] : spreadOver(ZONE, workload, profile), { path, value: undefined }], { byHand: 'what ties the pods to the zone' }),
      }];
    }
    const own = spreadsOf(workload).filter(spread => spread.own);
    // Pods that nothing spreads are what pods-not-spread is about.
    if (own.length === 0) { return undefined; }
    return isOverZones(workload) ? [] : [{
      path: CONSTRAINTS,
      message: `The ${podsBetween(replicas.min, replicas.max)} of ${name} are spread, but not over zones: all may be in one, and fail with it.`,
      ...edited(spreadOver(ZONE, workload, profile)),
    }];
  },
});

function isOverZones(workload: Workload): boolean {
  return spreadsOf(workload).some(({ own, key }) => own && isOfZones(key));
}
