import { servesRequests } from '../../../analysis/traffic/router';
import { controllerOf } from '../../../analysis/workloads';
import { showPath, WORKLOAD_PATHS } from '../../../manifests';
import { handedOver } from '../../fixes/handed-over';
import { displayName } from '../../wording/objects';
import { workloadRule } from '../workload-rule';

export const replicasSetBesideAutoscaler = workloadRule({
  id: 'replicas-set-beside-autoscaler',
  severity: 'error',
  title: 'replicas set beside an autoscaler',
  impact: 'With each apply most pods of a busy service are stopped at once, and the rest get all requests.',
  why: 'An apply sets spec.replicas to the written number, whatever the autoscaler had chosen. That needs minutes to scale up again.',
  fix: 'Leave spec.replicas out where an autoscaler sets it. Where it was written once, set it to the most that the autoscaler asks for: what leaves it out makes it 1.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  examples: {
    failing: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 3, maxReplicas: 10 }
`,
    passing: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 3, maxReplicas: 10 }
---
kind: Deployment
spec: { replicas: null }
`,
  },
  judge: workload => {
    const { autoscalers, declaredReplicas, replicas } = workload;
    if (autoscalers.length === 0) { return undefined; }
    // What it goes back to is never less.
    if (declaredReplicas === undefined || declaredReplicas >= replicas.max) { return []; }
    const path = showPath(WORKLOAD_PATHS.declaredReplicas);
    const serves = servesRequests(workload);
    return [{
      object: controllerOf(workload),
      path: WORKLOAD_PATHS.declaredReplicas,
      message: `${displayName(autoscalers[0].object)} chooses from ${replicas.min} to ${replicas.max} pods, but ${path} is ${declaredReplicas}: `
        + `each apply goes back to ${declaredReplicas}, stops the other pods at once, and under load the rest get ${serves ? 'every request' : 'all work'}.`,
      severity: serves ? undefined : 'warning',
      ...handedOver(workload),
    }];
  },
});
