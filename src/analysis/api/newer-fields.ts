import { listAt, ManifestObject, mappingAt, numberAt, Path, FieldCursor, placeAt, rootOf, stringAt } from '../../manifests';
import { POD_SPEC } from '../pod/pod-spec';

/** A field that older clusters do not support. */
export interface NewerField {
  /** The first minor version that enables it by default; undefined if no version does yet. */
  readonly since?: number;
  readonly name: string;
  /** The consequence without it. */
  readonly without: string;
  /** The places of an object where it is set. */
  find(object: ManifestObject): FieldCursor[];
}

/** Kinds that create pods from a template at the same path. */
const TEMPLATED = ['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'];
/** The kinds that have such fields. */
export const KINDS_WITH_NEWER_FIELDS = [...TEMPLATED, 'PodDisruptionBudget', 'HorizontalPodAutoscaler'];

const SPREAD: Path = [...POD_SPEC, 'topologySpreadConstraints'];
const LEAST: Path = ['spec', 'minReplicas'];
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

function within(kinds: string[], parents: (root: FieldCursor) => FieldCursor[], field: Path): NewerField['find'] {
  return ({ kind, json }) => kinds.includes(kind)
    ? parents(rootOf(json)).map(parent => placeAt(parent, field)).filter(({ value }) => value !== undefined) : [];
}

const constraints = (root: FieldCursor): FieldCursor[] => listAt(root, SPREAD);

const affinityTerms = (root: FieldCursor): FieldCursor[] => ['podAffinity', 'podAntiAffinity'].flatMap(side => {
  const affinity = mappingAt(root, [...POD_SPEC, 'affinity', side]);
  return [...listAt(affinity, [REQUIRED]), ...listAt(affinity, [PREFERRED]).map(term => mappingAt(term, ['podAffinityTerm']))];
});

const containers = (root: FieldCursor): FieldCursor[] => ['containers', 'initContainers'].flatMap(list => listAt(root, [...POD_SPEC, list]));

/** The fields that clusters without support drop or reject; preStop.sleep is another part of the rule. */
export const NEWER_FIELDS: NewerField[] = [
  {
    since: 29,
    name: 'a sidecar\'s restartPolicy',
    without: 'the sidecar is an init container that never ends, and no pod starts',
    find: ({ kind, json }) => !TEMPLATED.includes(kind) ? [] : listAt(rootOf(json), [...POD_SPEC, 'initContainers'])
      .map(container => placeAt(container, ['restartPolicy'])).filter(place => stringAt(place, []) === 'Always'),
  },
  {
    since: 26,
    name: 'nodeTaintsPolicy',
    without: 'drained nodes count as empty, and pods wait for them',
    find: within(TEMPLATED, constraints, ['nodeTaintsPolicy']),
  },
  {
    since: 27,
    name: 'matchLabelKeys of a spread constraint',
    without: 'old and new pods are counted together, and after an update the new ones are spread unevenly',
    find: within(TEMPLATED, constraints, ['matchLabelKeys']),
  },
  {
    since: 31,
    name: 'matchLabelKeys of an affinity',
    without: 'new pods also keep away from old ones, and an update may find no node',
    find: within(TEMPLATED, affinityTerms, ['matchLabelKeys']),
  },
  {
    since: 27,
    name: 'unhealthyPodEvictionPolicy',
    without: 'pods that are not ready block node drains',
    find: within(['PodDisruptionBudget'], root => [root], ['spec', 'unhealthyPodEvictionPolicy']),
  },
  {
    since: 25,
    name: 'a liveness probe\'s terminationGracePeriodSeconds',
    without: 'a hung container keeps the whole grace period of the pod before it is restarted',
    find: within(TEMPLATED, containers, ['livenessProbe', 'terminationGracePeriodSeconds']),
  },
  {
    since: 37,
    name: 'minReplicas 0 of a HorizontalPodAutoscaler',
    without: 'the API server rejects it, and the release stops',
    find: ({ kind, json }) => kind === 'HorizontalPodAutoscaler' && numberAt(rootOf(json), LEAST) === 0 ? [placeAt(rootOf(json), LEAST)] : [],
  },
  {
    // Alpha up to 1.37; https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4960-container-stop-signals plans 1.38.
    name: 'lifecycle.stopSignal',
    without: 'the container is stopped with the signal of its image, which may cut requests',
    find: within(TEMPLATED, containers, ['lifecycle', 'stopSignal']),
  },
];
