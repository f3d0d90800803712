import { missingSelector } from './pdb-matches-no-pods/missing-selector';
import { unmatchedSelector } from './pdb-matches-no-pods/unmatched-selector';
import { Rule, togetherJudging } from '../../rule';

export const pdbMatchesNoPods: Rule = {
  id: 'pdb-matches-no-pods',
  severity: 'warning',
  title: 'PodDisruptionBudget that matches no pods',
  impact: 'A drain of several nodes, as in a cluster upgrade, may evict all pods together, although there is a budget.',
  why: 'A budget counts pods that have all labels of its selector. If one label differs, it counts none.',
  fix: 'Set the selector of the budget to labels that the pods have.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets',
  examples: {
    failing: `
kind: PodDisruptionBudget
spec: { selector: { matchLabels: { app: wbe } } }
`,
    passing: `
kind: PodDisruptionBudget
spec: { selector: { matchLabels: { app: web } } }
`,
  },
  judge: togetherJudging(missingSelector, unmatchedSelector),
};
