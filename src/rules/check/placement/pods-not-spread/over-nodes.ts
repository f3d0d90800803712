import { POD_SPEC } from '../../../../analysis/pod/pod-spec';
import { fillsNode } from '../../../../analysis/scheduling/host-ports';
import { HOSTNAME, spreadsOf, ZONE } from '../../../../analysis/scheduling/spread';
import { servesRequests } from '../../../../analysis/traffic/router';
import { edited } from '../../../fixes/edited';
import { spreadOver } from '../../../fixes/spread';
import { podsBetween } from '../../../wording/pods';
import { workloadPart } from '../../workload-rule';

const PATH = [...POD_SPEC, 'topologySpreadConstraints'];

export const overNodes = workloadPart((workload, profile) => {
  const { name, replicas } = workload;
  if (!servesRequests(workload) || replicas.max < 2 || workload.kind === 'DaemonSet') { return undefined; }
  const spreads = spreadsOf(workload);
  if (spreads.some(({ own }) => own) || fillsNode(workload)) { return []; }
  const nothing = spreads.length === 0 ? 'Nothing spreads' : 'The existing constraints select other labels than those of the pods, so nothing spreads';
  return [{
    path: PATH,
    message: `${nothing} the ${podsBetween(replicas.min, replicas.max)} of ${name} over nodes: all may run on one, and its drain or failure stops the whole service.`,
    ...edited(spreadOver([HOSTNAME, ZONE], workload, profile), {
      // Nodes that lack one of the keys are excluded from the scores of all constraints.
      byHand: spreads.length === 0 ? 'that the nodes have zone labels: without them, spread over nodes only' : 'what the currently selected labels are meant for',
    }),
  }];
});
