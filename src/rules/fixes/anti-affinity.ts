import { ANTI_AFFINITY, preferredAntiAffinity, requiredAntiAffinity, Spread } from '../../analysis/scheduling/spread';
import { Workload } from '../../manifests';
import type { FixEdit } from '../rule';
import { byRevision } from './spread';

/** From this version on, `matchLabelKeys` is enabled by default in terms of an anti-affinity. */
const AFFINITY_MATCH_LABEL_KEYS_MINOR = 31;

/** Makes required terms of an anti-affinity keep new pods away only from new ones; before Kubernetes 1.31 they become preferences. */
export function roomBesideOld(terms: readonly Spread[], workload: Workload, kubernetesMinor: number): FixEdit[] {
  if (terms.length === 0) { return []; }
  if (kubernetesMinor >= AFFINITY_MATCH_LABEL_KEYS_MINOR) { return terms.map(byRevision); }
  const preferred = preferredAntiAffinity(workload).length;
  const required = requiredAntiAffinity(workload).length === terms.length ? [[...ANTI_AFFINITY, 'requiredDuringSchedulingIgnoredDuringExecution']]
    : terms.map(({ place }) => place.path).reverse();
  return [
    ...terms.map(({ place }, i) => ({
      path: [...ANTI_AFFINITY, 'preferredDuringSchedulingIgnoredDuringExecution', preferred + i],
      value: { weight: 100, podAffinityTerm: place.value },
    })),
    ...required.map(path => ({ path, value: undefined })),
  ];
}

/** The decision that the edit needs; undefined if no two pods of one revision share a node afterwards either. */
export function needsPreference(kubernetesMinor: number): string | undefined {
  return kubernetesMinor >= AFFINITY_MATCH_LABEL_KEYS_MINOR ? undefined : 'whether two pods may share a node if no other has room';
}
