import { isRetired, narrowedRoutes } from './removed-routes';
import { backendKey } from './route-paths';
import { counterparts } from './service-steps';
import { versionNamed } from '../../../analysis/traffic/api-versions';
import { serviceNamed } from '../../../analysis/traffic/services-by-name';
import { ManifestObject, Route, Service } from '../../../manifests';
import { ClusterProfile } from '../../../rules';
import { replacementsOf } from '../identity/replacements';
import { Update } from '../update';

/** What is removed in the same release as the rule of a version whose sunset has come. */
export interface RetiredPods {
  /** Their controller, or the Service where only that is removed. */
  readonly object: ManifestObject;
  readonly service: Service;
  readonly version: string;
  readonly route: Route;
}

/** The pods and Services of versions that are removed together with their rules. */
export function retiredPods(update: Update, profile: ClusterProfile): RetiredPods[] {
  const { removed } = counterparts(update);
  const lost = narrowedRoutes(update).flatMap(narrowed => narrowed.lost)
    .filter(path => versionNamed(path) !== undefined && isRetired(path, profile));
  const routed = new Set(update.after.routes.flatMap(({ backends }) => backends.map(backendKey)));
  const found = lost.flatMap(path => path.backends.flatMap((backend): RetiredPods[] => {
    const service = serviceNamed(update.before, backend.namespace, backend.service);
    // Other rules report a route or Service that still leads to removed ones.
    if (!service || !removed.has(service.object) || routed.has(backendKey(backend))) { return []; }
    const gone = (update.before.selected.get(service.object) ?? []).map(({ object }) => object)
      .filter(object => removed.has(object) && !replacementsOf(update).has(object) && !isSelectedLater(object, update));
    return (gone.length > 0 ? gone : [service.object])
      .map(object => ({ object, service, version: versionNamed(path)!, route: path.route }));
  }));
  return [...new Map(found.map(one => [one.object, one])).values()];
}

/** Whether a remaining Service sent to these pods. */
function isSelectedLater(object: ManifestObject, { services, before }: Update): boolean {
  return services.kept.some(kept => (before.selected.get(kept.before.object) ?? []).some(pods => pods.object === object));
}
