import { ClusterProfile } from '../../analysis/cluster-profile';
import { POD_SPEC } from '../../analysis/pod/pod-spec';
import { revisionLabelOf, SPREAD_MATCH_LABEL_KEYS_MINOR, Spread, spreadConstraints } from '../../analysis/scheduling/spread';
import { stringAt, stringsAt, Workload } from '../../manifests';
import type { FixEdit } from '../rule';
import { labelsToSelect } from '../wording/pods';

const ANYWAY = 'ScheduleAnyway';

/** Spreads the pods of a workload over the values of node labels, as far as nodes have room. */
export function spreadOver(topologyKeys: readonly string[], workload: Workload, { kubernetesMinor }: ClusterProfile): FixEdit[] {
  const constraints = spreadConstraints(workload);
  const labelSelector = { matchLabels: labelsToSelect(workload) };
  // Only these run two revisions of their pods side by side, and label the pods of each.
  const isLabelled = workload.kind === 'Deployment' || workload.kind === 'Rollout';
  const hasKeys = isLabelled && kubernetesMinor >= SPREAD_MATCH_LABEL_KEYS_MINOR;
  const revision = hasKeys ? { matchLabelKeys: [revisionLabelOf(workload)] } : {};
  let next = constraints.length;
  return topologyKeys.map(topologyKey => {
    // The API server rejects a second one with the same key and the same whenUnsatisfiable.
    const same = constraints.find(({ key, place }) => key === topologyKey && stringAt(place, ['whenUnsatisfiable']) === ANYWAY);
    return same ? { path: [...same.place.path, 'labelSelector'], value: labelSelector } : {
      path: [...POD_SPEC, 'topologySpreadConstraints', next++],
      value: { maxSkew: 1, topologyKey, whenUnsatisfiable: ANYWAY, labelSelector, ...revision },
    };
  });
}

/** Makes a hard constraint count only the pods of one revision of the workload, on nodes that accept them. */
export function countingOwn(spread: Spread, workload: Workload, areOthersCounted: boolean): FixEdit[] {
  const { path } = spread.place;
  return [
    ...areOthersCounted ? [{ path: [...path, 'labelSelector'], value: { matchLabels: labelsToSelect(workload) } }] : [],
    byRevision(spread),
    ...stringAt(spread.place, ['nodeTaintsPolicy']) === 'Honor' ? [] : [{ path: [...path, 'nodeTaintsPolicy'], value: 'Honor' }],
  ];
}

/** Makes a constraint or a term count each revision separately. */
export function byRevision({ place, revision }: Spread): FixEdit {
  return { path: [...place.path, 'matchLabelKeys'], value: [...stringsAt(place, ['matchLabelKeys']), revision] };
}
