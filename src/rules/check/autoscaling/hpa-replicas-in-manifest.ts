import { showPath, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { workloadRule } from '../workload-rule';

export const hpaReplicasInManifest = workloadRule({
  id: 'hpa-replicas-in-manifest',
  severity: 'error',
  title: 'Replicas that each release resets',
  impact: 'With each apply most pods of a busy service are stopped at once, and the rest get all requests.',
  why: 'An apply sets spec.replicas to the written number, whatever the autoscaler had chosen. That needs minutes to scale up again.',
  fix: 'Leave spec.replicas out where an autoscaler sets it.',
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
  judge: ({ autoscalers, declaredReplicas, replicas, object }) => {
    if (autoscalers.length === 0) { return undefined; }
    if (declaredReplicas === undefined || (replicas.min === declaredReplicas && replicas.max === declaredReplicas)) { return []; }
    const path = showPath(WORKLOAD_PATHS.declaredReplicas);
    return [{
      path: WORKLOAD_PATHS.declaredReplicas,
      message: `${displayName(autoscalers[0].object)} chooses from ${replicas.min} to ${replicas.max} pods, but ${path} is ${declaredReplicas}: `
        + `each apply goes back to ${declaredReplicas}, stops the other pods at once, and under load the rest get every request.`,
      fix: `Remove ${path}, and before that, once, with kubectl apply edit-last-applied deployment/${shorten(object.name)}: else the next apply goes down to 1 pod.`,
    }];
  },
});
