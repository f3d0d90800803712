import { ManifestObject, mappingAt, rootOf, stringAt } from '../manifests';

/** Whether one of the autoscalers sets the replicas of a controller. */
export function isScaledBy(
  autoscalers: readonly ManifestObject[], { kind, name }: { readonly kind: string; readonly name: string },
): boolean {
  return autoscalers.some(({ json }) => {
    const target = mappingAt(rootOf(json), ['spec', 'scaleTargetRef']);
    return stringAt(target, ['kind']) === kind && stringAt(target, ['name']) === name;
  });
}
