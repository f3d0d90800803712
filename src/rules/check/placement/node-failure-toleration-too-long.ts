import { podSpecOf } from '../../../analysis/pod/pod-spec';
import { servesRequests } from '../../../analysis/traffic/router';
import { listAt, numberAt, FieldCursor, stringAt } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { FixEdit } from '../../rule';
import { workloadRule } from '../workload-rule';

/** How long pods stay on a node that does not answer, if they set no other time. */
const DEFAULT_SECONDS = 300;
const TAINTS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

export const nodeFailureTolerationTooLong = workloadRule({
  id: 'node-failure-toleration-too-long',
  severity: 'warning',
  title: 'Toleration that keeps pods on a failed node',
  impact: 'The service runs with fewer pods than it needs until the dead node is deleted.',
  why: `A node that does not answer gets the taints ${TAINTS.join(' and ')}, and pods are evicted from it once they no longer tolerate these: after ${DEFAULT_SECONDS} s by default.`,
  fix: 'Tolerate only the taints that you need, with their keys, and these two for at most 300 seconds.',
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { tolerations: [{ operator: Exists }] } } }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      tolerations:
        - { key: dedicated, operator: Equal, value: shop, effect: NoSchedule }
        - { key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 60 }
`,
  },
  judge: workload => {
    // The pods of a DaemonSet cannot run on another node.
    if (!servesRequests(workload) || workload.kind === 'DaemonSet') { return undefined; }
    return listAt(podSpecOf(workload), ['tolerations']).filter(staysOnDeadNode).map(toleration => {
      const { path } = toleration;
      const seconds = numberAt(toleration, ['tolerationSeconds']);
      return {
        path,
        message: seconds === undefined ? `Pods of ${workload.name} are never evicted from a dead node, so they are not replaced elsewhere.`
          : `Pods of ${workload.name} stay on a dead node for ${seconds} s before they are replaced elsewhere.`,
        ...edited(leavesDeadNode(toleration), { byHand: 'which taints the pods must tolerate' }),
      };
    });
  },
});

function leavesDeadNode(toleration: FieldCursor): FixEdit[] {
  const path = [...toleration.path, 'effect'];
  const isForEffect = stringAt(toleration, ['effect']) === 'NoExecute';
  // Pods may still start on nodes with taints of any key.
  if (!isForEffect && (stringAt(toleration, ['key']) ?? '') === '') { return [{ path, value: 'NoSchedule' }]; }
  // The API server accepts seconds with this effect only.
  return [...isForEffect ? [] : [{ path, value: 'NoExecute' }], { path: [...toleration.path, 'tolerationSeconds'], value: 60 }];
}

function staysOnDeadNode(toleration: FieldCursor): boolean {
  const key = stringAt(toleration, ['key']) ?? '';
  const fits = key === '' ? stringAt(toleration, ['operator']) === 'Exists' : TAINTS.includes(key);
  const evicts = ['', 'NoExecute'].includes(stringAt(toleration, ['effect']) ?? '');
  return fits && evicts && (numberAt(toleration, ['tolerationSeconds']) ?? Infinity) > DEFAULT_SECONDS;
}
