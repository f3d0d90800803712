import { ManifestSet, matcherOf, PodOwner, Service } from '../../../src/manifests';
import { Update } from '../../../src/rules/diff';
import { podCount } from '../../../src/rules/diff/routing/service-steps';

/**
 * The Services that have pods now, but none when a release begins or when its rollout is complete: a Service changes
 * at once, while pods keep their labels until they are replaced.
 */
export function withoutEndpoints({ before, after, objects, services }: Update): string[] {
  const staying = new Set(objects.kept.map(kept => kept.before));
  const begun = before.podOwners.filter(({ object }) => staying.has(object));
  return services.kept.filter(kept => {
    if (Object.keys(kept.after.selector).length === 0 || fitting(kept.before, before.podOwners, before).length === 0) {
      return false;
    }
    return fitting(kept.after, begun, before).length === 0 || fitting(kept.after, after.podOwners, after).length === 0;
  }).map(({ after: { object } }) => object.name);
}

function fitting({ object, selector }: Service, groups: readonly PodOwner[], manifests: ManifestSet): PodOwner[] {
  const fits = matcherOf({ matchLabels: selector, matchExpressions: [] });
  return groups.filter(group => group.namespace === object.namespace
    && fits(group.podLabels)
    && podCount(group, manifests) !== 0);
}
