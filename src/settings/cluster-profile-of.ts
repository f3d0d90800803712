import { Settings } from './settings';
import { DEFAULT_KUBERNETES_VERSION, parseMinor } from '../intent/kubernetes-version';
import { ROUTERS } from '../lifecycle';
import { ClusterProfile } from '../rules';

/** The cluster for which manifests are judged, with defaults for settings that are not stated. */
export function clusterProfileOf(settings: Settings): ClusterProfile {
  const {
    kubernetesMinor = parseMinor(DEFAULT_KUBERNETES_VERSION)!,
    platform,
    exposure,
    deregistrationDelay,
    longestRequest,
    startupTime,
    minimumNotice,
    today,
  } = settings;
  // A stated delay was measured, so it is also the minimum.
  const measured = deregistrationDelay === undefined ? {} : { deregistrationDelay, minimum: deregistrationDelay };
  const router = { ...ROUTERS[exposure ?? 'cluster'], ...measured };
  const isRouterStated = exposure !== undefined || deregistrationDelay !== undefined;
  return { kubernetesMinor, platform, router, isRouterStated, longestRequest, startupTime, minimumNotice, today };
}
