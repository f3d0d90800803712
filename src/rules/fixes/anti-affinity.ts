import { REVISION, Spread } from '../../analysis/scheduling/spread';
import { showPath } from '../../manifests';

/** `matchLabelKeys` is on by default in terms of an anti-affinity. */
const AFFINITY_MATCH_LABEL_KEYS_MINOR = 31;

/** What to do so that a required anti-affinity does not keep new pods away from old ones. */
export function roomBesideOld({ place: { path } }: Spread, kubernetesMinor: number): string {
  return kubernetesMinor >= AFFINITY_MATCH_LABEL_KEYS_MINOR
    ? `set ${showPath([...path, 'matchLabelKeys'])} to [${REVISION}]`
    : `move ${showPath(path)} to preferredDuringSchedulingIgnoredDuringExecution`;
}
