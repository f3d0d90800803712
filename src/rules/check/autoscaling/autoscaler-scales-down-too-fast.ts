import { ClusterProfile } from '../../../analysis/cluster-profile';
import { longestRequestOf } from '../../../analysis/pod/grace-period';
import { scaleDownPath } from '../../../analysis/scaling/autoscaler';
import { servesRequests } from '../../../analysis/traffic/router';
import { answersWebhooks } from '../../../analysis/traffic/webhooks';
import { Autoscaler, listAt, numberAt, rootOf, stringAt, Workload } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';
import { displayName } from '../../wording/objects';

/** How often the controller measures, in seconds. */
const LOOK = 15;

const DEFAULT = 300;

export const autoscalerScalesDownTooFast: Rule = {
  id: 'autoscaler-scales-down-too-fast',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'scaleDown that follows each dip of the load',
  impact: 'Connections break many times a day, and when the load returns, pods are missing until new ones have started.',
  why: 'The stabilization window is how long the load must be low before a pod is removed. If it is shorter than the start of a pod, each dip costs more than it saves.',
  fix: 'Leave scaleDown.stabilizationWindowSeconds at 300, and never make it shorter than the start of a pod.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#stabilization-window',
  examples: {
    failing: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 3
  maxReplicas: 10
  behavior: { scaleDown: { stabilizationWindowSeconds: 0 } }
---
kind: Deployment
spec: { replicas: null }
`,
    passing: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 3
  maxReplicas: 10
  behavior: { scaleDown: { stabilizationWindowSeconds: 300 } }
---
kind: Deployment
spec: { replicas: null }
`,
  },
  judge: (manifests, profile) => manifests.workloads
    .filter(servesRequests)
    .flatMap(workload => workload.autoscalers.map((autoscaler): RuleResult => ({
      object: autoscaler.object,
      workload,
      violations: findViolations(autoscaler, workload, profile, answersWebhooks(workload, manifests)),
    }))),
};

function findViolations(autoscaler: Autoscaler, workload: Workload, profile: ClusterProfile, isWebhook: boolean): Violation[] {
  const path = [...scaleDownPath(autoscaler), 'stabilizationWindowSeconds'];
  const needed = Math.min(DEFAULT, Math.max(LOOK, workload.intent.startupTime ?? profile.startupTime ?? 0));
  const window = numberAt(rootOf(autoscaler.object.json), path);
  if (window === undefined || window >= needed) { return allAtOnce(autoscaler, workload, profile, isWebhook); }
  return [{
    path,
    message: `${displayName(autoscaler.object)} stops pods as soon as the load has been low for ${window} s`
      + `${needed > LOOK ? `, but a new one takes ${needed} s to start` : ', each time it measures'}: connections break at each dip, and when the load returns, pods are missing.`,
    ...edited([{ path, value: DEFAULT }]),
  }];
}

/** Users notice when requests or connections of this length end together. */
const LONG = 60;
/** Such a grace period is mostly set for long requests, but some webhooks set it for a lame-duck phase: an info. */
const LONG_GRACE = 300;

// Without policies, all surplus pods stop within the same 15 s.
function allAtOnce(autoscaler: Autoscaler, workload: Workload, profile: ClusterProfile, isWebhook: boolean): Violation[] {
  const path = scaleDownPath(autoscaler);
  const root = rootOf(autoscaler.object.json);
  const request = longestRequestOf(workload, profile);
  const isLong = request === undefined ? workload.gracePeriod >= LONG_GRACE && !isWebhook : request >= LONG;
  const isLimited = listAt(root, [...path, 'policies']).length > 0 || stringAt(root, [...path, 'selectPolicy']) === 'Disabled';
  if (!isLong || isLimited || autoscaler.replicas.max - autoscaler.replicas.min < 2) { return []; }
  return [{
    path: [...path, 'policies'],
    message: `${displayName(autoscaler.object)} has no policies for scaleDown, so it may stop all but ${autoscaler.replicas.min} of ${autoscaler.replicas.max} pods at once: `
      + `their long requests${request === undefined ? `, which terminationGracePeriodSeconds ${workload.gracePeriod} allows for,` : ` of up to ${request} s`} are moved or cut together.`,
    ...edited([{ path: [...path, 'policies'], value: [{ type: 'Pods', value: 1, periodSeconds: LONG }] }]),
    severity: request === undefined ? 'info' as const : undefined,
  }];
}
