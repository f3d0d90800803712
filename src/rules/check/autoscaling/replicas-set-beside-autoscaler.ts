import { servesRequests } from '../../../analysis/traffic/router';
import { controllerOf } from '../../../analysis/workloads';
import { showPath, WORKLOAD_PATHS } from '../../../manifests';
import { handedOver } from '../../fixes/handed-over';
import { displayName } from '../../wording/objects';
import { workloadRule } from '../workload-rule';

export const replicasSetBesideAutoscaler = workloadRule({
  id: 'replicas-set-beside-autoscaler',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'replicas set beside an autoscaler',
  impact: 'Each apply stops most pods of a busy service at once, and the rest get all requests.',
  why: 'An apply resets spec.replicas to the number in the manifest, whatever the autoscaler has chosen, which takes minutes to scale up again.',
  fix: 'Omit spec.replicas if an autoscaler sets it. If it has been applied before, set it to the maximum of the autoscaler instead: removing the field resets it to 1.',
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
    // A reset to the maximum never removes pods.
    if (declaredReplicas === undefined || declaredReplicas >= replicas.max) { return []; }
    const path = showPath(WORKLOAD_PATHS.declaredReplicas);
    const serves = servesRequests(workload);
    return [{
      object: controllerOf(workload),
      path: WORKLOAD_PATHS.declaredReplicas,
      message: `${displayName(autoscalers[0].object)} chooses between ${replicas.min} and ${replicas.max} pods, but ${path} is ${declaredReplicas}: `
        + `each apply scales back to ${declaredReplicas} and stops the other pods at once, and under load the rest get ${serves ? 'every request' : 'all work'}.`,
      severity: serves ? undefined : 'warning',
      ...handedOver(workload),
    }];
  },
});
