import { isHandedOver } from '../../../analysis/disruption/handover';
import { evictsOnlyPod, isVerticalAutoscaler, LEAST_REPLICAS, resizedBy, UPDATE_MODE } from '../../../analysis/scaling/vertical-autoscaler';
import { hasUsers } from '../../../analysis/traffic/router';
import { hasPodsBeside } from '../../../analysis/traffic/sibling-pods';
import { showPath } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult } from '../../rule';
import { displayName } from '../../wording/objects';

const SINGLE = `
---
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/acknowledge.single-replica: holds a lock } }
spec: { replicas: 1 }
`;

export const verticalAutoscalerEvictsOnlyPod: Rule = {
  id: 'vertical-autoscaler-evicts-only-pod',
  severity: 'error',
  title: 'VerticalPodAutoscaler with minReplicas 1 for a single pod',
  impact: 'The only pod is evicted even when nothing is released, and every request fails until a new one is ready.',
  why: 'A VerticalPodAutoscaler evicts a pod to change its requests, also with InPlaceOrRecreate if a resize in place fails. By default it does not evict from workloads of fewer than two pods; minReplicas 1 makes it evict the only one.',
  fix: 'Omit updatePolicy.minReplicas, or set updateMode to Initial, so that new sizes wait for the next release.',
  reference: 'https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/api.md#podupdatepolicy',
  examples: {
    failing: `
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: { name: web }
spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, updatePolicy: { updateMode: Recreate, minReplicas: 1 } }${SINGLE}`,
    passing: `
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: { name: web }
spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, updatePolicy: { updateMode: Recreate } }${SINGLE}`,
  },
  judge: (manifests, profile) => manifests.objects.filter(isVerticalAutoscaler).flatMap((object): RuleResult[] => {
    const workload = resizedBy(object, manifests);
    if (!workload || !hasUsers(workload)) { return []; }
    const isCovered = hasPodsBeside(workload, manifests) || isHandedOver(workload, profile, manifests);
    const isAlone = workload.replicas.min === 1 && !isCovered;
    return [{
      object,
      workload,
      violations: !isAlone || !evictsOnlyPod(object) ? [] : [{
        path: LEAST_REPLICAS,
        message: `With ${showPath(LEAST_REPLICAS)} 1, ${displayName(object)} evicts a pod of ${workload.name} even if it is the only one: every request fails until a new one is ready, even when nothing is released.`,
        ...edited([{ path: LEAST_REPLICAS, value: undefined }], { or: `set ${showPath(UPDATE_MODE)} to Initial` }),
      }],
    }];
  }),
};
