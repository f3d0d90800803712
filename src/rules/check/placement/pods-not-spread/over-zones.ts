import { POD_SPEC, podSpecOf } from '../../../../analysis/pod/pod-spec';
import { isOfZones, spreadsOf, ZONE } from '../../../../analysis/scheduling/spread';
import { servesRequests } from '../../../../analysis/traffic/router';
import { stringMapAt, Workload } from '../../../../manifests';
import { shorten } from '../../../../text';
import { edited } from '../../../fixes/edited';
import { spreadOver } from '../../../fixes/spread';
import { podsBetween } from '../../../wording/pods';
import { workloadPart } from '../../workload-rule';

const CONSTRAINTS = [...POD_SPEC, 'topologySpreadConstraints'];

export const overZones = workloadPart((workload, profile) => {
  const { name, replicas } = workload;
  if (replicas.max < 2 || workload.kind === 'DaemonSet' || !servesRequests(workload)) { return undefined; }
  const nodes = stringMapAt(podSpecOf(workload), ['nodeSelector']);
  if (Object.hasOwn(nodes, ZONE)) {
    const path = [...POD_SPEC, 'nodeSelector', ZONE];
    return [{
      path,
      message: `All ${podsBetween(replicas.min, replicas.max)} of ${name} must run in zone ${shorten(nodes[ZONE])}: when it fails, so does the service.`,
      ...edited([...isOverZones(workload) ? [] : spreadOver([ZONE], workload, profile), { path, value: undefined }], { byHand: 'what ties the pods to the zone' }),
    }];
  }
  const own = spreadsOf(workload).filter(spread => spread.own);
  // Pods without any spread: over-nodes.ts.
  if (own.length === 0) { return undefined; }
  return isOverZones(workload) ? [] : [{
    path: CONSTRAINTS,
    message: `The ${podsBetween(replicas.min, replicas.max)} of ${name} are spread, but not over zones: all may be in one zone, and fail with it.`,
    ...edited(spreadOver([ZONE], workload, profile)),
  }];
});

function isOverZones(workload: Workload): boolean {
  return spreadsOf(workload).some(({ own, key }) => own && isOfZones(key));
}
