import { isController } from '../../../../analysis/identity/controllers';
import { mayHaveForeignPods } from '../../../../analysis/traffic/foreign-pods';
import { Autoscaler, HORIZONTAL_POD_AUTOSCALER_PATHS, ManifestObject, ManifestSet } from '../../../../manifests';
import { shorten } from '../../../../text';
import { edited } from '../../../fixes/edited';
import { RulePart, RuleResult } from '../../../rule';
import { displayName } from '../../../wording/objects';

/** A target whose name is that of a controller of another kind. */
export const wrongKind: RulePart = {
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
