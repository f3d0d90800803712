import { worksOffQueue } from '../../../analysis/pod/queue-worker';
import { isPaused, PAUSED_OUT, pausedBy } from '../../../analysis/scaling/autoscaler';
import { isPausedWithoutPods } from '../../../analysis/scaling/rest';
import { hasUsers } from '../../../analysis/traffic/router';
import { Autoscaler, numberAt, rootOf, SCALED_OBJECT_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';
import { displayName } from '../../wording/objects';

const SCALED = (metadata: string): string => `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: web${metadata} }
spec: { scaleTargetRef: { name: web }, minReplicaCount: 3, maxReplicaCount: 10, triggers: [{ type: cpu, metricType: Utilization, metadata: { value: "60" } }] }
---
kind: Deployment
spec: { replicas: null }
`;

export const autoscalerPaused: Rule = {
  id: 'autoscaler-paused',
  severity: 'warning',
  title: 'ScaledObject paused by an annotation',
  impact: 'When the load rises, KEDA adds no pods, and requests are slow or time out; with paused-replicas 0, no pod runs, and every request fails.',
  why: 'While a ScaledObject is paused, KEDA removes its HorizontalPodAutoscaler: the number of pods stays as it was at that moment, or as paused-replicas states. A pause in a manifest lasts until a release ends it.',
  fix: 'Remove the annotation: pause with kubectl annotate, and only as long as needed.',
  reference: 'https://keda.sh/docs/latest/concepts/scaling-deployments/#pausing-autoscaling',
  examples: {
    failing: SCALED(', annotations: { autoscaling.keda.sh/paused: "true" }'),
    passing: SCALED(''),
  },
  judge: manifests => manifests.workloads.filter(workload => hasUsers(workload) || worksOffQueue(workload))
    .flatMap(workload => workload.autoscalers.map((autoscaler): RuleResult => ({
      object: autoscaler.object,
      workload,
      violations: isPausedWithoutPods(autoscaler, workload, manifests)
        ? [violation(autoscaler, `so ${workload.name} has no pods: every request fails until the annotation is removed`)]
        : violationsOf(autoscaler, workload.name),
    }))),
};

function violationsOf(autoscaler: Autoscaler, name: string): Violation[] {
  const path = pausedBy(autoscaler);
  const pods = isPaused(autoscaler) ? autoscaler.replicas.max : undefined;
  const most = numberAt(rootOf(autoscaler.object.json), SCALED_OBJECT_PATHS.max) ?? Infinity;
  // Another rule reports one pod, and the maximum number of pods is enough.
  if (!path || (pods !== undefined && (pods < 2 || pods >= most))) { return []; }
  if (path === PAUSED_OUT) { return [violation(autoscaler, `when the load rises, KEDA adds no pods of ${name}`)]; }
  const kept = pods === undefined ? 'the number of pods that it had at that moment' : `${pods} pods`;
  return [violation(autoscaler, `so ${name} keeps ${kept}: when the load rises, KEDA adds none`)];
}

function violation(autoscaler: Autoscaler, consequence: string): Violation {
  const path = pausedBy(autoscaler)!;
  return {
    path,
    message: `${displayName(autoscaler.object)} is paused${path === PAUSED_OUT ? ' for scaling out: ' : ', '}${consequence}.`,
    ...edited([{ path, value: undefined }], { byHand: 'what the pause was for' }),
  };
}
