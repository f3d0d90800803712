import { autoscaled } from './pdb-blocks-eviction/autoscaled';
import { noDisruptions } from './pdb-blocks-eviction/no-disruptions';
import { ofOperator } from './pdb-blocks-eviction/operator';
import { percentage } from './pdb-blocks-eviction/percentage';
import { ofPodsWithoutScale } from './pdb-blocks-eviction/pods-without-scale';
import { singleReplica } from './pdb-blocks-eviction/single-replica';
import { Rule, togetherJudging } from '../../rule';

export const pdbBlocksEviction: Rule = {
  id: 'pdb-blocks-eviction',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'PodDisruptionBudget that allows no eviction',
  impact: 'Node drains never end: AKS refuses the upgrade, EKS fails it after 15 minutes, GKE waits an hour and then kills the pods without regard to users.',
  why: 'Allowed disruptions are replicas minus the pods that must stay. At 0, every eviction is refused. Pods of a Job, pods without a controller, and those that the operators of FoundationDB, Kafka and Ray create, have no number of replicas: only a whole minAvailable counts them. Operators of databases create their own budgets, which keep the primary, and Istio up to 1.27 creates one that keeps a pod of each component.',
  fix: 'Allow one eviction at a time: maxUnavailable 1.',
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
  judge: togetherJudging(noDisruptions, percentage, singleReplica, autoscaled, ofOperator, ofPodsWithoutScale),
};
