import {
  FieldCursor, groupedBy, isMapping, listAt, ManifestObject, ManifestSet, mappingAt, matcherOf, Path, rootOf,
  selectorAt, stringAt, stringsAt, valueAt, Workload,
} from '../../manifests';
import { onceInCluster, perWorkload } from '../memoize';
import { POD_SPEC, podSpecOf } from '../pod/pod-spec';
import { controllerOf, workloadsSelected } from '../workloads';

export const HOSTNAME = 'kubernetes.io/hostname';
export const ZONE = 'topology.kubernetes.io/zone';
export const REVISION = 'pod-template-hash';
const REVISION_OF_ROLLOUTS = 'rollouts-pod-template-hash';

/** The label that distinguishes the revisions of a workload. */
export function revisionLabelOf({ kind }: Pick<Workload, 'kind'>): string {
  return kind === 'Rollout' ? REVISION_OF_ROLLOUTS : REVISION;
}

/** A spread constraint, or a term of an anti-affinity. */
export interface Spread {
  readonly place: FieldCursor;
  /** The node label over whose values pods are spread. */
  readonly key: string;
  /** Whether it counts the pods of the workload itself. */
  readonly own: boolean;
  /** Whether it counts each revision separately. */
  readonly byRevision: boolean;
  /** The label that distinguishes revisions. */
  readonly revision: string;
}

/** The field by which Argo Rollouts keeps new pods off nodes with old ones; undefined if it is not set. */
export function betweenRevisions(workload: Workload): Path | undefined {
  if (workload.kind !== 'Rollout') { return undefined; }
  return (['canary', 'blueGreen'] as const).map(strategy => ['spec', 'strategy', strategy, 'antiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'])
    .find(path => isMapping(valueAt(rootOf(controllerOf(workload).json), path)));
}

export const spreadConstraints = perWorkload((workload): Spread[] =>
  listAt(podSpecOf(workload), ['topologySpreadConstraints']).map(place => spreadOf(place, workload)));

/** The terms of its anti-affinity that the scheduler never breaks. */
export const requiredAntiAffinity = perWorkload((workload): Spread[] =>
  listAt(antiAffinity(workload), ['requiredDuringSchedulingIgnoredDuringExecution']).map(place => spreadOf(place, workload)));

/** All constraints and terms that spread its pods, including preferences. */
export const spreadsOf = perWorkload((workload): Spread[] => {
  return [...spreadConstraints(workload), ...requiredAntiAffinity(workload), ...preferredAntiAffinity(workload)];
});

export const preferredAntiAffinity = perWorkload((workload): Spread[] =>
  listAt(antiAffinity(workload), ['preferredDuringSchedulingIgnoredDuringExecution'])
    .map(term => spreadOf(mappingAt(term, ['podAffinityTerm']), workload)));

export const ANTI_AFFINITY = [...POD_SPEC, 'affinity', 'podAntiAffinity'];

function antiAffinity({ object }: Workload): FieldCursor {
  return mappingAt(rootOf(object.json), ANTI_AFFINITY);
}

function spreadOf(place: FieldCursor, workload: Workload): Spread {
  const { podLabels, namespace } = workload;
  const revision = revisionLabelOf(workload);
  const selector = selectorAt(place, ['labelSelector']);
  const namespaces = stringsAt(place, ['namespaces']);
  const isNear = namespaces.length === 0 || namespaces.includes(namespace ?? '');
  return {
    place,
    key: stringAt(place, ['topologyKey']) ?? '',
    // Without a selector it counts no pods.
    own: isNear && selector !== undefined && matcherOf(selector)(podLabels),
    byRevision: stringsAt(place, ['matchLabelKeys']).includes(revision),
    revision,
  };
}

/** Controllers whose pods a constraint or term counts beside those of its own one. */
export interface Others {
  readonly count: number;
  /** The first of them, for messages. */
  readonly first: readonly Workload[];
  /** Their pods at most. */
  readonly pods: number;
}

const NO_OTHERS: Others = { count: 0, first: [], pods: 0 };

/** The other controllers here whose pods a constraint or term also counts; one that counts by revision counts none of them. */
export function othersCounted({ place, byRevision }: Spread, { object, namespace }: Workload, manifests: ManifestSet): Others {
  const selector = selectorAt(place, ['labelSelector']);
  if (byRevision || !selector) { return NO_OTHERS; }
  const all = countedAmong(workloadsSelected(namespace, selector, manifests), manifests);
  const own = all.byObject.get(object) ?? [];
  return {
    count: all.workloads.length - own.length,
    first: all.workloads.slice(0, MOST_NAMED + own.length).filter(workload => !own.includes(workload)).slice(0, MOST_NAMED),
    pods: all.pods - podsOf(own),
  };
}

const MOST_NAMED = 2;

interface Counted {
  readonly workloads: readonly Workload[];
  readonly byObject: ReadonlyMap<ManifestObject, readonly Workload[]>;
  readonly pods: number;
}

/** All pods of a cluster may have a constraint with the same selector. */
const countedAmong = onceInCluster((selected: readonly Workload[]): Counted => {
  const workloads = selected.filter(({ replicas }) => replicas.max > 0);
  return { workloads, byObject: groupedBy(workloads, ({ object }) => [object]), pods: podsOf(workloads) };
});

function podsOf(workloads: readonly Workload[]): number {
  return workloads.reduce((sum, { replicas }) => sum + replicas.max, 0);
}

/** Whether the scheduler never breaks a constraint. */
export function isHard({ place }: Spread): boolean {
  return stringAt(place, ['whenUnsatisfiable']) === 'DoNotSchedule';
}

/** Whether a node label is a usual label of zones. */
export function isOfZones(key: string): boolean {
  return /zone/.test(key);
}

/** The domain of a node label, for messages: `node`, `zone`, `value of rack`. */
export function domainOf(key: string): string {
  if (key === HOSTNAME) { return 'node'; }
  return key === ZONE ? 'zone' : `value of ${key}`;
}

/** From this version on, `matchLabelKeys` is enabled by default in spread constraints. */
export const SPREAD_MATCH_LABEL_KEYS_MINOR = 27;
