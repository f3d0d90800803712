import { rootOf, showPath, valueAt, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { servesThroughout } from '../capacity-served';
import { workloadChangeRule } from '../change-rules';

export const hpaAdoptionDropsToOne = workloadChangeRule({
  id: 'hpa-adoption-drops-to-one',
  severity: 'error',
  title: 'Handing the replicas to an autoscaler leaves one pod',
  impact: 'For some seconds to minutes a single pod gets every request.',
  why: 'Client-side kubectl apply and Helm 3 remove a field that the manifests no longer have. The API server takes 1 for spec.replicas then, and all other '
    + 'pods are stopped at once. The autoscaler looks every 15 s, and what it asks for must start first.',
  fix: 'Take spec.replicas out of what kubectl remembers to have applied, before the manifests leave it out. '
    + 'With server-side apply let another field manager own it first.',
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
    return [{
      path: WORKLOAD_PATHS.declaredReplicas,
      message: `Deployment ${shorten(after.name)} leaves out ${path}, which was ${declared}: kubectl apply and Helm 3 remove it from the cluster, the API server takes 1 instead, and all pods but one `
        + `are stopped at once. That one gets every request until ${displayName(after.autoscalers[0].object)} has asked for more and they are ready.`,
      fix: `Before this release run ${editLastApplied(after)} and remove ${path} there. `
        + `Helm 3 has no such command: with it, keep ${path}, and write the number that runs.`,
      severity: servesThroughout(kept) ? undefined : 'warning',
    }];
  },
});

function isWritten({ object }: Workload): boolean {
  return valueAt(rootOf(object.json), WORKLOAD_PATHS.declaredReplicas) !== undefined;
}

function editLastApplied({ name, namespace }: Workload): string {
  return `kubectl apply edit-last-applied deployment/${shorten(name)}${namespace === undefined ? '' : ` -n ${shorten(namespace)}`}`;
}
