import { Settings } from './settings';
import { DEFAULT_KUBERNETES_VERSION, parseMinor } from '../intent/kubernetes-version';
import { ROUTERS } from '../lifecycle';
import { ClusterProfile } from '../rules';

/** What manifests are judged for, with the defaults where nothing was said. */
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
  // Whoever states the delay has measured it, so it is the least that is needed, too.
  const measured = deregistrationDelay === undefined ? {} : { deregistrationDelay, minimum: deregistrationDelay };
  const router = { ...ROUTERS[exposure ?? 'cluster'], ...measured };
  const isRouterStated = exposure !== undefined || deregistrationDelay !== undefined;
  return { kubernetesMinor, platform, router, isRouterStated, longestRequest, startupTime, minimumNotice, today };
}
