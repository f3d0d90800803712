import { BUDGET_PATHS, ReplicaRange } from '../../../manifests';
import { oneAtATime, showLimit } from '../../fixes/budget';
import { Violation } from '../../rule';
import { podOwnerNames, podsBetween } from '../../wording/pods';
import { budgetRule } from '../budget-rule';

export const pdbMinAvailableIntWithHpa = budgetRule({
  id: 'pdb-min-available-int-with-hpa',
  severity: 'error',
  title: 'A fixed number of pods that must stay, under an autoscaler',
  impact: 'At night, scaled down, node drains get stuck; at the peak a drain may take most pods at once.',
  why: 'With minAvailable m, of R pods R - m may go: none at R = m, and more and more as the autoscaler adds pods.',
  fix: 'Say how many may go: maxUnavailable 1 means the same at any number of pods.',
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
spec: { maxUnavailable: null, minAvailable: 3 }
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
    if (!sole || !limit || sole.autoscalers.length === 0 || sole.replicas.max < 2) { return undefined; }
    if ('maxUnavailable' in limit || typeof limit.minAvailable === 'string') { return []; }
    const wrong = tooStrict(limit.minAvailable, sole.replicas) ?? tooLax(limit.minAvailable, sole.replicas);
    return wrong ? [{
      path: BUDGET_PATHS.minAvailable,
      message: `The number of pods of ${podOwnerNames([sole])} changes, but ${showLimit(limit)} does not: ${wrong.message}`,
      ...oneAtATime(limit, { byHand: 'how many pods have to stay' }),
      severity: wrong.severity,
    }] : [];
  },
});

type Wrong = Pick<Violation, 'message' | 'severity'>;

// Where all pods must stay even at the most, that is `pdb-blocks-eviction`; at one pod, the autoscaler is what is wrong.
function tooStrict(mustStay: number, { min, max }: ReplicaRange): Wrong | undefined {
  const fewest = Math.max(2, min);
  if (mustStay < fewest || mustStay >= max) { return undefined; }
  return { message: `scaled down to ${podsBetween(fewest, mustStay)} none may be evicted, and every drain of their nodes gets stuck.` };
}

function tooLax(mustStay: number, { max }: ReplicaRange): Wrong | undefined {
  const mayGo = max - mustStay;
  // That no pod need stay at all is said of each budget, with or without an autoscaler.
  if (mustStay === 0 || mayGo <= Math.max(1, max / 4)) { return undefined; }
  return { severity: 'warning', message: `scaled up to ${max} pods, one drain may take ${mayGo} of them at once when the load is highest.` };
}
