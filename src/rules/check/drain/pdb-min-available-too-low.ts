import { BUDGET_PATHS } from '../../../manifests';
import { oneAtATime, showLimit } from '../../fixes/budget';
import { podOwnerNames } from '../../wording/pods';
import { budgetRule } from '../budget-rule';

/** A drain that takes more of the pods than this share is felt when the load is highest. */
const SPARE = 1 / 4;

export const pdbMinAvailableTooLow = budgetRule({
  id: 'pdb-min-available-too-low',
  severity: 'warning',
  title: 'minAvailable far below the pods of an autoscaler',
  impact: 'At the peak a node drain may evict most pods at once, and the rest are overloaded.',
  why: 'With minAvailable m, R - m of R pods may be evicted: more and more as the autoscaler adds pods.',
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
  judge: ({ limit }, { sole }) => {
    if (!sole || !limit || sole.autoscalers.length === 0 || sole.services.length === 0) { return undefined; }
    if (sole.replicas.max <= sole.replicas.min) { return undefined; }
    if ('maxUnavailable' in limit || typeof limit.minAvailable === 'string') { return []; }
    const { min, max } = sole.replicas;
    const mayGo = max - limit.minAvailable;
    // A limit that blocks evictions when scaled down is the worse defect, and one of 0 protects no pod at any scale.
    const isElsewhere = limit.minAvailable === 0 || limit.minAvailable >= Math.max(2, min);
    return isElsewhere || mayGo <= Math.max(1, max * SPARE) ? [] : [{
      path: BUDGET_PATHS.minAvailable,
      message: `The number of pods of ${podOwnerNames([sole])} changes, but ${showLimit(limit)} does not: scaled up to ${max} pods, one drain may evict ${mayGo} of them at once when the load is highest.`,
      ...oneAtATime(limit, { byHand: 'how many pods have to stay' }),
    }];
  },
});
