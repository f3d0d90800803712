import { ofOperator } from './single-replica/of-operator';
import { ofWorkload } from './single-replica/of-workload';
import { milder, Rule, togetherJudging } from '../../rule';

export const singleReplica: Rule = {
  id: 'single-replica',
  severity: 'error',
  otherSeverities: ['warning', 'info'],
  title: 'Single replica',
  impact: 'Whenever that pod is evicted, crashes or loses its node, no pod answers until a new one is ready.',
  why: 'An eviction stops a pod before its replacement starts. Only a stop delay longer than the start of the replacement bridges the gap, and only behind a router that keeps sending to the last stopping pod, as kube-proxy does.',
  fix: 'Run at least 2 replicas, unless the pod holds data that a second one would not share. For a single pod, state in the annotation cdk8s-zero-downtime/handover how long a replacement needs, at least the slowest start, and make the preStop hook last that long.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets',
  examples: {
    failing: `
kind: Deployment
spec: { replicas: 1 }
`,
    passing: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/handover: 60s, cdk8s-zero-downtime/startup-time: 20s } }
spec:
  replicas: 1
  template:
    spec:
      terminationGracePeriodSeconds: 95
      containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 60 } } } }]
`,
  },
  judge: togetherJudging(ofWorkload, milder('warning', ofOperator)),
};
