import { isScaledObject, minimumPath } from '../../../analysis/scaling/autoscaler';
import { HeldData, heldData } from '../../../analysis/scaling/held-data';
import { leavesNoPod } from '../../../analysis/scaling/rest';
import { servesRequests } from '../../../analysis/traffic/router';
import { Autoscaler, numberAt, Path, rootOf, SCALED_OBJECT_PATHS, showPath } from '../../../manifests';
import { twoPods } from '../../fixes/autoscaler';
import { keepsData } from '../../fixes/data';
import { Rule, RuleResult, Violation } from '../../rule';
import { displayName } from '../../wording/objects';

export const scaleToZero: Rule = {
  id: 'scale-to-zero',
  severity: 'error',
  title: 'An autoscaler that may leave no pod',
  impact: 'The first requests after a quiet time fail: no pod is there, and nobody holds them until one has started.',
  why: 'A Service without a ready pod refuses connections. To start from nothing takes scheduling, image pull and startup.',
  fix: 'Let at least two pods run, or put a proxy before the service that holds requests until a pod is ready.',
  reference: 'https://keda.sh/docs/latest/reference/scaledobject-spec/#minreplicacount',
  examples: {
    failing: `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: web }
spec:
  scaleTargetRef: { name: web }
  minReplicaCount: 0
  triggers: [{ type: prometheus, metadata: { serverAddress: "http://prometheus:9090", query: "sum(rate(http_requests_total[2m]))", threshold: "50" } }]
---
kind: Deployment
spec: { replicas: null }
`,
    passing: `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: web }
spec:
  scaleTargetRef: { name: web }
  minReplicaCount: 2
  triggers: [{ type: prometheus, metadata: { serverAddress: "http://prometheus:9090", query: "sum(rate(http_requests_total[2m]))", threshold: "50" } }]
---
kind: Deployment
spec: { replicas: null }
`,
  },
  judge: manifests => manifests.workloads
    .filter(servesRequests)
    .flatMap(workload => workload.autoscalers.map((autoscaler): RuleResult => ({
      object: autoscaler.object,
      workload,
      violations: leavesNoPod(autoscaler) ? [violation(autoscaler, workload.name, heldData(workload, manifests))] : [],
    }))),
};

function violation(autoscaler: Autoscaler, name: string, data: HeldData | undefined): Violation {
  const root = rootOf(autoscaler.object.json);
  const isIdle = isScaledObject(autoscaler) && numberAt(root, SCALED_OBJECT_PATHS.idle) !== undefined;
  const path: Path = isIdle ? SCALED_OBJECT_PATHS.idle : minimumPath(autoscaler);
  const isSaid = numberAt(root, path) !== undefined;
  return {
    path,
    message: `${displayName(autoscaler.object)} may leave ${name} no pod${isSaid ? '' : `, the default without ${showPath(path)}`}: `
      + 'the next requests fail until one has started.',
    ...data ? { fix: keepsData(data, 'one pod, without the autoscaler', 'single-replica') } : twoPods(autoscaler),
  };
}
