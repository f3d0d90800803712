import { intendedTarget } from '../../../../analysis/scaling/intended-targets';
import { isVerticalAutoscaler, RESIZE_TARGET, resizeTarget } from '../../../../analysis/scaling/vertical-autoscaler';
import { HORIZONTAL_POD_AUTOSCALER_PATHS, ManifestObject, numberAt, Path, rootOf, ScaleTarget } from '../../../../manifests';
import { shorten } from '../../../../text';
import { edited } from '../../../fixes/edited';
import { RulePart, RuleResult, Violation } from '../../../rule';
import { displayName } from '../../../wording/objects';

/** A target whose name no controller has, while another controller is evidently meant. */
export const wrongName: RulePart = {
  judge: manifests => {
    const horizontal = manifests.autoscalers
      .map(({ object, target }) => ({ object, target, path: HORIZONTAL_POD_AUTOSCALER_PATHS.target }));
    const vertical = manifests.objects.filter(isVerticalAutoscaler)
      .map(object => ({ object, target: resizeTarget(object), path: RESIZE_TARGET }));
    return [...horizontal, ...vertical].flatMap(({ object, target, path }): RuleResult[] => {
      const meant = intendedTarget(object, target, manifests);
      return meant ? [{ object, about: meant, violations: [violationOf(object, target, path, meant)] }] : [];
    });
  },
};

function violationOf(object: ManifestObject, { kind, name }: ScaleTarget, target: Path, meant: ManifestObject): Violation {
  const path = [...target, 'name'];
  const isVertical = isVerticalAutoscaler(object);
  const leavesReplicas = numberAt(rootOf(meant.json), ['spec', 'replicas']) === undefined;
  const consequence = isVertical ? 'no pod gets the requests that it recommends'
    : `no pod is added when the load rises${leavesReplicas ? `, and ${shorten(meant.name)} runs one pod, the default without spec.replicas` : ''}`;
  return {
    path,
    severity: isVertical ? 'info' : 'warning',
    message: `${displayName(object)} scales ${kind} ${shorten(name)}, which is not in the manifests, while no autoscaler scales ${displayName(meant)}: `
      + `unless the former is elsewhere, ${consequence}.`,
    ...edited([{ path, value: meant.name }], { byHand: `that ${displayName(meant)} is meant` }),
  };
}
