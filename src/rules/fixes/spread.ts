import { ClusterProfile } from '../../analysis/cluster-profile';
import { POD_SPEC } from '../../analysis/pod/pod-spec';
import { REVISION, SPREAD_MATCH_LABEL_KEYS_MINOR, Spread, spreadConstraints } from '../../analysis/scheduling/spread';
import { stringAt, stringsAt, Workload } from '../../manifests';
import type { FixEdit } from '../rule';
import { labelsToSelect } from '../wording/pods';

const ANYWAY = 'ScheduleAnyway';

/** Spreads the pods of a workload over the values of a node label, as far as nodes have room. */
export function spreadOver(topologyKey: string, workload: Workload, { kubernetesMinor }: ClusterProfile): FixEdit[] {
  const constraints = spreadConstraints(workload);
  const labelSelector = { matchLabels: labelsToSelect(workload) };
  // The API server refuses a second one with the same key and the same whenUnsatisfiable.
  const same = constraints.find(({ key, place }) => key === topologyKey && stringAt(place, ['whenUnsatisfiable']) === ANYWAY);
  if (same) { return [{ path: [...same.place.path, 'labelSelector'], value: labelSelector }]; }
  const revision = kubernetesMinor >= SPREAD_MATCH_LABEL_KEYS_MINOR ? { matchLabelKeys: [REVISION] } : {};
  return [{
    path: [...POD_SPEC, 'topologySpreadConstraints', constraints.length],
    value: { maxSkew: 1, topologyKey, whenUnsatisfiable: ANYWAY, labelSelector, ...revision },
  }];
}

/** What a constraint or a term counts each revision for itself by. */
export function byRevision({ place }: Spread): FixEdit {
  return { path: [...place.path, 'matchLabelKeys'], value: [...stringsAt(place, ['matchLabelKeys']), REVISION] };
}
