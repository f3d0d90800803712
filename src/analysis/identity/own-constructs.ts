import { ADDRESS_LABEL, hasConstructHash } from './names';
import { keyOf, ManifestObject, ManifestSet, Workload } from '../../manifests';
import { perCluster } from '../memoize';

/** A construct of this library, and the workload that it wrote. */
export interface OwnConstruct {
  readonly type: 'ZeroDowntimeService' | 'ZeroDowntimeWorker';
  readonly workload: Workload;
}

/** The kinds that a construct writes beside its Deployment, with the same labels. */
const BESIDE: readonly string[] = ['Service', 'PodDisruptionBudget', 'HorizontalPodAutoscaler', 'ScaledObject'];

/** The construct of this library that wrote an object; undefined if it was written by hand or by another tool. */
export function ownConstructOf(object: ManifestObject, manifests: ManifestSet): OwnConstruct | undefined {
  return constructsIn(manifests).get(object);
}

const constructsIn = perCluster((manifests): ReadonlyMap<ManifestObject, OwnConstruct> => {
  const constructs = manifests.workloads.flatMap(workload => {
    const type = typeOf(workload);
    return type ? [{ type, workload }] : [];
  });
  const byLabels = new Map(constructs.map(own => [labelsKey(own.workload.object), own]));
  const beside = constructs.length === 0 ? [] : manifests.objects.filter(({ kind }) => BESIDE.includes(kind)).flatMap(object => {
    const own = byLabels.get(labelsKey(object));
    return own ? [[object, own] as const] : [];
  });
  return new Map([...constructs.map(own => [own.workload.object, own] as const), ...beside]);
});

/**
 * Annotations alone may be written by hand. A construct of this library always writes two durations, and pins the label that plain
 * cdk8s-plus fills with a hash of the construct path.
 */
function typeOf({ kind, object, intent, podLabels }: Workload): OwnConstruct['type'] | undefined {
  const address = podLabels[ADDRESS_LABEL];
  const isPinned = address !== undefined && (!hasConstructHash(address) || object.labels[ADDRESS_LABEL] === address);
  if (kind !== 'Deployment' || !isPinned || intent.startupTime === undefined) { return undefined; }
  if (intent.longestJob !== undefined) { return 'ZeroDowntimeWorker'; }
  return intent.longestRequest === undefined ? undefined : 'ZeroDowntimeService';
}

function labelsKey({ namespace, labels }: ManifestObject): string {
  return keyOf(namespace, ...Object.entries(labels).sort(([one], [other]) => one < other ? -1 : 1).flat());
}
