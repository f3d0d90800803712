import { demandsOn, Placement } from './placement-demands';
import { POD_SPEC } from '../../../analysis/pod/pod-spec';
import { showPath } from '../../../manifests';
import { workloadChangeRule } from '../change-rules';
import { isUntouched } from '../untouched';

export const nodeSelectorTightened = workloadChangeRule({
  id: 'node-selector-tightened',
  severity: 'warning',
  title: 'Node selection that running nodes do not match',
  impact: 'Where no such node has room, new pods stay pending and the update gets stuck. A drain of the old nodes then takes pods that nothing replaces.',
  why: 'Running pods stay where they are; new ones go only to nodes that fit all that their template demands.',
  fix: 'Make sure that nodes which fit have room for all pods, before the release.',
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

/** Its controller stops pods on nodes that no longer fit, without regard to maxUnavailable. */
const OF_DAEMON_SET = 'the pods of all nodes that do not fit are stopped at once, and nothing answers there any more.';

function consequence({ kind }: Placement): string {
  if (kind === 'priority') { return 'when room is short, new pods may wait behind others, or be stopped for them.'; }
  return 'new pods go only to nodes that fit, and where none has room they stay pending, and the update gets stuck.';
}
