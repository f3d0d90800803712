import { fixedMinimumPart } from './fixed-minimum';
import { Rule } from '../../rule';

/** Users notice a drain that evicts more than this share of the pods when the load is highest. */
const SPARE = 1 / 4;

export const pdbMinAvailableTooLow: Rule = {
  id: 'pdb-min-available-too-low',
  severity: 'warning',
  title: 'minAvailable far below the maximum of an autoscaler',
  impact: 'At peak load a node drain may evict most pods at once, and the rest are overloaded.',
  why: 'With minAvailable m, R - m of R pods may be evicted: the more pods the autoscaler adds, the more.',
  fix: 'Set maxUnavailable to 1 instead, which means the same at any number of pods.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget',
  examples: {
    failing: `
kind: Deployment
spec: { replicas: null }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 3
  maxReplicas: 10
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]
  behavior: { scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: Percent, value: 25, periodSeconds: 60 }] } }
---
kind: PodDisruptionBudget
spec: { maxUnavailable: null, minAvailable: 2 }
`,
    passing: `
kind: Deployment
spec: { replicas: null }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 3
  maxReplicas: 10
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]
  behavior: { scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: Percent, value: 25, periodSeconds: 60 }] } }
---
kind: PodDisruptionBudget
spec: { maxUnavailable: 1 }
`,
  },
  ...fixedMinimumPart(({ mustStay, fewest, most }) => {
    const mayGo = most - mustStay;
    // A limit that blocks evictions when scaled down is the worse defect, and a limit of 0 never protects a pod.
    const isElsewhere = mustStay === 0 || mustStay >= fewest;
    return isElsewhere || mayGo <= Math.max(1, most * SPARE) ? undefined
      : `scaled up to ${most} pods, one drain may evict ${mayGo} of them at once when the load is highest.`;
  }, ({ sole }) => sole !== undefined && sole.services.length > 0),
};
