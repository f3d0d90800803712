import { isHandedOver } from '../../../analysis/disruption/handover';
import { minimumPath } from '../../../analysis/scaling/autoscaler';
import { HeldData, heldData } from '../../../analysis/scaling/held-data';
import { servesRequests } from '../../../analysis/traffic/router';
import { Autoscaler, numberAt, rootOf, showPath, Workload } from '../../../manifests';
import { twoPods } from '../../fixes/autoscaler';
import { keepsData } from '../../fixes/data';
import { Rule, RuleResult, Violation } from '../../rule';
import { displayName } from '../../wording/objects';

export const autoscalerMinimumTooLow: Rule = {
  id: 'autoscaler-minimum-too-low',
  severity: 'error',
  title: 'An autoscaler that may leave a single pod',
  impact: 'At night, when load is low, each node drain, eviction or crash of the one pod is an outage.',
  why: 'Evictions do not start a new pod before the old one stops. With one pod nobody answers in between.',
  fix: 'Let at least two pods run, better three in three zones.',
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
  judge: (manifests, profile) => manifests.workloads.filter(servesRequests).flatMap(workload => {
    const isCovered = isHandedOver(workload, profile, manifests);
    return workload.autoscalers.map((autoscaler): RuleResult => ({
      object: autoscaler.object,
      workload,
      violations: autoscaler.replicas.min === 1 && !isCovered
        ? [violation(autoscaler, workload, heldData(workload, manifests))]
        : [],
    }));
  }),
};

function violation(autoscaler: Autoscaler, { name }: Workload, data: HeldData | undefined): Violation {
  const path = minimumPath(autoscaler);
  const isSaid = numberAt(rootOf(autoscaler.object.json), path) !== undefined;
  return {
    path,
    message: `${displayName(autoscaler.object)} may leave ${name} a single pod${isSaid ? '' : `, the default without ${showPath(path)}`}: `
      + 'whenever that one is drained, evicted or crashes, every request fails until another is ready.',
    ...data ? { fix: keepsData(data, 'one pod, without the autoscaler', 'single-replica') } : twoPods(autoscaler),
  };
}
