import { showPath, WORKLOAD_PATHS } from '../../../manifests';
import { Change } from '../object-diff';
import { Peak, peaksOf, raisedBy } from './peak';
import { listWords } from '../../../text';
import { workloadChangeRule } from '../change-rules';
import { isUntouched } from '../untouched';

const GIBI = 2 ** 30;
const CONSIDERABLY = 1.5;

/** The smallest increases that are reported: this much more, and at least this many times as much. */
const KINDS: readonly { readonly of: keyof Peak; readonly least: number; show(amount: number): string }[] = [
  { of: 'pods', least: 5, show: pods => `${pods} pods` },
  { of: 'cpu', least: 1, show: cores => `CPU requests of ${rounded(cores)}` },
  { of: 'memory', least: GIBI, show: bytes => `memory requests of ${rounded(bytes / GIBI)}Gi` },
];

export const rolloutPeakIncreased = workloadChangeRule({
  id: 'rollout-peak-increased',
  severity: 'info',
  title: 'Higher maxSurge, replicas or requests during updates',
  impact: 'If nodes, a quota or a database have no room for them, new pods wait or cannot connect, and the update gets stuck halfway.',
  why: 'An update runs the replicas, the surge, and pods that are still stopping: maxReplicas + maxSurge and more. Each pod takes its requests, an IP address and its connections.',
  fix: 'Make sure that there is room for that many pods, or lower maxSurge.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge',
  examples: {
    before: '',
    unsafe: `
kind: Deployment
spec: { replicas: 10 }
`,
    safe: `
kind: Deployment
spec: { replicas: 4 }
`,
  },
  judge: (kept, update, profile) => {
    if (isUntouched(kept) && kept.before.replicas.max === kept.after.replicas.max) { return []; }
    const { before, after } = peaksOf(kept, update, profile);
    if (before.pods === 0 || after.pods === 0) { return undefined; }
    const grown = KINDS.filter(({ of, least }) => after[of] - before[of] >= least && after[of] >= CONSIDERABLY * before[of]);
    if (grown.length === 0) { return []; }
    return [{
      path: raisedBy(kept),
      message: `At the peak of an update there will be ${listWords(grown.map(kind => inWords(kind, { before, after })))}.`,
      fix: `Make sure that nodes, quotas and the connection limits of databases have room for ${after.pods} pods, or lower ${showPath(WORKLOAD_PATHS.maxSurge)}.`,
    }];
  },
});

function inWords({ of, show }: typeof KINDS[number], { before, after }: Change<Peak>): string {
  return `${show(after[of])} instead of ${of === 'pods' ? before.pods : show(before[of]).replace(/^.* of /, '')}`;
}

function rounded(amount: number): number {
  return Math.round(100 * amount) / 100;
}
