import { allowedDisruptions, BudgetLimit, replicaCounts } from '../../lifecycle';
import { BUDGET_PATHS, Path, showPath, Workload } from '../../manifests';
import { Rule, Verdict, Violation } from '../rule';

export const pdbZeroDisruptions: Rule = {
  id: 'pdb-zero-disruptions',
  severity: 'error',
  title: 'A budget that lets no pod go',
  impact: 'Node drains never end: AKS refuses the upgrade, EKS fails it after 15 minutes, GKE waits an hour and then kills the pods without regard to users.',
  why: 'Allowed disruptions are replicas minus the pods that must stay. At 0 no eviction is ever let through.',
  fix: 'Let one pod go at a time: maxUnavailable 1.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  examples: {
    failing: `
kind: PodDisruptionBudget
spec: { maxUnavailable: 0 }
`,
    passing: `
kind: PodDisruptionBudget
spec: { maxUnavailable: 1 }
`,
  },
  judge: ({ workloads }) => workloads.flatMap(workload => workload.budgets.map(({ object, limit }): Verdict =>
    ({ object, workload, violations: limit ? judged(limit, workload) : [] }))),
};

// At one replica every budget lets nobody go or everybody; that is a rule of its own.
function judged(limit: BudgetLimit, { name, replicas }: Workload): Violation[] {
  const counts = replicaCounts(replicas).filter(count => count > 1);
  if (counts.length === 0 || !counts.every(count => allowedDisruptions(limit, count) === 0)) { return []; }
  const path: Path = 'maxUnavailable' in limit ? BUDGET_PATHS.maxUnavailable : BUDGET_PATHS.minAvailable;
  const value = 'maxUnavailable' in limit ? limit.maxUnavailable : limit.minAvailable;
  const pods = replicas.min === replicas.max ? `${replicas.max}` : `${replicas.min} to ${replicas.max}`;
  return [{
    path,
    message: `With ${showPath(path)} ${value}, none of the ${pods} pods of ${name} may be evicted: every node drain, and so every cluster upgrade, gets stuck.`,
    fix: 'maxUnavailable' in limit ? `Set ${showPath(path)} to 1.` : `Replace ${showPath(path)} with ${showPath(BUDGET_PATHS.maxUnavailable)} 1.`,
  }];
}
