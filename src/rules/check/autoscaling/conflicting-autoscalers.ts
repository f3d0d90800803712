import { perCluster } from '../../../analysis/memoize';
import { isScaledObject } from '../../../analysis/scaling/autoscaler';
import { evicts, isVerticalAutoscaler, UPDATE_MODE } from '../../../analysis/scaling/vertical-autoscaler';
import { Autoscaler, groupedBy, keyOf, listAt, ManifestObject, ManifestSet, mappingAt, Path, FieldCursor, rootOf, showPath, stringAt, stringsAt } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';
import { displayName } from '../../wording/objects';

export const conflictingAutoscalers: Rule = {
  id: 'conflicting-autoscalers',
  severity: 'error',
  title: 'Two autoscalers for the same pods',
  impact: 'Pods are constantly started and stopped, or evicted, or their number no longer follows the load.',
  why: 'Each of two horizontal autoscalers undoes what the other did. A vertical one changes the requests against which a horizontal one measures load.',
  fix: 'Use one autoscaler for the number of pods. A vertical one beside it must control another resource, or only recommend.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#ambiguous-pod-selectors',
  examples: {
    failing: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 3, maxReplicas: 10 }
---
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: { name: web }
spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, updatePolicy: { updateMode: Auto } }
---
kind: Deployment
spec: { replicas: null }
`,
    passing: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 3, maxReplicas: 10 }
---
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: { name: web }
spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, updatePolicy: { updateMode: "Off" } }
---
kind: Deployment
spec: { replicas: null }
`,
  },
  judge: manifests => [...manifests.autoscalers.map((autoscaler): RuleResult => {
    const [first] = byTarget(manifests).get(targetOf(autoscaler))!;
    const isSecond = first !== autoscaler && !isTakenOver(first, autoscaler) && !isTakenOver(autoscaler, first);
    return { object: autoscaler.object, violations: isSecond ? [rivals(first, autoscaler)] : [] };
  }), ...verticals(manifests)],
};

const byTarget = perCluster(({ autoscalers }) => groupedBy(autoscalers, autoscaler => [targetOf(autoscaler)]));

function targetOf({ object, target: { kind, name } }: Autoscaler): string {
  return keyOf(object.namespace, kind, name);
}

// KEDA takes over a HorizontalPodAutoscaler that it is given by name.
function isTakenOver(horizontal: Autoscaler, scaled: Autoscaler): boolean {
  return scaled.object.annotations['scaledobject.keda.sh/transfer-hpa-ownership'] === 'true'
    && stringAt(rootOf(scaled.object.json), ['spec', 'advanced', 'horizontalPodAutoscalerConfig', 'name']) === horizontal.object.name;
}

function rivals(first: Autoscaler, { object, target }: Autoscaler): Violation {
  const path: Path = ['spec', 'scaleTargetRef'];
  return {
    path,
    message: `${object.kind} ${shorten(object.name)} and ${displayName(first.object)} both set the number of pods of ${shorten(target.kind)} ${shorten(target.name)}: `
      + 'each undoes what the other did, or both stop scaling.',
    fix: `Remove one of the two, or set ${showPath(path)} to another target.`,
  };
}

function verticals(manifests: ManifestSet): RuleResult[] {
  return manifests.objects.filter(isVerticalAutoscaler).map((object): RuleResult => {
    const root = rootOf(object.json);
    const target = mappingAt(root, ['spec', 'targetRef']);
    const key = keyOf(object.namespace, stringAt(target, ['kind']) ?? '', stringAt(target, ['name']) ?? '');
    const controlled = evicts(root) ? controlledResources(root) : [];
    const rival = (byTarget(manifests).get(key) ?? []).flatMap(autoscaler => measuredResources(autoscaler)
      .filter(resource => controlled.includes(resource))
      .map(resource => ({ autoscaler, resource })))[0];
    return { object, violations: rival ? [vertical(object, rival.autoscaler, rival.resource)] : [] };
  });
}

function controlledResources(root: FieldCursor): string[] {
  const policies = listAt(root, ['spec', 'resourcePolicy', 'containerPolicies']).filter(policy => stringAt(policy, ['mode']) !== 'Off');
  const named = policies.map(policy => stringsAt(policy, ['controlledResources'])).filter(resources => resources.length > 0);
  return policies.length > 0 && named.length === policies.length ? named.flat() : ['cpu', 'memory'];
}

function measuredResources(autoscaler: Autoscaler): string[] {
  const root = rootOf(autoscaler.object.json);
  if (isScaledObject(autoscaler)) { return listAt(root, ['spec', 'triggers']).flatMap(trigger => stringAt(trigger, ['type']) ?? []); }
  const metrics = listAt(root, ['spec', 'metrics']);
  // Without metrics, the utilization of the CPU counts.
  return metrics.length === 0 ? ['cpu'] : metrics.flatMap(metric => stringAt(metric, ['resource', 'name']) ?? stringAt(metric, ['containerResource', 'name']) ?? []);
}

function vertical({ name }: ManifestObject, autoscaler: Autoscaler, resource: string): Violation {
  return {
    path: UPDATE_MODE,
    message: `VerticalPodAutoscaler ${shorten(name)} evicts pods to change their ${resource} request, and ${displayName(autoscaler.object)} scales by the utilization of that request: `
      + 'each reacts to the other.',
    ...edited([{ path: UPDATE_MODE, value: 'Off' }], { or: `let only one of the two use ${resource}`, byHand: 'which of the two is to follow the load' }),
  };
}
