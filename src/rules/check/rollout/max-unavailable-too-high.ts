import { leftOut } from './max-unavailable-too-high/left-out';
import { members } from './max-unavailable-too-high/members';
import { perNode } from './max-unavailable-too-high/per-node';
import { written } from './max-unavailable-too-high/written';
import { milder, Rule, togetherJudging } from '../../rule';

export const maxUnavailableTooHigh: Rule = {
  id: 'max-unavailable-too-high',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'maxUnavailable that removes pods before their replacements are ready',
  impact: 'During each update fewer pods answer: the rest are overloaded, or no pod is left and every request fails.',
  why: 'The field maxUnavailable (percentages round down) is how many replicas may be missing throughout an update. The rule reports more than a quarter of them, and half or more as an error.',
  fix: 'Make updates add pods before they stop old ones: maxUnavailable 0, maxSurge at least 1.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable',
  examples: {
    failing: `
kind: Deployment
spec: { strategy: { rollingUpdate: { maxUnavailable: 2 } } }
`,
    passing: `
kind: Deployment
spec: { strategy: { rollingUpdate: { maxUnavailable: 0 } } }
`,
  },
  judge: togetherJudging(milder('warning', leftOut), written, members, perNode),
};
