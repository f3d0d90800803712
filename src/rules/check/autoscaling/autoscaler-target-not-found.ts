import { isController } from '../../../analysis/identity/controllers';
import { mayHaveForeignPods } from '../../../analysis/traffic/foreign-pods';
import { Autoscaler, HORIZONTAL_POD_AUTOSCALER_PATHS, ManifestObject, ManifestSet } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult } from '../../rule';
import { displayName } from '../../wording/objects';

const SCALER = (kind: string): string => `
kind: Deployment
spec: { replicas: null }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: ${kind}, name: web }, minReplicas: 3, maxReplicas: 10 }
`;

export const autoscalerTargetNotFound: Rule = {
  id: 'autoscaler-target-not-found',
  severity: 'error',
  title: 'scaleTargetRef with the wrong kind',
  impact: 'The autoscaler scales nothing: when the load rises, no pod is added and requests time out.',
  why: 'A target is looked up by kind and name. A Deployment that was replaced by a Rollout or a StatefulSet is no longer found.',
  fix: 'Set kind and apiVersion to those of the controller that creates the pods.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  examples: { failing: SCALER('StatefulSet'), passing: SCALER('Deployment') },
  judge: manifests => manifests.autoscalers.flatMap((autoscaler): RuleResult[] => {
    const { object, target } = autoscaler;
    if (manifests.isPartial || mayHaveForeignPods(manifests, object.namespace)) { return []; }
    const named = controllersNamed(autoscaler, manifests);
    if (named.length === 0) { return []; }
    if (isScaled(autoscaler, named)) { return [{ object, violations: [] }]; }
    const meant = named.find(({ kind }) => kind === 'Rollout') ?? named[0];
    const path = [...HORIZONTAL_POD_AUTOSCALER_PATHS.target, 'kind'];
    return [{
      object,
      violations: [{
        path,
        message: `${displayName(object)} scales ${target.kind} ${shorten(target.name)}, but ${displayName(meant)} creates these pods: no pod is added when the load rises.`,
        ...edited([
          { path, value: meant.kind },
          { path: [...HORIZONTAL_POD_AUTOSCALER_PATHS.target, 'apiVersion'], value: meant.apiVersion },
        ]),
      }],
    }];
  }),
};

function controllersNamed({ object, target }: Autoscaler, { objects }: ManifestSet): ManifestObject[] {
  return objects.filter(each => each.name === target.name && each.namespace === object.namespace && isController(each));
}

// A Deployment that only provides the template of a Rollout runs no pods itself.
function isScaled({ target }: Autoscaler, named: readonly ManifestObject[]): boolean {
  const kinds = named.map(({ kind }) => kind);
  if (target.kind === 'Deployment' && kinds.includes('Rollout')) { return false; }
  return kinds.includes(target.kind);
}
