import { knative } from './autoscaler-minimum-too-low/knative';
import { noPod } from './autoscaler-minimum-too-low/no-pod';
import { onePod } from './autoscaler-minimum-too-low/one-pod';
import { Rule, togetherJudging } from '../../rule';

export const autoscalerMinimumTooLow: Rule = {
  id: 'autoscaler-minimum-too-low',
  severity: 'error',
  otherSeverities: ['info'],
  title: 'Autoscaler minimum below 2 pods',
  impact: 'At night, when load is low, each node drain, eviction or crash of the only pod is an outage.',
  why: 'An eviction does not start a new pod before the old one stops. With one pod, no pod answers in between.',
  fix: 'Run at least two pods, or better, three in three zones.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  examples: {
    failing: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 1, maxReplicas: 10 }
---
kind: Deployment
spec: { replicas: null }
`,
    passing: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 2, maxReplicas: 10 }
---
kind: Deployment
spec: { replicas: null }
`,
  },
  judge: togetherJudging(onePod, noPod, knative),
};
