import { demandsOn, Placement } from './placement-demands';
import { POD_SPEC } from '../../../analysis/pod/pod-spec';
import { showPath } from '../../../manifests';
import { workloadChangeRule } from '../change-rules';
import { isUntouched } from '../untouched';

export const nodeSelectorTightened = workloadChangeRule({
  id: 'node-selector-tightened',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'Stricter node selection of pods',
  impact: 'If no such node has room, new pods stay Pending and the update gets stuck. A drain of the old nodes then evicts pods without a replacement.',
  why: 'Running pods stay where they are; new ones are scheduled only to nodes that meet all requirements of their template.',
  fix: 'Before the release, make sure that matching nodes have room for all pods.',
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
  examples: {
    before: '',
    unsafe: `
kind: Deployment
spec: { template: { spec: { nodeSelector: { pool: fast } } } }
`,
    safe: `
kind: Deployment
spec: { template: { spec: { tolerations: [{ key: pool, operator: Exists }] } } }
`,
  },
  judge: kept => isUntouched(kept) ? [] : demandsOn(kept).map(demand => ({
    path: [...POD_SPEC, ...demand.path],
    message: `${demand.what}: ${kept.after.kind === 'DaemonSet' && demand.kind !== 'priority' ? OF_DAEMON_SET : consequence(demand)}`,
    fix: `Make sure that ${demand.nodes} before the release, or leave ${showPath([...POD_SPEC, ...demand.path])} as it is.`,
    severity: demand.isMild ? 'info' : undefined,
  })),
});

/** Its controller stops pods on nodes that no longer match, regardless of maxUnavailable. */
const OF_DAEMON_SET = 'the pods on all nodes that do not match are stopped at once, and those nodes no longer serve.';

function consequence({ kind }: Placement): string {
  if (kind === 'priority') { return 'when nodes are full, new pods may wait behind others, or be preempted by them.'; }
  return 'new pods are scheduled only to matching nodes. If none has room, they stay Pending and the update gets stuck.';
}
