import { isRetired } from './removed-routes';
import { backendsIn, PathBackend, RoutePath, sameIn } from './route-paths';
import { versionNamed, versionsServed } from '../../../analysis/traffic/api-versions';
import { ClusterProfile } from '../../../rules';
import { Update } from '../update';

/**
 * Whether all requests to a version move to a Service that only served other versions before, earlier than its sunset. Moving a part of them is for
 * versions-split-by-weight.
 */
export function isOtherVersions(backend: PathBackend, path: RoutePath, update: Update, profile: ClusterProfile): boolean {
  const version = versionNamed(path);
  if (version === undefined) { return false; }
  const served = versionsServed(update.before, backend);
  if (served.size === 0 || served.has(version)) { return false; }
  const paths = sameIn(update.before, path);
  if (paths.some(old => isRetired(old, profile))) { return false; }
  const [before, now] = [update.before, update.after].map(manifests => backendsIn(manifests, path));
  return before.size > 0 && ![...now.keys()].some(key => before.has(key));
}
