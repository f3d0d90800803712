import { rootOf, showPath, valueAt, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { handedOver, mostReplicas } from '../../fixes/handed-over';
import { displayName } from '../../wording/objects';
import { servesThroughout } from '../capacity-served';
import { workloadChangeRule } from '../change-rules';
import { set } from '../recipe';

export const autoscalerAdoptionResetsReplicas = workloadChangeRule({
  id: 'autoscaler-adoption-resets-replicas',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Replicas handed to an autoscaler and reset to 1',
  impact: 'For some seconds to minutes a single pod gets every request.',
  why: 'Client-side kubectl apply and Helm 3 remove a field that the manifests no longer have. The API server then defaults spec.replicas to 1, and all other '
    + 'pods are stopped at once. The autoscaler acts every 15 s, and the pods that it adds must start first.',
  fix: 'Keep spec.replicas, set to the maximum of the autoscaler, so that an apply only adds pods. With kubectl apply, the field can be left out '
    + 'once it is no longer in the last-applied configuration; with server-side apply, once another field manager owns it.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  examples: {
    before: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 3, maxReplicas: 10 }
`,
    unsafe: `
kind: Deployment
spec: { replicas: null }
`,
    safe: `
kind: Deployment
spec: { replicas: 4 }
`,
  },
  judge: kept => {
    const { before, after } = kept;
    if (after.autoscalers.length === 0) { return undefined; }
    const declared = before.declaredReplicas ?? 0;
    if (declared < 2 || isWritten(after)) { return []; }
    const path = showPath(WORKLOAD_PATHS.declaredReplicas);
    const most = mostReplicas(after);
    const serves = servesThroughout(kept);
    return [{
      path: WORKLOAD_PATHS.declaredReplicas,
      message: `${after.kind} ${shorten(after.name)} leaves out ${path}, which was ${declared}: kubectl apply and Helm 3 remove it from the cluster, the API server defaults it to 1, and all pods but one `
        + `are stopped at once. That one gets ${serves ? 'every request' : 'all work'} until ${displayName(after.autoscalers[0].object)} has added pods and they are ready.`,
      fix: handedOver(after).fix,
      // Without requests, the loss does not justify that many pods at each apply.
      recipe: most === undefined || !serves ? undefined : [{ edits: [set(after.object, WORKLOAD_PATHS.declaredReplicas, most)] }],
      severity: serves ? undefined : 'warning',
    }];
  },
});

function isWritten({ object }: Workload): boolean {
  return valueAt(rootOf(object.json), WORKLOAD_PATHS.declaredReplicas) !== undefined;
}
